package sqldb_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"articlebot/internal/sqldb"
)

// under returns the words of a strace that writes to a file, or skips the test.
func under(t *testing.T, file string, options ...string) []string {
	t.Helper()
	if err := exec.CommandContext(t.Context(), "strace", "-o", os.DevNull, "true").Run(); err != nil {
		t.Skipf("NOT RUN: system calls cannot be traced here: %v", err)
	}
	return append([]string{"strace", "-f", "-o", file}, options...)
}

var (
	synced       = regexp.MustCompile(`\b(fsync|fdatasync)(\(| resumed).*= 0$`)
	acknowledged = regexp.MustCompile(`\bwrite\(1, "added `)
)

func TestFaultM2CommitIsSyncedBeforeItIsAcknowledged(t *testing.T) {
	trace := filepath.Join(t.TempDir(), "trace")
	p := start(t, "write|"+newTable(t)+"|0", under(t, trace, "-e", "trace=fsync,fdatasync,write")...)
	p.untilAdded(50)
	p.stop()
	content, err := os.ReadFile(trace)
	if err != nil {
		t.Fatal(err)
	}
	var syncs, all int
	for line := range strings.Lines(string(content)) {
		line = strings.TrimSpace(line)
		switch {
		case synced.MatchString(line):
			syncs++
		case acknowledged.MatchString(line):
			if syncs == 0 {
				t.Errorf("not on disk before: %s", line)
			}
			syncs = 0
			all++
		}
	}
	if all < 50 {
		t.Errorf("%d rows were traced, want 50 or more", all)
	}
}

// The disk fails for a while. What is acknowledged is there, in this process and in the next; what is not is an error, and
// the process goes on when the disk does.
func TestFaultM4DiskThatFailsIsAnError(t *testing.T) {
	for name, inject := range map[string]string{
		"Sync":  "inject=fsync,fdatasync:error=EIO:when=40..60",
		"Write": "inject=pwrite64:error=EIO:when=80..120",
		"Full":  "inject=pwrite64:error=ENOSPC:when=80..120",
	} {
		t.Run(name, func(t *testing.T) {
			dir := newTable(t)
			words := under(t, filepath.Join(t.TempDir(), "trace"), "-e", "trace=fsync,fdatasync,pwrite64", "-e", inject)
			p := start(t, "write|"+dir+"|0", words...)
			var added []int
			for failed := false; !failed; {
				word, id, rest := p.next()
				switch word {
				case "added":
					added = append(added, id)
				case "failed":
					failed = true
				default:
					t.Fatalf("after %d rows the other process said %q", len(added), rest)
				}
			}
			for after := 0; after < 20; {
				if word, id, rest := p.next(); word == "added" {
					added = append(added, id)
					after++
				} else if word != "failed" {
					t.Fatalf("after the error the other process said %q", rest)
				}
			}
			more, _ := p.stop()
			added = append(added, more...)
			log, logged := logger()
			haveAll(t, mustOpen(t, sqldb.Options{Dir: dir, Log: log}), added)
			if logged.Len() > 0 {
				t.Errorf("logged %s", logged)
			}
		})
	}
}
