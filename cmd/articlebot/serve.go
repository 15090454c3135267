package main

import (
	"context"
	"errors"
	"io"
	"os"
	"os/signal"
	"runtime"
	"sync"
	"syscall"
	"time"

	"articlebot/bot"
	"articlebot/bot/store"
	"articlebot/config"
	"articlebot/corpus"
	"articlebot/internal/sqldb"
	"articlebot/rag"
	"articlebot/rag/ledger"
)

func runServe(ctx context.Context, args []string, global globals, std stdio) error {
	if err := parseOnlyFlags(newFlags("serve", &global), args); err != nil {
		return err
	}
	p, err := newProgram(global, std.err)
	if err != nil {
		return err
	}
	p.logWarnings(isForBot)
	return p.serve(ctx, std.out)
}

// runDefault serves the bot when there is a token, and else a page to try it on.
func runDefault(ctx context.Context, global globals, std stdio) error {
	p, err := newProgram(global, std.err)
	if err != nil {
		return err
	}
	p.logWarnings(isForBot)
	if p.config.Telegram.Token.IsZero() {
		return p.playground(ctx, pageFlags{}, std)
	}
	return p.serve(ctx, std.out)
}

// serve runs the bot until ctx ends. Out shows how to become its admin where nobody is.
func (p *program) serve(ctx context.Context, out io.Writer) (err error) {
	if p.config.Telegram.Token.IsZero() {
		return usageError("serving needs a bot's token: get one from @BotFather, then set TELEGRAM_TOKEN or telegram.token")
	}
	db, work, err := p.openStore(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	p.alarm = newAlarm()
	p.ledger = ledger.New(ledger.Options{Book: book{work}, Limits: daily(p.config), Zone: time.Local, Logger: p.log})
	engine, err := p.newEngine(ctx, "")
	if err != nil {
		return err
	}
	profiles := newCatalog(p.config)
	pairing, err := newPairing(ctx, p.config, work, out)
	if err != nil {
		return err
	}
	asked, ignore := hangups()
	defer ignore()
	questions := newOffered(p.articles[0])
	o := p.botOptions(engine, p.newShelf(), work, profiles)
	o.Token, o.APIURL, o.Webhook = p.config.Telegram.Token.Reveal(), p.config.Telegram.APIURL, webhook(p.config.Telegram)
	o.Questions, o.Usage, o.Access, o.Pairing = questions, p.ledger, access(p.config), pairing
	o.Reload = func() { hangUp(asked) }
	b, err := bot.New(o)
	if err != nil {
		return err
	}
	reloading, stop := context.WithCancel(ctx)
	var background sync.WaitGroup
	background.Go(func() { sendNotices(reloading, p.alarm.pending, b.Notify) })
	background.Go(func() { p.newReloader(engine, b, profiles).run(reloading, asked) })
	if author := p.newAuthor(engine, work, questions); author != nil {
		background.Go(func() { author.write(reloading) })
	}
	err = b.Run(ctx)
	stop()
	background.Wait()
	p.log.Debug("stopped", "goroutines", runtime.NumGoroutine())
	return err
}

// openStore opens the database, which the caller closes, and the bot's part of it.
func (p *program) openStore(ctx context.Context) (*sqldb.DB, *store.Store, error) {
	db, err := openDatabase(ctx, p.config, sqldb.Options{Memory: p.inMemory, Log: p.log})
	if err != nil {
		return nil, nil, err
	}
	limits := p.config.Limits
	work, err := store.New(ctx, db, store.Options{
		Lease: p.config.State.Lease, Attempts: limits.Attempts, Waiting: limits.Waiting, Log: p.log,
	})
	if err != nil {
		return nil, nil, errors.Join(err, db.Close())
	}
	return db, work, nil
}

// hangups returns a channel of the hangup signals, by which operators have a server read its configuration again. Until
// ignore is called, they do not end the program, not even when its terminal is closed.
func hangups() (asked chan os.Signal, ignore func()) {
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, syscall.SIGHUP)
	return signals, func() { signal.Stop(signals) }
}

// hangUp is a hangup signal by another way. One that waits already stands for it too.
func hangUp(asked chan<- os.Signal) {
	select {
	case asked <- syscall.SIGHUP:
	default:
	}
}

func access(c *config.Config) bot.Access {
	a := bot.Access{Open: c.Access.Mode == config.Open, Users: c.Access.Users, Admins: c.Access.Admins, Chats: c.Access.Chats}
	switch c.Models.Switching {
	case config.Everyone:
		a.Switching = bot.EveryoneSwitches
	case config.Nobody:
		a.Switching = bot.NobodySwitches
	}
	return a
}

// daily returns what models may be used for in a day.
func daily(c *config.Config) ledger.Limits {
	d := c.Limits.Daily
	return ledger.Limits{
		UserTokens: d.UserTokens, UserCost: d.UserCost, TotalTokens: d.TotalTokens, TotalCost: d.TotalCost,
	}
}

// maxQuestions bounds the questions that are offered below answers.
const maxQuestions = 100

// about describes the first article in each of its languages.
func about(articles []*corpus.Article) map[corpus.Lang]bot.About {
	descriptions := make(map[corpus.Lang]bot.About)
	for _, lang := range []corpus.Lang{corpus.Chinese, corpus.English} {
		edition := articles[0].Edition(lang)
		descriptions[lang] = bot.About{
			Title: edition.Meta.Title, Author: edition.Meta.Author, Publisher: edition.Meta.Publisher, Date: edition.Meta.Date,
			URL: edition.Meta.URL, Note: edition.Meta.Note, Examples: rag.Suggestions(edition, lang, "", 3),
			Questions: rag.Suggestions(edition, lang, "", maxQuestions),
		}
	}
	return descriptions
}
