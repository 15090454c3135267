package main

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"articlebot/bot"
	"articlebot/config"
	"articlebot/rag"
	"articlebot/rag/ledger"
)

// reloading is a reloader on synctest's clock, with the file that it watches and stand-ins for engine and bot.
type reloading struct {
	*testing.T
	*reloader
	path string

	mu      sync.Mutex
	written bytes.Buffer
	models  []string
	access  bot.Access
	limits  ledger.Limits
	told    []string
}

var errUnbuildable = errors.New("profile bad: no such thing")

// inReload runs a reloader on a file and a story against it.
func inReload(t *testing.T, file string, story func(r *reloading)) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "bot.yaml")
	synctest.Test(t, func(t *testing.T) {
		r := &reloading{T: t, path: path}
		r.write(file)
		load := func(file string) (*config.Config, error) { return config.Load(config.Options{File: file}) }
		cfg, err := load(path)
		if err != nil {
			t.Fatal(err)
		}
		r.reloader = &reloader{
			load: load, build: r.build, engine: r, bot: r, catalog: newCatalog(cfg), limits: r, alarm: newAlarm(), started: cfg,
			log: slog.New(slog.NewTextHandler(r, nil)), notices: make(chan string, 1),
		}
		ctx, stop := context.WithCancel(t.Context())
		ended := make(chan struct{})
		go func() {
			defer close(ended)
			r.run(ctx, nil)
		}()
		story(r)
		stop()
		<-ended
	})
}

// build makes models that cannot be asked, and none where a profile is called bad.
func (r *reloading) build(c *config.Config) (rag.Models, error) {
	models := rag.Models{Profiles: map[string]rag.Profile{}, Default: c.Models.Default}
	for name := range c.Models.Profiles {
		if name == "bad" {
			return rag.Models{}, errUnbuildable
		}
		models.Profiles[name] = rag.Profile{Name: name}
	}
	return models, nil
}

// UseModels notes the default profile.
func (r *reloading) UseModels(m rag.Models) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.models = append(r.models, m.Default)
	return nil
}

// SetAccess notes the rule.
func (r *reloading) SetAccess(a bot.Access) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.access = a
}

// SetLimits notes the limits.
func (r *reloading) SetLimits(l ledger.Limits) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.limits = l
}

// Notify notes the text.
func (r *reloading) Notify(_ context.Context, text string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.told = append(r.told, text)
}

// Write takes the log.
func (r *reloading) Write(p []byte) (int, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.written.Write(p)
}

func (r *reloading) write(content string) {
	r.Helper()
	if err := os.WriteFile(r.path, []byte(content), 0o600); err != nil {
		r.Fatal(err)
	}
}

// becomes writes the file, gives the reloader time, and returns what it logged and told the admins.
func (r *reloading) becomes(content string) (logged string, told []string) {
	r.Helper()
	r.write(content)
	return r.passes()
}

// passes gives the reloader time, and returns what it logged and told the admins.
func (r *reloading) passes() (logged string, told []string) {
	time.Sleep(time.Minute)
	synctest.Wait()
	r.mu.Lock()
	defer r.mu.Unlock()
	logged, told = r.written.String(), r.told
	r.written.Reset()
	r.told = nil
	return logged, told
}

const (
	twoModels = "models:\n  default: a\n  profiles:\n    a: {preset: ollama, model: m}\n    b: {preset: ollama, model: m}\n"
	bFirst    = "models:\n  default: b\n  profiles:\n    a: {preset: ollama, model: m}\n    b: {preset: ollama, model: m}\n"
)

func TestReloadOfAGoodFile(t *testing.T) {
	inReload(t, twoModels, func(r *reloading) {
		logged, told := r.becomes(bFirst + "access: {mode: open, users: [3], admins: [4]}\n" +
			"limits: {daily: {user_tokens: 5}}\n")
		if !strings.Contains(logged, `level=INFO msg="the configuration was read again and is in force"`) ||
			!strings.Contains(logged, `changed="[access.admins access.mode access.users limits.daily.user_tokens models.default]"`) {
			t.Errorf("logged %q", logged)
		}
		if strings.Count(logged, "\n") != 1 || len(told) != 0 {
			t.Errorf("logged %q and told %q, want one line and nothing", logged, told)
		}
		if !slices.Equal(r.models, []string{"b"}) {
			t.Errorf("the models were replaced with the defaults %q", r.models)
		}
		if want := (bot.Access{Open: true, Users: []int64{3}, Admins: []int64{4}}); !reflect.DeepEqual(r.access, want) {
			t.Errorf("access %+v, want %+v", r.access, want)
		}
		if want := (ledger.Limits{UserTokens: 5}); r.limits != want {
			t.Errorf("limits %+v, want %+v", r.limits, want)
		}
		want := []bot.Profile{{Name: "a", Model: "m"}, {Name: "b", Model: "m", Default: true}}
		if got := r.catalog.Profiles(); !slices.Equal(got, want) {
			t.Errorf("profiles %+v, want %+v", got, want)
		}
	})
}

