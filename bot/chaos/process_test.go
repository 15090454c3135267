//go:build chaos

package chaos_test

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// build makes the real binary.
func build(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "articlebot")
	command := exec.CommandContext(t.Context(), "go", "build", "-o", path, "articlebot/cmd/articlebot")
	command.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := command.CombinedOutput(); err != nil {
		t.Fatalf("building: %v\n%s", err, out)
	}
	return path
}

// program is how the binary is called.
type program struct {
	t      *testing.T
	binary string
	config string
	env    []string
	level  string // of the log; empty means warn
	said   *output
	log    *log
}

// output keeps what all processes print.
type output struct {
	mu sync.Mutex
	b  bytes.Buffer
}

// Write appends to the output.
func (o *output) Write(p []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.b.Write(p)
}

// String returns what was printed so far.
func (o *output) String() string {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.b.String()
}

// process is a running bot.
type process struct {
	command *exec.Cmd
	ended   chan struct{}
	err     error
}

// start runs the program, by a wrapper such as strace where there is one.
func (p program) start(wrapper ...string) *process {
	p.t.Helper()
	args := append(append([]string{}, wrapper...), p.binary, "serve", "--config", p.config, "--log-level", cmp.Or(p.level, "warn"))
	command := exec.CommandContext(context.WithoutCancel(p.t.Context()), args[0], args[1:]...)
	command.Env = append([]string{"HOME=" + filepath.Dir(p.config), "PATH=" + os.Getenv("PATH")}, p.env...)
	command.Stdout, command.Stderr = p.said, p.said
	command.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	if err := command.Start(); err != nil {
		p.t.Fatal(err)
	}
	process := &process{command: command, ended: make(chan struct{})}
	go func() {
		process.err = command.Wait()
		p.log.died()
		close(process.ended)
	}()
	return process
}

// kill ends the process without warning, and whatever runs it, and returns when it is gone.
func (p *process) kill() {
	_ = syscall.Kill(-p.command.Process.Pid, syscall.SIGKILL)
	<-p.ended
}

// crash has the process end itself, as it does when something goes wrong that it cannot mend, and print the stacks of all it
// was doing.
func (p *process) crash() {
	_ = p.command.Process.Signal(syscall.SIGQUIT)
	<-p.ended
}

// lives reports whether the process still runs after d.
func (p *process) lives(d time.Duration) bool {
	select {
	case <-p.ended:
		return false
	case <-time.After(d):
		return true
	}
}

// stop ends the process as an operator does. It must end within ten seconds and say that all is well.
func (p *process) stop(t *testing.T) {
	t.Helper()
	begin := time.Now()
	_ = p.command.Process.Signal(syscall.SIGTERM)
	if p.lives(12 * time.Second) {
		p.kill()
		t.Error("SIGTERM did not end it")
	}
	if took := time.Since(begin); p.err != nil || took > 10*time.Second {
		t.Errorf("SIGTERM ended it after %v with %v", took, p.err)
	}
}

// write makes a file in a folder and returns its path.
func write(t *testing.T, folder, name string, lines ...string) string {
	t.Helper()
	path := filepath.Join(folder, name)
	if err := os.WriteFile(path, []byte(strings.Join(lines, "\n")+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// tail is the end of what the processes printed, for a failed test.
func (o *output) tail() string {
	const most = 4000
	text := o.String()
	return fmt.Sprintf("…%s", text[max(0, len(text)-most):])
}
