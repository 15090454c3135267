// Package bot is the Telegram front end: it long-polls the Bot API, puts the questions of each chat to an Asker in their
// order, shows a placeholder that grows while the answer is written, and ends with one formatted message that lists the
// sources.
package bot

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"time"

	"articlebot/corpus"
	"articlebot/rag"
	"articlebot/rag/ledger"
)

// Asker answers questions. Ask is called from several goroutines; it calls draft as a rag.Draft describes.
type Asker interface {
	Ask(ctx context.Context, q rag.Question, draft rag.Draft) (rag.Answer, error)
}

// Options are what a Bot is made of. Token and Asker are required, everything else has a default.
type Options struct {
	// Token is what @BotFather gave; it never appears in a log or an error.
	Token string
	// APIURL is the address of the Bot API server, without the bot's token; empty means https://api.telegram.org.
	APIURL string
	Asker  Asker
	// Models are what /model chooses from; nil means that there are none.
	Models Models
	// Usage is what /usage tells the admins; nil means that nothing is used.
	Usage Usage
	// About describes the article to readers of each language; those of another one are told nothing about it.
	About  map[corpus.Lang]About
	Access Access
	// Logger receives no message texts and no secrets; nil discards.
	Logger *slog.Logger
	// Transport carries the HTTP requests; nil means a transport of the bot's own that obeys the proxy environment.
	Transport http.RoundTripper
	// Parallel is how many questions are asked at the same time over all chats; 0 means 8.
	Parallel int
	// QueueDepth is how many messages of one chat may wait behind the one being answered; 0 means 4.
	QueueDepth int
	// AskTimeout bounds one call of Ask; 0 means 2 minutes.
	AskTimeout time.Duration
	// Grace is how long answers under way may go on after the bot was told to stop; 0 means 8 seconds.
	Grace time.Duration
}

// Models knows the model profiles that a question may name. It is asked each time, since they may change; from several
// goroutines.
type Models interface {
	// Profiles returns the profiles in the order in which they are listed.
	Profiles() []Profile
}

// Profile is a named model.
type Profile struct {
	// Name is what rag.Question.Profile calls it, and Model the name of its model.
	Name, Model string
	// Default marks the profile that answers where none is named.
	Default bool
}

// Usage knows what the models were used for. It is asked from several goroutines.
type Usage interface {
	// Today returns what was used today, with at most so many users and chats, the biggest first.
	Today(ctx context.Context, most int) ledger.Day
}

// About says what the bot answers about, for /start. Every field may be empty.
type About struct {
	Title     string
	Author    string
	Publisher string
	Date      string
	URL       string
	Note      string
	// Examples are questions that the article answers.
	Examples []string
}

// Bot is a Telegram bot; New makes it and Run runs it.
type Bot struct {
	poller  *poller
	handler *handler
	depth   int
	grace   time.Duration
	log     *slog.Logger
}

// errShutdown is the cause of the end of work that outlived the grace period.
var errShutdown = errors.New("the bot is shutting down")

// New checks the options and builds a bot. It makes no network call.
func New(o Options) (*Bot, error) {
	if o.Asker == nil {
		return nil, errors.New("bot: no Asker given")
	}
	o = o.withDefaults()
	log := o.Logger.With("component", "bot")
	api, err := newClient(o.Token, o.APIURL, o.Transport)
	if err != nil {
		return nil, err
	}
	return &Bot{
		poller: &poller{api: api, log: log},
		handler: &handler{
			asker:      o.Asker,
			models:     o.Models,
			usage:      o.Usage,
			about:      o.About,
			access:     newGuard(o.Access),
			out:        &messenger{api: api, holds: newHolds(), log: log},
			memory:     newMemory(),
			slots:      make(chan struct{}, o.Parallel),
			askTimeout: o.AskTimeout,
			log:        log,
		},
		depth: o.QueueDepth,
		grace: o.Grace,
		log:   log,
	}, nil
}

func (o Options) withDefaults() Options {
	if o.Logger == nil {
		o.Logger = slog.New(slog.DiscardHandler)
	}
	if o.Models == nil {
		o.Models = noModels{}
	}
	if o.Usage == nil {
		o.Usage = ledger.New(ledger.Limits{}, time.Local)
	}
	if o.APIURL == "" {
		o.APIURL = "https://api.telegram.org"
	}
	if o.Parallel <= 0 {
		o.Parallel = 8
	}
	if o.QueueDepth <= 0 {
		o.QueueDepth = 4
	}
	if o.AskTimeout <= 0 {
		o.AskTimeout = 2 * time.Minute
	}
	if o.Grace <= 0 {
		o.Grace = 8 * time.Second
	}
	return o
}

// Run serves until ctx ends, then finishes the answers under way within the grace period and returns nil; what is cut
// off then is told to the people who wait, which takes at most two seconds more if the Asker heeds its context. A token
// that Telegram does not accept ends it with an error that wraps ErrToken. No goroutine outlives Run, which is called
// once.
func (b *Bot) Run(ctx context.Context) error {
	self, err := b.poller.identify(ctx)
	if err != nil || ctx.Err() != nil {
		return err
	}
	b.handler.username = self.Username
	b.log.Info("serving", "bot", self.Username, "open", b.handler.access.access().Open)

	work, cancel := context.WithCancelCause(context.WithoutCancel(ctx))
	defer cancel(nil)
	w := newWorkers(b.handler, b.depth)
	err = b.poller.run(ctx, func(batch []rawUpdate) { b.accept(work, w, batch) })
	late := time.AfterFunc(b.grace, func() {
		b.log.Warn("stopping before every answer was finished", "grace", b.grace)
		cancel(errShutdown)
	})
	w.wait()
	late.Stop()
	return err
}

// accept hands the messages of a batch to the workers of their chats. An update that cannot be read is logged by its id
// and left out, so that it does not hold back the others.
func (b *Bot) accept(ctx context.Context, w *workers, batch []rawUpdate) {
	for _, raw := range batch {
		u, err := raw.decode()
		switch {
		case err != nil:
			b.log.Error("skipping an update that cannot be read", "update", raw.id, "err", err)
		case b.handler.wants(u.Message):
			w.add(ctx, u.Message)
		}
	}
}
