package bot_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"maps"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"articlebot/bot"
	"articlebot/bot/store"
	"articlebot/corpus"
	"articlebot/internal/sqldb"
	"articlebot/rag"
)

// alice, bob and carol are people who write to the bot; a private chat has the number of its person.
const (
	alice = int64(1001)
	bob   = int64(1002)
	carol = int64(1003)
)

// askFunc is an Asker that is a function.
type askFunc func(ctx context.Context, q rag.Question, draft rag.Draft) (rag.Answer, error)

// Ask calls the function.
func (f askFunc) Ask(ctx context.Context, q rag.Question, draft rag.Draft) (rag.Answer, error) {
	return f(ctx, q, draft)
}

// says is an asker with one answer for everything.
func says(text string) askFunc {
	return func(_ context.Context, q rag.Question, _ rag.Draft) (rag.Answer, error) {
		return rag.Answer{Question: q.Text, Lang: corpus.English, Text: text}, nil
	}
}

// world is a bot that runs against a fake Telegram on synctest's clock.
type world struct {
	*testing.T
	bot   *bot.Bot
	api   *fakeAPI
	log   *logBuffer
	stop  context.CancelFunc
	ended chan error
	lang  string
	// private are texts that must not be in the log.
	private []string

	dir     string
	db      *sqldb.DB
	options bot.Options
}

// inWorld runs a bot with the given asker and options, and a story against it. Afterwards the bot is stopped; it must
// end without error, have kept Telegram's rules and have logged no secrets and no texts.
func inWorld(t *testing.T, asker bot.Asker, story func(w *world), options ...func(*bot.Options)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		w := start(t, newFakeAPI(), asker, options...)
		story(w)
		w.halt()
		w.check()
	})
}

// start starts a bot on a fake.
func start(t *testing.T, api *fakeAPI, asker bot.Asker, options ...func(*bot.Options)) *world {
	t.Helper()
	w := newWorld(t, api)
	w.options.Asker = asker
	for _, option := range options {
		option(&w.options)
	}
	w.boot()
	return w
}

// newWorld is a world in which nothing runs.
func newWorld(t *testing.T, api *fakeAPI) *world {
	w := &world{T: t, api: api, log: &logBuffer{}, lang: "en", dir: t.TempDir()}
	w.options = bot.Options{
		Token:     fakeToken,
		APIURL:    "http://telegram.test",
		Access:    bot.Access{Open: true},
		Logger:    slog.New(slog.NewTextHandler(w.log, &slog.HandlerOptions{Level: slog.LevelDebug})),
		Transport: api,
	}
	return w
}

// open opens the database, which is closed by halt or after the test.
func (w *world) open() *store.Store {
	w.Helper()
	db, err := sqldb.Open(w.Context(), sqldb.Options{Dir: w.dir, Log: w.options.Logger})
	if err != nil {
		w.Fatal(err)
	}
	w.db = db
	w.Cleanup(func() { _ = db.Close() })
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
	if err := <-w.ended; err != nil {
		w.Errorf("Run ended with %v", err)
	}
	took := time.Since(begin)
	w.api.serving.Wait()
	if err := w.db.Close(); err != nil {
		w.Error(err)
	}
	return took
}

// restart stops the bot and starts it anew on the same data.
func (w *world) restart() {
	w.Helper()
	w.halt()
	w.boot()
}

func (w *world) check() {
	w.Helper()
	w.api.mu.Lock()
	defer w.api.mu.Unlock()
	for _, v := range w.api.violations {
		w.Errorf("Telegram's rules were broken: %s", v)
	}
	for _, secret := range append(w.private, "CANARY") {
		if strings.Contains(w.log.String(), secret) {
			w.Errorf("the log holds %q:\n%s", secret, w.log)
		}
	}
}

