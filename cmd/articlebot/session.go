package main

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"time"

	"golang.org/x/sync/errgroup"

	"articlebot/bot"
	"articlebot/bot/playground"
	"articlebot/bot/playground/page"
	"articlebot/bot/store"
	"articlebot/corpus"
	"articlebot/internal/sqldb"
	"articlebot/rag"
)

// switchGrace is how long answers under way may go on when the bot is stopped. Where another one follows it, that one answers
// what was not finished.
const switchGrace = 2 * time.Second

// pageRate is how many messages the bot may send in a second: nobody but the people of a page is to be spared.
const pageRate = 1000

// errEnding refuses what is asked for while the program ends.
var errEnding = page.CodedError{Code: page.Ending, Err: errors.New("the program is ending")}

// session is what a page is about: an engine, and the bot that people ask. Another article replaces both, on the same store
// and the same server of messages, so that the chats go on; another model replaces those of the engine.
type session struct {
	// first has the articles and the models of the start.
	first  *program
	server *playground.Server
	traces *tracer
	// models are the profiles in force, and shown is the article.
	models *catalog
	shown  atomic.Pointer[page.Article]

	// switching guards what follows and has changes come one after the other. It is held from newSession until begin returns.
	switching sync.Mutex
	db        *sqldb.DB
	store     *store.Store
	// api is where the bot reaches the server.
	api    *site
	engine *rag.Engine
	// stop ends the bot and waits for it; nil when there is none.
	stop  func()
	ended bool
}

// newSession returns a session that knows its article and its models already, so that a page can be shown. The caller begins it, until
// when changes wait, and closes it.
func newSession(p *program, server *playground.Server) *session {
	s := &session{first: p, server: server, traces: &tracer{}, models: newCatalog(p.config)}
	s.show(p.articles, false)
	s.switching.Lock()
	return s
}

// begin builds all that answers and has the articles of the start asked.
func (s *session) begin(ctx context.Context) (err error) {
	defer s.switching.Unlock()
	defer func() { s.ended = err != nil }()
	var engine *rag.Engine
	var building errgroup.Group
	building.Go(func() (err error) {
		engine, err = s.first.newEngine(ctx, "")
		return err
	})
	s.db, s.store, err = s.first.openStore(ctx) // while the engine is built
	failed := building.Wait()
	if err != nil {
		return err
	}
	if failed != nil {
		return failed
	}
	behind, err := listen(ctx, anyListen)
	if err != nil {
		return err
	}
	s.api = newSite(context.WithoutCancel(ctx), behind, s.server, s.first.log) // which the bot needs for its last answers
	return s.serve(ctx, s.first, engine)
}

// close ends the bot and all that it needs. Nothing is changed any more.
func (s *session) close(ctx context.Context) error {
	s.switching.Lock()
	defer s.switching.Unlock()
	s.ended = true
	if s.stop != nil {
		s.stop()
	}
	if s.api != nil {
		s.api.close(ctx)
	}
	if s.db == nil {
		return nil
	}
	return s.db.Close()
}

// change lets one change be made, which ends when the function that it returns is called.
func (s *session) change() (done func(), err error) {
	s.switching.Lock()
	if s.ended {
		s.switching.Unlock()
		return nil, errEnding
	}
	return s.switching.Unlock, nil
}

// show has the page show the first of some articles. Custom ones came from the page. Versions begin with the time, so that a page that
// stays open while the program is started anew does not take one article for another.
func (s *session) show(articles []*corpus.Article, custom bool) {
	view := articleView(articles)
	view.Custom, view.Version = custom, time.Now().UnixMilli()
	if before := s.shown.Load(); before != nil {
		view.Version = before.Version + 1
	}
	s.shown.Store(&view)
}

// serve has the articles of a program asked, by their engine, in place of those before. When that fails, those before are asked
// still.
func (s *session) serve(ctx context.Context, p *program, engine *rag.Engine) error {
	b, err := s.newBot(p, engine)
	if err != nil {
		return err
	}
	if s.stop != nil {
		s.stop()
	}
	s.engine, s.stop = engine, runAside(ctx, b, s.first)
	return nil
}

// newBot makes the bot that serves an engine, as it is served on Telegram.
func (s *session) newBot(p *program, engine *rag.Engine) (*bot.Bot, error) {
	places := p.newShelf()
	o := p.botOptions(engine, places, s.store, s.models)
	o.Token, o.APIURL = s.server.Token(), s.api.url()
	o.Asker = s.traces.over(engine, places)
	o.Access = bot.Access{Open: true, Admins: []int64{people()[0].ID}}
	o.Rate, o.Grace = pageRate, switchGrace
	// The page shows no tables of Telegram's own: it would lose their rows.
	o.RichTables = false
	return bot.New(o)
}

// runAside runs a bot, also when ctx ends, until the function that it returns is called, which waits for its end.
func runAside(ctx context.Context, b *bot.Bot, p *program) (stop func()) {
	running, cancel := context.WithCancel(context.WithoutCancel(ctx))
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		if err := b.Run(running); err != nil {
			p.log.Error("the bot has ended", "component", "playground", "err", err)
		}
	}()
	return func() {
		cancel()
		<-ended
	}
}
