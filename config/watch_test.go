package config_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"articlebot/config"
)

const (
	good   = "models: {profiles: {a: {preset: ollama, model: one}}}\n"
	better = "models: {profiles: {a: {preset: ollama, model: two}}}\n"
	bad    = "models: {default: c, profiles: {a: {preset: ollama, model: one}}}\n"
	worse  = "models: {default: [}\n"
)

// watched is a file that a Watcher watches on synctest's clock.
type watched struct {
	*testing.T
	path  string
	asked chan os.Signal

	mu sync.Mutex
	// told is what the Watcher reported: the model of profile a, or the first problem's key.
	told []string
}

// watching runs a Watcher on a file that holds the good configuration, and a story against it.
func watching(t *testing.T, story func(w *watched)) {
	t.Helper()
	dir := t.TempDir()
	t.Chdir(dir)
	synctest.Test(t, func(t *testing.T) {
		w := &watched{T: t, path: filepath.Join(dir, config.DefaultFile), asked: make(chan os.Signal, 1)}
		w.write(good)
		w.run(config.Options{}, story)
	})
}

func (w *watched) run(o config.Options, story func(w *watched)) {
	w.Helper()
	load := func(file string) (*config.Config, error) { return config.Load(config.Options{File: file, Env: o.Env}) }
	current, err := load(o.File)
	if err != nil {
		w.Fatal(err)
	}
	ctx, stop := context.WithCancel(w.Context())
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		config.Watcher{Load: load, Current: current, Asked: w.asked, Changed: w.changed}.Run(ctx)
	}()
	story(w)
	stop()
	<-ended
}

func (w *watched) changed(c *config.Config, err error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if problems, ok := errors.AsType[config.Errors](err); ok {
		w.told = append(w.told, "broken "+problems[0].Key)
		return
	}
	p, _ := c.Profile("a")
	w.told = append(w.told, strings.TrimSpace(p.Model+" "+p.APIKey.Reveal()))
}

// write replaces the file's content in place, as some editors do.
func (w *watched) write(content string) {
	w.Helper()
	if err := os.WriteFile(w.path, []byte(content), 0o600); err != nil {
		w.Fatal(err)
	}
}

// tells lets d pass and checks what the Watcher reported in it.
func (w *watched) tells(d time.Duration, want ...string) {
	w.Helper()
	time.Sleep(d)
	synctest.Wait()
	w.mu.Lock()
	defer w.mu.Unlock()
	if !slices.Equal(w.told, want) {
		w.Errorf("told %q, want %q", w.told, want)
	}
	w.told = nil
}

func TestWatchTellsOfEachChangeOnce(t *testing.T) {
	watching(t, func(w *watched) {
		w.tells(time.Minute)
		w.write(better)
		w.tells(time.Minute, "two")
		w.write("# a comment\n" + better)
		w.tells(time.Minute)
		w.write(good)
		w.tells(time.Minute, "one")
	})
}

func TestFaultM5WatchTellsOfEachMistakeOnce(t *testing.T) {
	watching(t, func(w *watched) {
		w.write(bad)
		w.tells(time.Minute, "broken models.default")
		w.write(worse)
		w.tells(time.Minute, "broken ")
		w.write(bad)
		w.tells(time.Minute, "broken models.default")
		w.write(good)
		w.tells(time.Minute, "one")
	})
}

func TestFaultM5WatchWaitsForTheFileToSettle(t *testing.T) {
	watching(t, func(w *watched) {
		time.Sleep(time.Second / 2)
		for _, half := range []string{"", "models: {profiles", bad, worse, good[:len(good)-3]} {
			w.write(half)
			w.tells(time.Second)
		}
		w.write(good)
		w.tells(time.Minute)
		w.write(better)
		w.tells(time.Second)
		w.tells(time.Second, "two")
	})
}

func TestWatchFollowsAFileThatIsReplaced(t *testing.T) {
	watching(t, func(w *watched) {
		next := mustWrite(w.T, filepath.Dir(w.path), "swap", better)
		if err := os.Rename(next, w.path); err != nil {
			w.Fatal(err)
		}
		w.tells(time.Minute, "two")
	})
}

func TestFaultM5WatchForgivesAFileThatIsGoneForAMoment(t *testing.T) {
	watching(t, func(w *watched) {
		time.Sleep(time.Second / 2)
		if err := os.Remove(w.path); err != nil {
			w.Fatal(err)
		}
		w.tells(time.Second)
		w.write(good)
		w.tells(time.Minute)
	})
}

// A file that was there and is gone is a mistake, although Load would do without one.
func TestFaultM5WatchMissesAFileThatIsGone(t *testing.T) {
	watching(t, func(w *watched) {
		if err := os.Remove(w.path); err != nil {
			w.Fatal(err)
		}
		w.tells(time.Minute, "broken ")
		w.write(better)
		w.tells(time.Minute, "two")
	})
}

