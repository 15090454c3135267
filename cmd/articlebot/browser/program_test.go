//go:build browser

// Package browser_test tries the program's page in headless Chromium: the real binary, the real page, a person's keys and clicks.
package browser_test

import (
	"bufio"
	"bytes"
	"context"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// binary is where the program is, once build has built it.
var binary string

var build = sync.OnceValue(func() error {
	command := exec.Command("go", "build", "-trimpath", "-o", binary, "articlebot/cmd/articlebot")
	command.Env = append(os.Environ(), "CGO_ENABLED=0")
	command.Stderr = os.Stderr
	return command.Run()
})

// TestMain removes the binary when all tests are done.
func TestMain(m *testing.M) {
	dir, err := os.MkdirTemp("", "articlebot-browser-*")
	if err != nil {
		panic(err)
	}
	binary = filepath.Join(dir, "articlebot")
	code := m.Run()
	_ = os.RemoveAll(dir)
	os.Exit(code)
}

// program is the program while it runs, in an empty folder and with an empty environment.
type program struct {
	// url is the page's address as the program printed it, and started when the program was begun.
	url     string
	started time.Time
	home    string
	log     *buffer
	command *exec.Cmd
	stopped bool
}

// buffer is a bytes.Buffer for several goroutines.
type buffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

// Write appends.
func (b *buffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.b.Write(p)
}

// String returns what was written so far.
func (b *buffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.b.String()
}

var address = regexp.MustCompile(`http://[^\s]+`)

// start begins the program and waits for the address that it prints. The test's end stops it, which must go well and leave nothing
// on disk.
func start(t *testing.T, args ...string) *program {
	t.Helper()
	if err := build(); err != nil {
		t.Fatalf("building: %v", err)
	}
	p := &program{home: t.TempDir(), log: &buffer{}, started: time.Now()}
	p.command = exec.CommandContext(context.WithoutCancel(t.Context()), binary, append([]string{"playground", "--listen", "127.0.0.1:0"}, args...)...)
	p.command.Dir, p.command.Env, p.command.Stderr = p.home, []string{"HOME=" + p.home}, p.log
	out, err := p.command.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := p.command.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewReader(out)
	for p.url == "" {
		line, err := lines.ReadString('\n')
		if err != nil {
			t.Fatalf("it printed no address: %v\n%s", err, p.log)
		}
		p.url = address.FindString(line)
	}
	go func() { _, _ = io.Copy(p.log, lines) }()
	t.Cleanup(func() { p.stop(t) })
	return p
}

// stop ends the program, unless that has been done.
func (p *program) stop(t *testing.T) {
	t.Helper()
	if p.stopped {
		return
	}
	p.stopped = true
	_ = p.command.Process.Signal(syscall.SIGTERM)
	if err := p.command.Wait(); err != nil {
		t.Errorf("it ended with %v\n%s", err, p.log)
	}
	if left, err := os.ReadDir(p.home); err != nil || len(left) > 0 {
		t.Errorf("it left %v on disk (%v)", left, err)
	}
	if strings.Contains(p.log.String(), canary) {
		t.Error("the model's key is in its output")
	}
	if t.Failed() {
		t.Logf("the program said:\n%s", p.log)
	}
}

// get fetches the page until it is there and returns how long that took from the program's start.
func (p *program) get(t *testing.T) time.Duration {
	t.Helper()
	response, err := http.Get(p.url)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	if _, err := io.Copy(io.Discard, response.Body); err != nil || response.StatusCode != http.StatusOK {
		t.Fatalf("the page answered %s, %v", response.Status, err)
	}
	return time.Since(p.started)
}
