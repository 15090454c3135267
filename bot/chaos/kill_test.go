//go:build chaos

// Package chaos kills the real program while people ask.
package chaos_test

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"os/exec"
	"testing"
	"time"

	"articlebot/bot/playground"
)

var (
	kills = flag.Int("kills", 100, "how often the program is killed at random")
	seats = flag.Int("chats", 20, "how many people ask")
)

// TestFaultM1KillAtRandom kills the program at any moment, again and again, while people ask. One in ten times it crashes by
// itself.
func TestFaultM1KillAtRandom(t *testing.T) {
	for name, state := range map[string]func(*testing.T) home{
		"SQLite":     func(*testing.T) home { return inFile },
		"PostgreSQL": func(t *testing.T) home { return inPostgres(t, time.Second) },
	} {
		t.Run(name, func(t *testing.T) {
			s := newStage(t, playground.Options{}, state(t))
			s.run(func() int {
				for n := range *kills {
					p := s.start()
					if !s.outlive(p, n) {
						s.Fatalf("it ended by itself: %v\n%s", p.err, s.said.tail())
					}
					if n%10 == 9 {
						p.crash()
					} else {
						p.kill()
					}
				}
				return *kills
			})
		})
	}
}

// outlive waits for the moment at which the n-th process is to be killed, and reports whether it still runs then: one in five while
// it starts, the others when they have been at work for a while.
func (s *stage) outlive(p *process, n int) bool {
	if n%5 == 0 {
		return p.lives(time.Duration(rand.ExpFloat64() * float64(100*time.Millisecond)))
	}
	for before := len(s.api.Offsets()); len(s.api.Offsets()) == before; {
		if !p.lives(5 * time.Millisecond) {
			return false
		}
	}
	return p.lives(time.Duration(rand.ExpFloat64() * float64(400*time.Millisecond)))
}

// TestFaultM1KillAtEverySyscall kills the program at its first, second, third, … write, sync and send, later at every so manieth. strace
// counts for each thread by itself.
func TestFaultM1KillAtEverySyscall(t *testing.T) {
	if err := exec.CommandContext(t.Context(), "strace", "-f", "-qq", "-o", "/dev/null", "true").Run(); err != nil {
		t.Skip("NOT RUN: strace does not work here: ", err)
	}
	s := newStage(t, playground.Options{}, inFile)
	s.run(func() (killed int) {
		for _, calls := range []string{"fsync,fdatasync", "pwrite64", "write"} {
			for i, n := 0, 1; i < max(1, *kills/5); i, n = i+1, n+1+n/8 {
				p := s.start("strace", "-f", "-qq", "-o", "/dev/null", "-e", "trace="+calls,
					"-e", fmt.Sprintf("inject=%s:signal=SIGKILL:when=%d", calls, n))
				p.lives(5 * time.Second)
				p.kill()
				killed++
			}
		}
		return killed
	})
}