// send delivers messages of a person, each with the given fields besides the usual ones. They come at once: the bot sees
// none before all of them stand on the screen.
func (w *world) send(from int64, messages ...map[string]any) {
	w.Helper()
	w.api.mu.Lock()
	defer w.api.mu.Unlock()
	w.api.open(from)
	for _, fields := range messages {
		if text, ok := fields["text"].(string); ok {
			w.api.write(from, text)
		}
		w.api.enqueue(func(id int64) string {
			m := map[string]any{
				"message_id": id,
				"date":       time.Now().Unix(),
				"from":       map[string]any{"id": from, "is_bot": false, "first_name": "P", "language_code": w.lang},
				"chat":       map[string]any{"id": from, "type": "private"},
			}
			maps.Copy(m, fields)
			return mustJSON(w.T, map[string]any{"update_id": id, "message": m})
		})
	}
}

// say delivers a text of a person, which must never be logged.
func (w *world) say(from int64, text string) {
	w.Helper()
	w.sayAll(from, text)
}

// sayAll delivers texts of a person at once, where what the bot says must not come between them.
func (w *world) sayAll(from int64, texts ...string) {
	w.Helper()
	var messages []map[string]any
	for _, text := range texts {
		if !strings.HasPrefix(text, "/") {
			w.private = append(w.private, text)
		}
		messages = append(messages, map[string]any{"text": text})
	}
	w.send(from, messages...)
}

// settle lets the bot work for d at most.
func (w *world) settle(d time.Duration) {
	w.Helper()
	time.Sleep(d)
	synctest.Wait()
}

// sees checks what a person sees on the screen, line by message. "..." at the end of an expected line stands for
// whatever follows.
func (w *world) sees(person int64, want ...string) {
	w.Helper()
	got := w.api.screen(person)
	same := len(got) == len(want)
	for i := 0; same && i < len(want); i++ {
		start, open := strings.CutSuffix(want[i], "...")
		same = got[i] == want[i] || open && strings.HasPrefix(got[i], start)
	}
	if !same {
		w.Errorf("the screen shows\n  %s\nwant\n  %s", strings.Join(got, "\n  "), strings.Join(want, "\n  "))
	}
}

// last returns the newest message of the bot in a chat.
func (w *world) last(person int64) *fakeMessage {
	w.Helper()
	w.api.mu.Lock()
	defer w.api.mu.Unlock()
	if c := w.api.chats[person]; c != nil && len(c.messages) > 0 {
		return c.messages[len(c.messages)-1]
	}
	w.Fatal("the chat is empty")
	return nil
}

// calls returns the calls of a method.
func (w *world) calls(method string) []fakeCall {
	w.api.mu.Lock()
	defer w.api.mu.Unlock()
	var calls []fakeCall
	for _, c := range w.api.calls {
		if c.Method == strings.ToLower(method) {
			calls = append(calls, c)
		}
	}
	return calls
}

// open makes a chat exist; mu is held.
func (f *fakeAPI) open(person int64) {
	if f.chats[person] == nil {
		f.chats[person] = &fakeChat{}
	}
}

// write puts a person's text on the screen; mu is held.
func (f *fakeAPI) write(person int64, text string) {
	m := &fakeMessage{ID: f.nextID}
	f.nextID++
	m.put(text, "", nil)
	f.chats[person].messages = append(f.chats[person].messages, m)
}

// block refuses every message to a chat.
func (f *fakeAPI) block(person int64, why string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.chats[person].blocked = why
}

// screen returns what a person sees, a line for each message, the bot's ones marked.
func (f *fakeAPI) screen(person int64) []string {
	f.mu.Lock()
	defer f.mu.Unlock()
	var lines []string
	if c := f.chats[person]; c != nil {
		for _, m := range c.messages {
			who := "person: "
			if m.FromBot {
				who = "bot: "
			}
			lines = append(lines, who+m.Text)
		}
	}
	return lines
}

// logBuffer takes log lines from several goroutines.
type logBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

// Write appends to the buffer.
func (l *logBuffer) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

// String returns what was logged so far.
func (l *logBuffer) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

func mustJSON(t *testing.T, v any) string {
	t.Helper()
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

var errModel = errors.New("the model is down")
