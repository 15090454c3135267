// Package page serves a web page on which people talk to a bot through a playground.Server: it shows the chats as they
// change, lets its people write, edit, press and stop, and tells about the article that is asked, the model that answers and how
// answers came about. It makes no outside requests and logs nothing that is written on the page.
package page

import (
	"cmp"
	"errors"
	"html/template"
	"log/slog"
	"net/http"
	"sync"

	"articlebot/bot/playground"
)

// Options are the settings of a Page. All are required but Token and Logger.
type Options struct {
	Server *playground.Server
	// People are the people one can write as.
	People []playground.Person
	// Group is a chat that all of them are in.
	Group   playground.Chat
	Subject Subject
	Models  Models
	Traces  Traces
	// Token is what the page's address must hold. When it is empty the page must be bound to loopback, and the Host header has to
	// name loopback.
	Token string
	// Logger gets what goes wrong; nil discards it.
	Logger *slog.Logger
}

// Page is an http.Handler that serves the page. Close it before its http.Server is shut down.
type Page struct {
	options  Options
	log      *slog.Logger
	document *template.Template
	files    files
	handler  http.Handler
	people   *people
	changed  signal
	closed   chan struct{}
	close    sync.Once
}

// New returns a Page, and opens its chats on the server.
func New(o Options) (*Page, error) {
	switch {
	case o.Server == nil || o.Subject == nil || o.Models == nil || o.Traces == nil:
		return nil, errors.New("a page needs a server, a subject, models and traces")
	case len(o.People) == 0:
		return nil, errors.New("a page needs people")
	case o.Group.ID == 0 || o.Group.Type == "" || o.Group.Type == "private":
		return nil, errors.New("a page needs a group")
	}
	document, files, err := newFiles()
	if err != nil {
		return nil, err
	}
	p := &Page{
		options:  o,
		log:      cmp.Or(o.Logger, slog.New(slog.DiscardHandler)).With("component", "page"),
		document: document,
		files:    files,
		people:   newPeople(o.People),
		changed:  newSignal(),
		closed:   make(chan struct{}),
	}
	o.Server.Open(p.chats()...)
	p.handler = harden(p.guard(p.sameOrigin(p.routes())))
	return p, nil
}

// Close ends the streams of events and the presses that wait.
func (p *Page) Close() { p.close.Do(func() { close(p.closed) }) }

// ServeHTTP answers a request of the page.
func (p *Page) ServeHTTP(w http.ResponseWriter, r *http.Request) { p.handler.ServeHTTP(w, r) }

func (p *Page) routes() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{$}", p.index)
	mux.HandleFunc("GET /assets/{name}", p.asset)
	mux.HandleFunc("GET /api/events", p.events)
	mux.HandleFunc("GET /api/photo", p.photo)
	for pattern, do := range map[string]handler{
		"GET /api/commands": p.commands,
		"POST /api/say":     p.say,
		"POST /api/edit":    p.edit,
		"POST /api/press":   p.press,
		"POST /api/stop":    p.stop,
		"GET /api/article":  p.article,
		"POST /api/article": p.replaceArticle,
		"POST /api/model":   p.useModel,
		"GET /api/models":   p.localModels,
		"GET /api/trace":    p.trace,
		"/":                 func(http.ResponseWriter, *http.Request) (any, error) { return nil, notFound("there is no such page") },
	} {
		mux.HandleFunc(pattern, p.asJSON(do))
	}
	return mux
}

// chats returns the chats of the page: everybody's own, and the group.
func (p *Page) chats() []playground.Chat {
	var chats []playground.Chat
	for _, person := range p.options.People {
		chats = append(chats, person.Private())
	}
	return append(chats, p.options.Group)
}
