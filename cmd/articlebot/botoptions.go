package main

import (
	"articlebot/bot"
	"articlebot/bot/store"
	"articlebot/rag"
)

// botOptions are what a bot has wherever it is served. Where it is served, and to whom, is the caller's to add.
func (p *program) botOptions(engine *rag.Engine, places shelf, work *store.Store, models bot.Models) bot.Options {
	return bot.Options{
		Asker: engine, Quick: engine, Searcher: engine, About: about(p.articles), Reader: places,
		Drafts: p.config.Telegram.Drafts, RichTables: p.config.Telegram.RichTables,
		Store: work, Models: models, MaxAge: p.config.Limits.MaxAge, Version: version + revision(), Logger: p.log,
	}
}