// TestFaultM5WatchReportsAFileThatCannotBeRead has a folder in its place, or a link that leads nowhere.
func TestFaultM5WatchReportsAFileThatCannotBeRead(t *testing.T) {
	for name, replace := range map[string]func(path string) error{
		"Folder": func(path string) error { return os.Mkdir(path, 0o700) },
		"Link":   func(path string) error { return os.Symlink(path+".none", path) },
		"Bytes":  func(path string) error { return os.WriteFile(path, []byte("\xff\xfe\x00m"), 0o600) },
		"Huge":   func(path string) error { return os.WriteFile(path, make([]byte, 2<<20), 0o600) },
	} {
		t.Run(name, func(t *testing.T) {
			watching(t, func(w *watched) {
				if err := errors.Join(os.Remove(w.path), replace(w.path)); err != nil {
					w.Skip("not possible here:", err)
				}
				w.tells(time.Minute, "broken ")
				if err := os.Remove(w.path); err != nil {
					w.Fatal(err)
				}
				w.write(better)
				w.tells(time.Minute, "two")
			})
		})
	}
}

func TestWatchFindsAFileThatComes(t *testing.T) {
	dir := t.TempDir()
	t.Chdir(dir)
	synctest.Test(t, func(t *testing.T) {
		w := &watched{T: t, path: filepath.Join(dir, config.DefaultFile)}
		w.run(config.Options{}, func(w *watched) {
			w.tells(time.Minute)
			w.write(good)
			w.tells(time.Minute, "one")
			if err := os.Remove(w.path); err != nil {
				w.Fatal(err)
			}
			w.tells(time.Minute, "broken ")
		})
	})
}

// Kubernetes mounts a ConfigMap as links through a folder's link, which it swaps.
func TestWatchFollowsLinksThatAreSwapped(t *testing.T) {
	dir := t.TempDir()
	link := func(t *testing.T, to, at string) {
		t.Helper()
		if err := os.Symlink(to, at+".new"); err != nil {
			t.Skip("there are no links here:", err)
		}
		if err := os.Rename(at+".new", at); err != nil {
			t.Fatal(err)
		}
	}
	for name, content := range map[string]string{"v1": good, "v2": better} {
		if err := os.Mkdir(filepath.Join(dir, name), 0o700); err != nil {
			t.Fatal(err)
		}
		mustWrite(t, filepath.Join(dir, name), "bot.yaml", content)
	}
	link(t, "v1", filepath.Join(dir, "data"))
	link(t, filepath.Join("data", "bot.yaml"), filepath.Join(dir, "bot.yaml"))
	synctest.Test(t, func(t *testing.T) {
		w := &watched{T: t}
		w.run(config.Options{File: filepath.Join(dir, "bot.yaml")}, func(w *watched) {
			link(t, "v2", filepath.Join(dir, "data"))
			w.tells(time.Minute, "two")
		})
	})
}

func TestWatchReadsSecretFilesAgain(t *testing.T) {
	watching(t, func(w *watched) {
		key := mustWrite(w.T, filepath.Dir(w.path), "key", "first")
		w.write(fmt.Sprintf("models: {profiles: {a: {preset: ollama, model: one, api_key_file: %q}}}\n", key))
		w.tells(time.Minute, "one first")
		mustWrite(w.T, filepath.Dir(key), "key", "second")
		w.tells(time.Minute, "one second")
		if err := os.Remove(key); err != nil {
			w.Fatal(err)
		}
		w.tells(time.Minute, "broken models.profiles.a.api_key_file")
	})
}

func TestWatchLooksWhenItIsAsked(t *testing.T) {
	watching(t, func(w *watched) {
		for content, want := range map[string]string{good: "one", bad: "broken models.default"} {
			w.write(content)
			for range 2 {
				w.asked <- syscall.SIGHUP
				w.tells(0, want)
			}
			w.tells(time.Minute)
		}
	})
}

// A pipe, as a shell makes one of <(command), is empty when it is read again.
func TestWatchDoesNotReadAPipeAgain(t *testing.T) {
	read, write, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer read.Close()
	path := fmt.Sprintf("/dev/fd/%d", read.Fd())
	if _, err := os.Stat(path); err != nil {
		t.Skip("files that are open have no names here")
	}
	fmt.Fprint(write, good)
	if err := write.Close(); err != nil {
		t.Fatal(err)
	}
	synctest.Test(t, func(t *testing.T) {
		w := &watched{T: t, asked: make(chan os.Signal, 1)}
		w.run(config.Options{File: path}, func(w *watched) {
			w.tells(time.Minute)
			w.asked <- syscall.SIGHUP
			w.tells(0, "broken ")
		})
	})
}
