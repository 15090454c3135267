package main

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"time"

	"articlebot/bot"
	"articlebot/bot/playground"
	"articlebot/bot/playground/page"
	"articlebot/bot/store"
	"articlebot/rag"
)

// switchGrace is how long answers under way may go on when the bot is stopped. Where another one follows it, that one answers
// what was not finished.
const switchGrace = 2 * time.Second

// pageRate is how many messages the bot may send in a second: nobody but the people of a page is to be spared.
const pageRate = 1000

// errEnding refuses what is asked for while the program ends.
var errEnding = errors.New("the program is ending")

// session is what a page is about: an engine, and the bot that people ask. Another article replaces both, on the same store
// and the same server of messages, so that the chats go on; another model replaces those of the engine.
type session struct {
	// first has the articles and the models of the start.
	first  *program
	server *playground.Server
	// api is where the bot reaches the server.
	api    string
	store  *store.Store
	admin  int64
	traces *tracer
	// models are the profiles in force, and shown is the article.
	models *catalog
	shown  atomic.Pointer[page.Article]

	// switching has changes come one after the other, of what follows.
	switching sync.Mutex
	engine    *rag.Engine
	// stop ends the bot and waits for it; nil when there is none.
	stop  func()
	ended bool
}

// begin serves the articles of the start by their engine. The caller closes the session.
func (s *session) begin(ctx context.Context, engine *rag.Engine) error {
	s.switching.Lock()
	defer s.switching.Unlock()
	return s.serve(ctx, s.first, engine, false)
}

// serve has the articles of a program asked, by their engine, in place of those before. When that fails, those before are asked
// still. A custom article is one that came from the page.
func (s *session) serve(ctx context.Context, p *program, engine *rag.Engine, custom bool) error {
	b, err := s.newBot(p, engine)
	if err != nil {
		return err
	}
	if s.stop != nil {
		s.stop()
	}
	s.engine, s.stop = engine, runAside(ctx, b, s.first)
	view := articleView(p.articles)
	view.Custom, view.Version = custom, 1
	if before := s.shown.Load(); before != nil {
		view.Version = before.Version + 1
	}
	s.shown.Store(&view)
	return nil
}

// newBot makes the bot that serves an engine, as it is served on Telegram.
func (s *session) newBot(p *program, engine *rag.Engine) (*bot.Bot, error) {
	cut, _ := p.passages()
	o := p.botOptions(engine, s.store, s.models)
	o.Token, o.APIURL = s.server.Token(), s.api
	o.Asker = s.traces.over(engine, newShelf(cut))
	o.Access = bot.Access{Open: true, Admins: []int64{s.admin}}
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

// close ends the bot. Nothing is changed any more.
func (s *session) close() {
	s.switching.Lock()
	defer s.switching.Unlock()
	s.ended = true
	if s.stop != nil {
		s.stop()
	}
}
