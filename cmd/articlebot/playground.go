package main

import (
	"cmp"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"net"
	"strconv"
	"syscall"

	"articlebot/bot/playground"
	"articlebot/bot/playground/page"
)

// The playground listens on this machine only, unless it is told otherwise.
const (
	usualListen = "127.0.0.1:8417"
	anyListen   = "127.0.0.1:0"
)

// goLive says what to do next.
const goLive = `Ask in the terminal:  articlebot ask "OpenAI和Meta在开源上有什么不同?"
Go live on Telegram:  TELEGRAM_TOKEN=… articlebot serve   (the token comes from @BotFather)
`

// pageFlags are the playground's own flags.
type pageFlags struct {
	// listen is the address of the page; empty means the usual one or, where somebody else has that, any.
	listen string
	open   bool
}

func runPlayground(ctx context.Context, args []string, global globals, std stdio) error {
	var own pageFlags
	flags := newFlags("playground", &global)
	flags.StringVar(&own.listen, "listen", "", "")
	flags.BoolVar(&own.open, "open", false, "")
	if err := parseOnlyFlags(flags, args); err != nil {
		return err
	}
	if _, _, err := net.SplitHostPort(cmp.Or(own.listen, usualListen)); err != nil {
		return usageError(fmt.Sprintf("--listen takes HOST:PORT, such as %s, not %q", usualListen, own.listen))
	}
	p, err := newProgram(global, std.err)
	if err != nil {
		return err
	}
	return p.playground(ctx, own, std)
}

// playground serves the page until ctx ends. It keeps everything in memory.
func (p *program) playground(ctx context.Context, flags pageFlags, std stdio) (err error) {
	p.inMemory = true
	// What is known to be wrong is said before the address.
	if _, err := loadPrompts(p.config.Prompts); err != nil {
		return err
	}
	listener, err := flags.listenForPage(ctx, std.err)
	if err != nil {
		return err
	}
	defer func() { _ = listener.Close() }() // which is closed already where there was a site
	server := playground.New(playground.Options{Token: "1000000:" + rand.Text(), Name: "articlebot", Username: "article_bot"})
	defer server.Close()
	s := newSession(p, server)
	token := tokenFor(listener)
	shown, err := page.New(page.Options{
		Server: server, People: people(), Group: group(), Subject: s, Models: s, Traces: s.traces, Token: token, Logger: p.log,
	})
	if err != nil {
		return err
	}
	web := newSite(ctx, listener, shown, p.log)
	defer web.close(ctx)
	defer shown.Close()
	if err := flags.announce(pageAddress(listener, token), std); err != nil {
		return err
	}
	// Whoever is quick may write already: the server keeps it for the bot.
	defer func() { err = errors.Join(err, s.close(ctx)) }()
	if err := s.begin(ctx); err != nil && ctx.Err() == nil {
		return err
	}
	return web.wait(ctx)
}

// announce prints the page's address and what to do next, and opens the address where that is wanted.
func (f pageFlags) announce(address string, std stdio) error {
	if _, err := io.WriteString(std.out, address+"\n"+goLive); err != nil {
		return err
	}
	if !f.open {
		return nil
	}
	if err := openBrowser(address); err != nil {
		fmt.Fprintln(std.err, err)
	}
	return nil
}

// people are the people one can write as. The first is the bot's admin.
func people() []playground.Person {
	return []playground.Person{
		{ID: 1001, FirstName: "Ada", Username: "ada", LanguageCode: "en"},
		{ID: 1002, FirstName: "小林", Username: "xiaolin", LanguageCode: "zh-hans"},
	}
}

// group is where all of them are together.
func group() playground.Chat {
	return playground.Chat{ID: -1001000000001, Type: "supergroup", Title: "Reading group · 读书会"}
}

// listenForPage takes the page's address. Where the usual one is taken it says so and takes another.
func (f pageFlags) listenForPage(ctx context.Context, w io.Writer) (net.Listener, error) {
	listener, err := listen(ctx, cmp.Or(f.listen, usualListen))
	if f.listen != "" || !errors.Is(err, syscall.EADDRINUSE) {
		return listener, err
	}
	fmt.Fprintf(w, "%s is taken, so the page is at another address\n", usualListen)
	return listen(ctx, anyListen)
}

func listen(ctx context.Context, address string) (net.Listener, error) {
	var config net.ListenConfig
	listener, err := config.Listen(ctx, "tcp", address)
	if err != nil {
		return nil, fmt.Errorf("taking an address for the page: %w", err)
	}
	return listener, nil
}

// tokenFor returns what a page's address must hold where others than this machine reach the listener; empty where they do
// not.
func tokenFor(listener net.Listener) string {
	if address, ok := listener.Addr().(*net.TCPAddr); ok && address.IP.IsLoopback() {
		return ""
	}
	return rand.Text()
}

// pageAddress returns where the page is found: on this machine where the listener takes all of its addresses.
func pageAddress(listener net.Listener, token string) string {
	place := listener.Addr().String()
	if address, ok := listener.Addr().(*net.TCPAddr); ok && address.IP.IsUnspecified() {
		place = net.JoinHostPort("127.0.0.1", strconv.Itoa(address.Port))
	}
	if token == "" {
		return "http://" + place + "/"
	}
	return "http://" + place + "/?token=" + token
}