// TestFaultM5ReloadOfABrokenFile has the file broken in every way: the configuration before stays in force, and log and
// admins are told once.
func TestFaultM5ReloadOfABrokenFile(t *testing.T) {
	whole := "log: {level: info}\n" + twoModels
	for name, broken := range map[string]struct {
		file, problems string
		way            func(path string) error
	}{
		"Syntax": {file: "models: [\n", problems: "not YAML"},
		"Problems": {
			file:     "log: {level: loud}\nmodels: {default: q}\n",
			problems: "bot.yaml:1:14: log.level: unknown value; use debug, info, warn, error; ",
		},
		"Unbuildable": {file: "models: {profiles: {bad: {preset: ollama, model: m}}}\n", problems: errUnbuildable.Error()},
		"Half":        {file: whole[:len(whole)/2], problems: "bot.yaml:"},
		"Bytes":       {file: "\xff\xfe\x00", problems: "bot.yaml"},
		"Deleted":     {problems: "no such file", way: os.Remove},
		"Folder":      {problems: "is a directory", way: func(path string) error { return errors.Join(os.Remove(path), os.Mkdir(path, 0o700)) }},
	} {
		t.Run(name, func(t *testing.T) {
			inReload(t, twoModels, func(r *reloading) {
				if broken.way == nil {
					r.write(broken.file)
				} else if err := broken.way(r.path); err != nil {
					t.Fatal(err)
				}
				logged, told := r.passes()
				if !strings.Contains(logged, "level=ERROR") || !strings.Contains(logged, broken.problems) || strings.Count(logged, "\n") != 1 {
					t.Errorf("logged %q, want one line with %q", logged, broken.problems)
				}
				first, _, _ := strings.Cut(broken.problems, "; use")
				if len(told) != 1 || !strings.Contains(told[0], "stays in force") || !strings.Contains(told[0], first) {
					t.Errorf("told %q", told)
				}
				if len(r.models) > 0 || !r.catalog.Profiles()[0].Default {
					t.Error("the broken file changed the models")
				}
				if broken.way != nil {
					_ = os.Remove(r.path)
				}
				_, told = r.becomes(twoModels)
				if !slices.Equal(told, []string{mendedNotice}) {
					t.Errorf("told %q of the mended file", told)
				}
				if _, told = r.becomes(bFirst); len(told) != 0 {
					t.Errorf("told %q of a good file after a good one", told)
				}
			})
		})
	}
}

func TestReloadNamesWhatNeedsARestart(t *testing.T) {
	inReload(t, twoModels, func(r *reloading) {
		later := twoModels + "telegram: {token: '1:canary'}\nlimits: {max_question: 30, daily: {total_cost: 5}}\nprompts: {zh: x.tmpl}\n"
		logged, _ := r.becomes(later)
		if !strings.Contains(logged, `a restart only" keys="[limits.max_question prompts.zh telegram.token]"`) {
			t.Errorf("logged %q", logged)
		}
		if strings.Contains(logged, "canary") {
			t.Errorf("the log shows the token: %q", logged)
		}
		if logged, _ = r.becomes(twoModels); strings.Contains(logged, "restart") {
			t.Errorf("logged %q although the program runs with just this", logged)
		}
	})
}

func TestBrokenNoticeIsBounded(t *testing.T) {
	problems := slices.Repeat([]string{strings.Repeat("一个很长的问题", 500)}, 1000)
	notice := brokenNotice(problems)
	if lines := strings.Split(notice, "\n"); len(lines) != 3+maxProblems+1 || lines[len(lines)-1] != "… +990" {
		t.Errorf("%d lines, the last one %q", len(lines), lines[len(lines)-1])
	}
	if len([]rune(notice)) > 4000 {
		t.Errorf("%d characters", len([]rune(notice)))
	}
}
