package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"articlebot/bot"
	"articlebot/config"
	"articlebot/corpus"
	"articlebot/rag"
	"articlebot/rag/ledger"
	"articlebot/rag/vector"
)

// What TestFaultM5ReloadUnderLoad does: answers in pieces, one each few seconds, are streamed to readers all the time while the
// file changes. An answer lives through two dozen changes.
const (
	readers = 200
	pieces  = 4
	pace    = 20 * time.Second
	changes = 50
)

// talker is a model that puts its own name into each sentence. What it says stands in the article, so that the engine finds
// no fault with it.
type talker string

// said finds the names of the models that speak in an answer.
var said = regexp.MustCompile(`says (\w+)`)

// Chat says as many sentences as there are pieces.
func (m talker) Chat(ctx context.Context, _ []rag.Message, grow rag.Draft) (rag.Reply, error) {
	var text string
	for range pieces {
		select {
		case <-time.After(pace):
		case <-ctx.Done():
			return rag.Reply{}, ctx.Err()
		}
		text += "North Light was built in 1881 by the engineer Ada Brandt, says " + string(m) + " [1]. "
		if grow != nil {
			grow(text)
		}
	}
	return rag.Reply{Text: text, Model: string(m), Complete: true}, nil
}

// talkers builds models that say the name of their profile and of their model.
func talkers(c *config.Config) (rag.Models, error) {
	models := rag.Models{Profiles: map[string]rag.Profile{}, Default: c.Models.Default}
	for name, p := range c.Models.Profiles {
		if p.Model == "unbuildable" {
			return rag.Models{}, errUnbuildable
		}
		models.Profiles[name] = rag.Profile{Name: name, Model: talker(name + p.Model)}
	}
	return models, nil
}

// fileAfter is the file after n changes: broken in two ways, with another default, or without the profile cedar.
func fileAfter(n int) string {
	// Letters, since figures would be held against the article.
	model := string([]byte{byte('a' + n/26), byte('a' + n%26)})
	profile := func(name, model string) string {
		return fmt.Sprintf("    %s: {preset: ollama, model: m%s}\n", name, model)
	}
	both := profile("amber", model) + profile("birch", model)
	switch n % 5 {
	case 1:
		return "models:\n  default: birch\n  profiles:\n" + both
	case 2:
		return "models:\n  default: [birch\n  profiles:\n" + both
	case 3:
		return "models:\n  default: cedar\n  profiles:\n" + both + profile("cedar", model)
	case 4:
		return "models:\n  default: amber\n  profiles:\n" + both + "    dogwood: {preset: ollama, model: unbuildable}\n"
	}
	return "models:\n  default: amber\n  profiles:\n" + both + profile("cedar", model)
}

// replaceFile writes the file in one of the ways in which editors do.
func replaceFile(t *testing.T, path, content string, way int) {
	t.Helper()
	write := func(path, content string) {
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Error(err)
		}
	}
	switch way % 3 {
	case 0:
		write(path, content[:len(content)/2])
		time.Sleep(300 * time.Millisecond)
		write(path, content)
	case 1:
		write(path+"~", content)
		if err := os.Rename(path+"~", path); err != nil {
			t.Error(err)
		}
	case 2:
		if err := os.Remove(path); err != nil {
			t.Error(err)
		}
		time.Sleep(300 * time.Millisecond)
		write(path, content)
	}
}

// reader asks one question after another and holds every answer to be whole and of one model.
type reader struct {
	*testing.T
	engine  *rag.Engine
	profile string
	// models are those that answered.
	models map[string]bool
}

func (r *reader) ask() {
	var drafts []string
	draft := func(text string) { drafts = append(drafts, text) }
	q := rag.Question{Text: "When was North Light built?", Profile: r.profile}
	answer, err := r.engine.Ask(r.Context(), q, draft)
	if r.profile == "cedar" && errors.Is(err, rag.ErrUnknownProfile) {
		// The bot does the same with a chat's profile that is gone.
		q.Profile = ""
		answer, err = r.engine.Ask(r.Context(), q, draft)
	}
	if err != nil {
		r.Errorf("an answer was lost: %v", err)
		return
	}
	if answer.Answerer != rag.Model || !strings.HasPrefix(answer.Model, q.Profile) {
		r.Errorf("answered by %s %q, asked was %q", answer.Answerer, answer.Model, q.Profile)
	}
	if n := len(said.FindAllString(answer.Text, -1)); n != pieces || len(drafts) < pieces {
		r.Errorf("%d pieces of %d after %d drafts: %q", n, pieces, len(drafts), answer.Text)
	}
	for _, text := range append(drafts, answer.Text) {
		for _, match := range said.FindAllStringSubmatch(text, -1) {
			if match[1] != answer.Model {
				r.Errorf("%s speaks in an answer of %s", match[1], answer.Model)
			}
		}
	}
	r.models[answer.Model] = true
}

