package main

import (
	"context"
	"log/slog"
	"os"
	"slices"
	"strings"
	"sync"

	"articlebot/bot"
	"articlebot/config"
	"articlebot/rag"
	"articlebot/rag/ledger"
)

// reloader puts a changed configuration in force while the bot runs: its models, its access lists and its daily
// limits. Everything else still goes by the configuration that the program started with.
type reloader struct {
	load    func(file string) (*config.Config, error)
	build   func(*config.Config) (rag.Models, error)
	engine  interface{ UseModels(rag.Models) error }
	bot     admission
	catalog *catalog
	limits  interface{ SetLimits(ledger.Limits) }
	alarm   interface{ forget() }
	started *config.Config
	log     *slog.Logger

	// isBroken tells that the last notice was about a broken configuration.
	isBroken bool
	// notices holds the latest notice that was not sent yet.
	notices chan string
}

// admission is what a reloader needs of the bot.
type admission interface {
	SetAccess(bot.Access)
	Notify(ctx context.Context, text string)
}

// newReloader connects a reloader with the engine and the bot of the program.
func (p *program) newReloader(engine *rag.Engine, b *bot.Bot, c *catalog) *reloader {
	return &reloader{
		load: func(file string) (*config.Config, error) {
			global := p.global
			global.config = file
			return loadConfig(global)
		},
		build: func(c *config.Config) (rag.Models, error) {
			next := p.with(c, p.articles)
			next.logWarnings(func(config.Problem) bool { return true })
			return next.newModels()
		},
		engine: engine, bot: b, catalog: c, limits: p.ledger, alarm: p.alarm, started: p.config,
		log: p.log.With("component", "config"), notices: make(chan string, 1),
	}
}

// run watches the configuration until ctx ends, and reads it again when it is asked to.
func (r *reloader) run(ctx context.Context, asked <-chan os.Signal) {
	var all sync.WaitGroup
	defer all.Wait()
	all.Go(func() { sendNotices(ctx, r.notices, r.bot.Notify) })
	config.Watcher{Load: r.load, Current: r.started, Asked: asked, Changed: r.changed}.Run(ctx)
}

// changed puts a new configuration in force, or says that it is broken and leaves the old one.
func (r *reloader) changed(next *config.Config, err error) {
	before := r.catalog.config.Load()
	if err == nil {
		err = r.use(next)
	}
	if err != nil {
		problems := strings.Split(err.Error(), "\n")
		r.log.Error("the configuration is broken, the one before stays in force", "problems", strings.Join(problems, "; "))
		r.isBroken = true
		r.notify(brokenNotice(problems))
		return
	}
	r.log.Info("the configuration was read again and is in force", "changed", before.Changes(next))
	if keys := later(r.started.Changes(next)); len(keys) > 0 {
		r.log.Warn("some changes take effect after a restart only", "keys", keys)
	}
	if r.isBroken {
		r.isBroken = false
		r.notify(mendedNotice)
	}
}

// use replaces the models, the access lists and the daily limits, or nothing.
func (r *reloader) use(next *config.Config) error {
	models, err := r.build(next)
	if err != nil {
		return err
	}
	if err := r.engine.UseModels(models); err != nil {
		return err
	}
	r.catalog.config.Store(next)
	r.bot.SetAccess(access(next))
	r.limits.SetLimits(daily(next))
	r.alarm.forget()
	return nil
}

// later returns those of the keys that are read at the start only.
func later(keys []string) []string {
	isLive := func(key string) bool {
		return strings.HasPrefix(key, "models.") && key != "models.questions" || strings.HasPrefix(key, "access.") || strings.HasPrefix(key, "limits.daily.")
	}
	return slices.DeleteFunc(keys, isLive)
}

// notify has the admins told, of the latest only where they could not be told of an earlier one yet.
func (r *reloader) notify(text string) {
	select {
	case <-r.notices:
	default:
	}
	r.notices <- text
}
