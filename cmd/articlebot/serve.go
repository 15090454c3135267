package main

import (
	"context"
	"fmt"

	"articlebot/bot"
	"articlebot/config"
	"articlebot/corpus"
	"articlebot/rag"
)

func runServe(ctx context.Context, args []string, global globals, std stdio) error {
	rest, err := parseFlags(newFlags("serve", &global), args, true)
	if err != nil {
		return err
	}
	if len(rest) > 0 {
		return usageError("serve takes no arguments")
	}
	p, err := newProgram(global, std.err)
	if err != nil {
		return err
	}
	p.logWarnings(isForBot)
	return p.serve(ctx)
}

// runDefault serves the bot when there is a token, and else says how to ask and how to go live.
func runDefault(ctx context.Context, global globals, std stdio) error {
	p, err := newProgram(global, std.err)
	if err != nil {
		return err
	}
	p.logWarnings(isForBot)
	if !p.config.Telegram.Token.IsZero() {
		return p.serve(ctx)
	}
	fmt.Fprintln(std.out, `Ask in the terminal:  articlebot ask "OpenAI和Meta在开源上有什么不同?"`)
	fmt.Fprintln(std.out, "Go live on Telegram:  TELEGRAM_TOKEN=… articlebot serve   (the token comes from @BotFather)")
	return nil
}

// serve runs the bot until ctx ends.
func (p *program) serve(ctx context.Context) error {
	if p.config.Telegram.Token.IsZero() {
		return usageError("serving needs a bot's token: get one from @BotFather, then set TELEGRAM_TOKEN or telegram.token")
	}
	engine, err := p.newEngine(ctx, "")
	if err != nil {
		return err
	}
	b, err := bot.New(bot.Options{
		Token: p.config.Telegram.Token.Reveal(), APIURL: p.config.Telegram.APIURL, Asker: engine, About: about(p.articles),
		Access: access(p.config.Access), Logger: p.log,
	})
	if err != nil {
		return err
	}
	return b.Run(ctx)
}

func access(c config.Access) bot.Access {
	return bot.Access{Open: c.Mode == config.Open, Users: c.Users, Admins: c.Admins}
}

// about describes the first article in each of its languages.
func about(articles []*corpus.Article) map[corpus.Lang]bot.About {
	descriptions := make(map[corpus.Lang]bot.About)
	for _, lang := range []corpus.Lang{corpus.Chinese, corpus.English} {
		edition := articles[0].Edition(lang)
		descriptions[lang] = bot.About{
			Title: edition.Meta.Title, Author: edition.Meta.Author, Publisher: edition.Meta.Publisher, Date: edition.Meta.Date,
			URL: edition.Meta.URL, Note: edition.Meta.Note, Examples: rag.Suggestions(edition, lang, 3),
		}
	}
	return descriptions
}