// reporter counts what reaches the admins.
type reporter struct{ broken, mended int }

// SetAccess does nothing.
func (*reporter) SetAccess(bot.Access) {}

// Notify counts the notice.
func (r *reporter) Notify(_ context.Context, text string) {
	if text == mendedNotice {
		r.mended++
		return
	}
	r.broken++
}

// loadedEngine is an engine over a small article, with the models of a configuration.
func loadedEngine(t *testing.T, cfg *config.Config, log *slog.Logger) *rag.Engine {
	t.Helper()
	edition, err := corpus.Parse("a.md", []byte("# Two Lighthouses\n\nNorth Light was built in 1881 by the engineer Ada Brandt.\n\n"+
		"South Light was built in 1902, after the wreck of the steamer Halcyon.\n"))
	if err != nil {
		t.Fatal(err)
	}
	article := &corpus.Article{ID: "a", Editions: []*corpus.Edition{edition}}
	p := &program{config: cfg, log: log, articles: []*corpus.Article{article}, embedder: vector.NewHashing()}
	views, err := p.newViews(t.Context(), "")
	if err != nil {
		t.Fatal(err)
	}
	models, err := talkers(cfg)
	if err != nil {
		t.Fatal(err)
	}
	engine, err := rag.New(rag.Options{Views: views, Models: models, Logger: log})
	if err != nil {
		t.Fatal(err)
	}
	return engine
}

// TestFaultM5ReloadUnderLoad changes the file many times, in every way and often for the worse, while answers are streamed: none
// is lost and none is of two models.
func TestFaultM5ReloadUnderLoad(t *testing.T) {
	path := filepath.Join(t.TempDir(), "bot.yaml")
	synctest.Test(t, func(t *testing.T) {
		replaceFile(t, path, fileAfter(0), 1)
		load := func(file string) (*config.Config, error) { return config.Load(config.Options{File: file}) }
		cfg, err := load(path)
		if err != nil {
			t.Fatal(err)
		}
		var logged bytes.Buffer
		log := slog.New(slog.NewTextHandler(&logged, nil))
		engine := loadedEngine(t, cfg, log)
		admins := &reporter{}
		r := &reloader{
			load: load, build: talkers, engine: engine, bot: admins, catalog: newCatalog(cfg), alarm: newAlarm(), limits: ledger.New(ledger.Options{}),
			started: cfg, log: log, notices: make(chan string, 1),
		}
		ctx, stop := context.WithCancel(t.Context())
		var background, asking sync.WaitGroup
		background.Go(func() { r.run(ctx, nil) })

		over := make(chan struct{})
		all := make([]*reader, readers)
		for i := range all {
			all[i] = &reader{T: t, engine: engine, profile: []string{"", "", "amber", "cedar"}[i%4], models: map[string]bool{}}
			asking.Go(func() { all[i].read(time.Duration(i)*97*time.Millisecond, over) })
		}
		for n := 1; n <= changes; n++ {
			time.Sleep(2900 * time.Millisecond)
			replaceFile(t, path, fileAfter(n), n)
		}
		time.Sleep(3 * time.Second)
		close(over)
		asking.Wait()
		stop()
		background.Wait()

		checkLoad(t, all, logged.String(), admins)
	})
}

// read asks until it is over.
func (r *reader) read(delay time.Duration, over <-chan struct{}) {
	time.Sleep(delay)
	for {
		select {
		case <-over:
			return
		default:
			r.ask()
		}
	}
}

// checkLoad holds that each of the changes was seen, and that many models answered.
func checkLoad(t *testing.T, all []*reader, logged string, admins *reporter) {
	t.Helper()
	models := map[string]bool{}
	for _, r := range all {
		for model := range r.models {
			models[model] = true
		}
	}
	if len(models) < changes/4 {
		t.Errorf("%d models answered, want at least %d", len(models), changes/4)
	}
	good, broken := strings.Count(logged, "level=INFO"), strings.Count(logged, "level=ERROR")
	if good != changes*3/5 || broken != changes*2/5 || strings.Contains(logged, "level=WARN") {
		t.Errorf("%d good files and %d broken ones, want %d and %d, and no warnings", good, broken, changes*3/5, changes*2/5)
	}
	if admins.broken != broken || admins.mended != broken {
		t.Errorf("the admins were told %d and %d times", admins.broken, admins.mended)
	}
}
