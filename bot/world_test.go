package bot_test

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"articlebot/bot"
	"articlebot/bot/playground"
	"articlebot/bot/store"
	"articlebot/internal/sqldb"
)

const (
	token   = "123456789:CANARY-token-of-the-tests"
	botName = "article_test_bot"
)

// world is a bot that runs against a Telegram in memory on synctest's clock.
type world struct {
	*testing.T
	bot   *bot.Bot
	api   *playground.Server
	log   *logBuffer
	stop  context.CancelFunc
	ended chan error // nil while no bot runs
	lang  string
	// private are texts that must not be in the log.
	private []string

	dir     string
	db      *sqldb.DB
	options bot.Options

	mu   sync.Mutex
	hook http.Handler // of the bot that runs with a webhook
}

// inWorld runs a bot with the given asker and options, and a story against it. Afterwards the bot is stopped; it must
// end without error, have kept Telegram's rules and have logged no secrets and no texts.
func inWorld(t *testing.T, asker bot.Asker, story func(w *world), options ...func(*bot.Options)) {
	t.Helper()
	inStillWorld(t, asker, func(w *world) {
		w.boot()
		story(w)
	}, options...)
}

// inStillWorld is inWorld with a bot that the story has to start.
func inStillWorld(t *testing.T, asker bot.Asker, story func(w *world), options ...func(*bot.Options)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, asker, options...)
		story(w)
		w.end()
	})
}

// newWorld is a world in which nothing runs; its end must be called.
func newWorld(t *testing.T, asker bot.Asker, options ...func(*bot.Options)) *world {
	t.Helper()
	w := &world{T: t, log: &logBuffer{}, lang: "en", dir: t.TempDir()}
	w.api = playground.New(playground.Options{
		Token: token, Username: botName, Rule: ownRules, Webhook: playground.Carry(http.HandlerFunc(w.deliver)),
	})
	w.options = bot.Options{
		Asker:     asker,
		Token:     token,
		APIURL:    "http://telegram.test",
		Access:    bot.Access{Open: true},
		Logger:    slog.New(slog.NewTextHandler(w.log, &slog.HandlerOptions{Level: slog.LevelDebug})),
		Transport: w.api,
	}
	for _, option := range options {
		option(&w.options)
	}
	return w
}

// ownRules are what the bot promises besides keeping Telegram's rules.
func ownRules(c playground.Call) string {
	_, text := c.Params["text"]
	method := strings.ToLower(c.Method)
	switch {
	case text && method != "answercallbackquery" && method != "sendmessagedraft" && c.Params["link_preview_options"] != `{"is_disabled":true}`:
		return c.Method + " with link previews"
	case (method == "getupdates" || method == "setwebhook") && c.Params["allowed_updates"] != `["message","edited_message","callback_query","inline_query","stopped_message_generation"]`:
		return c.Method + " without allowed_updates"
	}
	return ""
}

// open opens the database, which is closed when the bot ends or after the test.
func (w *world) open() *store.Store {
	w.Helper()
	db, err := sqldb.Open(w.Context(), sqldb.Options{Dir: w.dir, Log: w.options.Logger})
	if err != nil {
		w.Fatal(err)
	}
	w.db = db
	w.Cleanup(func() { _ = db.Close() })
	w.exec("PRAGMA synchronous = OFF") // no power fails here
	s, err := store.New(w.Context(), db, store.Options{Waiting: 3, Log: w.options.Logger})
	if err != nil {
		w.Fatal(err)
	}
	return s
}

// boot starts the bot.
func (w *world) boot() {
	w.Helper()
	w.options.Store = w.open()
	b, err := bot.New(w.options)
	if err != nil {
		w.Fatal(err)
	}
	if w.options.Webhook != nil && w.options.Webhook.Listen == "" {
		bot.ListenInMemory(b, w.listen)
	}
	w.bot, w.ended = b, make(chan error, 1)
	var ctx context.Context
	ctx, w.stop = context.WithCancel(w.Context())
	go func() { w.ended <- b.Run(ctx) }()
}

// halt stops the bot, which must end without an error, and returns how long that took.
func (w *world) halt() time.Duration {
	w.Helper()
	begin := time.Now()
	w.stop()
	if err := w.runs(); err != nil {
		w.Errorf("Run ended with %v", err)
	}
	return time.Since(begin)
}

// runs waits for the bot to end, and returns its error.
func (w *world) runs() error {
	w.Helper()
	err := <-w.ended
	w.stop()
	w.ended = nil
	if err := w.db.Close(); err != nil {
		w.Error(err)
	}
	return err
}

// restart stops the bot and starts it anew on the same data.
func (w *world) restart() {
	w.Helper()
	w.halt()
	w.boot()
}

// end stops what runs, and checks what holds for every story.
func (w *world) end() {
	w.Helper()
	if w.ended != nil {
		w.halt()
	}
	w.api.Close()
	w.api.Wait()
	for _, v := range w.api.Violations() {
		w.Errorf("Telegram's rules were broken: %s", v)
	}
	for _, secret := range append(w.private, "CANARY") {
		if strings.Contains(w.log.String(), secret) {
			w.Errorf("the log holds %q:\n%s", secret, w.log)
		}
	}
}

// listen takes the handler of a bot with a webhook, and nil when it listens no more.
func (w *world) listen(h http.Handler) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.hook = h
}

// deliver brings a delivery to the bot's handler; where there is none, it is answered as by a proxy.
func (w *world) deliver(rw http.ResponseWriter, r *http.Request) {
	w.mu.Lock()
	h := w.hook
	w.mu.Unlock()
	if h == nil {
		http.Error(rw, "nobody is there", http.StatusBadGateway)
		return
	}
	h.ServeHTTP(rw, r)
}

// settle lets the bot work for d at most.
func (w *world) settle(d time.Duration) {
	w.Helper()
	time.Sleep(d)
	synctest.Wait()
}

var errModel = errors.New("the model is down")
