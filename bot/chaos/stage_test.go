//go:build chaos

package chaos_test

import (
	"context"
	"errors"
	"io/fs"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"articlebot/bot/playground"
	"articlebot/bot/store"
	"articlebot/internal/sqldb"
	"articlebot/internal/sqldb/sqldbtest"
)

// canary stands in the bot's token and in the model's key, and must stand nowhere else.
const canary = "CANARY-0f6d2b"

// stage is everything around the program: a Telegram, a model, people, and its configuration.
type stage struct {
	*testing.T
	api   *playground.Server
	crowd *crowd
	model atomic.Value // the http.HandlerFunc that plays the model
	db    sqldb.Options
	program
}

// home says where the program keeps its data: as a line of the configuration, and to whoever opens it.
type home func(folder string) (line string, db sqldb.Options)

// newStage sets everything up.
func newStage(t *testing.T, telegram playground.Options, state home) *stage {
	t.Helper()
	happened := &log{}
	telegram.Token, telegram.Rule = "1000000:"+canary, happened.hear
	api := playground.New(telegram)
	server := httptest.NewServer(api)
	s := &stage{T: t, api: api, crowd: newCrowd(t, api, *seats, 2*time.Second)}
	s.model.Store(http.HandlerFunc(model))
	llm := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.model.Load().(http.HandlerFunc)(w, r)
	}))
	t.Cleanup(func() {
		api.Close()
		server.CloseClientConnections()
		server.Close()
		llm.CloseClientConnections()
		llm.Close()
	})
	folder := t.TempDir()
	line, db := state(folder)
	s.db = db
	text := write(t, folder, "keepers.en.md", article())
	lines := []string{
		"access: {mode: open}",
		"models: {default: m, profiles: {m: {base_url: '" + llm.URL + "', model: chaos, api_key: 'sk-" + canary + "'}}}",
		"articles: ['" + text + "']",
		// An update may be under way at any number of kills; nothing here is to blame on it.
		"limits: {waiting: 1000, attempts: 100, max_age: 0s}",
		line,
	}
	s.program = program{
		t: t, binary: build(t), said: &output{}, log: happened, config: write(t, folder, "articlebot.yaml", lines...),
		env: []string{"TELEGRAM_TOKEN=" + api.Token(), "TELEGRAM_API_URL=" + server.URL},
	}
	return s
}

// append writes a configuration with a line more and returns its path.
func (s *stage) append(line string) string {
	s.Helper()
	text, err := os.ReadFile(s.config)
	if err != nil {
		s.Fatal(err)
	}
	return write(s.T, s.TempDir(), "articlebot.yaml", string(text)+line)
}

// free returns an address of this machine that nobody listens on.
func free(t *testing.T) string {
	t.Helper()
	l, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = l.Close() }()
	return l.Addr().String()
}

func inFile(folder string) (string, sqldb.Options) {
	return "state: {dir: '" + folder + "/data'}", sqldb.Options{Dir: folder + "/data"}
}

// inPostgres keeps the data in an empty schema. The lease is short, since whoever is killed there has its work wait for it.
func inPostgres(t *testing.T, lease time.Duration) home {
	db := sqldbtest.Postgres(t)
	return func(folder string) (string, sqldb.Options) {
		return "state: {dir: '" + folder + "/data', url: '" + db.URL + "', lease: " + lease.String() + "}", db
	}
}

// How long people go on after the last start, with what stands there since before it, at least, and until they have done everything.
const (
	encore     = 3 * time.Second
	longEncore = 30 * time.Second
)

// run has lively people ask while kill does its work, and then looks at what they see: every question answered once, in order. A
// last process, which is left alone, finishes what is left.
func (s *stage) run(kill func() int) {
	s.Helper()
	s.crowd.lively = true
	asking, stop := context.WithCancel(s.Context())
	done := make(chan struct{})
	go func() {
		defer close(done)
		s.crowd.ask(asking)
	}()
	begin := time.Now()
	killed := kill()
	took := time.Since(begin)
	p := s.start()
	for again := time.Now(); time.Since(again) < encore || len(s.crowd.missing()) > 0 && time.Since(again) < longEncore; {
		time.Sleep(100 * time.Millisecond)
	}
	stop()
	<-done
	s.crowd.settle(time.Minute)
	rest := time.Since(begin) - took
	p.stop(s.T)
	sum := s.crowd.tally(s.crowd.questions())
	s.check(killed, sum)
	s.checkPresses(killed)
	s.Logf("kills %d in %.0f s; %v; all answered %.1f s after the last start", killed, took.Seconds(), sum, rest.Seconds())
}

// check holds the promises.
func (s *stage) check(killed int, sum tally) {
	s.Helper()
	if broken := sum.broken(); len(broken) > 0 || sum.orphans > killed {
		s.Errorf("promises are broken: %v; %s\n%s", sum, strings.Join(broken, ", "), s.said.tail())
	}
	for _, v := range s.api.Violations() {
		s.Errorf("Telegram's rules were broken: %s", v)
	}
	s.checkSecrets()
}

// checkPresses holds the promises about buttons, now that no process runs, and sees to it that every kind of them and of changes
// happened.
func (s *stage) checkPresses(killed int) {
	s.Helper()
	db, err := sqldb.Open(s.Context(), s.db)
	if err != nil {
		s.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	kept, err := store.New(s.Context(), db, store.Options{})
	if err != nil {
		s.Fatal(err)
	}
	e := effects{c: s.crowd, l: s.log, stored: kept.Answer}
	e.check(s.Context())
	for _, problem := range e.problems {
		s.Error(problem)
	}
	if e.spare > killed {
		s.Errorf("%d passages are shown that nobody asked for", e.spare)
	}
	if missing := s.crowd.missing(); len(missing) > 0 {
		s.Errorf("never tried: %s", strings.Join(missing, ", "))
	}
	s.Logf("questions changed before, while and after they were answered %d; presses %d, of them of buttons from before a kill %d; stop %d, "+
		"passage %d, another one %d, close %d, feedback %d, suggestion %d; answers to presses repeated after a kill %d; passages left %d",
		s.crowd.edits, len(s.crowd.presses), e.revived, e.done[stopKey], e.done[openKey], e.done[viewKey], e.done[closeKey],
		e.done[judgeKey], e.done[askKey], e.repeated, e.spare)
}

// checkSecrets looks for the token and the key in all that the program has printed and stored.
func (s *stage) checkSecrets() {
	s.Helper()
	if strings.Contains(s.said.String(), canary) {
		s.Error("a secret is in the log")
	}
	err := filepath.WalkDir(s.data(), func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := os.ReadFile(path)
		if strings.Contains(string(text), canary) {
			s.Errorf("a secret is in %s", path)
		}
		return err
	})
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		s.Error(err)
	}
}

// data is the folder of the program's own data.
func (s *stage) data() string { return filepath.Join(filepath.Dir(s.config), "data") }
