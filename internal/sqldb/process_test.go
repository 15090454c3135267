package sqldb_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"

	"articlebot/internal/sqldb"
)

func TestFaultM1NothingIsLostUnderKill(t *testing.T) {
	dir := newTable(t)
	var added []int
	for round := range 20 {
		p := start(t, fmt.Sprintf("write|%s|%d", dir, round*1_000_000))
		time.AfterFunc(time.Duration(rand.IntN(40))*time.Millisecond, func() { _ = p.cmd.Process.Kill() })
		for {
			word, id, rest := p.next()
			if word == "" {
				break
			}
			if word != "added" {
				t.Fatalf("the other process said %q", rest)
			}
			added = append(added, id)
		}
		_ = p.cmd.Wait()
	}
	log, logged := logger()
	haveAll(t, mustOpen(t, sqldb.Options{Dir: dir, Log: log}), added)
	if logged.Len() > 0 {
		t.Errorf("logged %s", logged)
	}
	t.Logf("%d rows", len(added))
}

func TestFaultM9OneProcessADirectory(t *testing.T) {
	dir := t.TempDir()
	first := mustOpen(t, sqldb.Options{Dir: dir})
	if db, err := sqldb.Open(t.Context(), sqldb.Options{Dir: dir}); err == nil {
		_ = db.Close()
		t.Fatal("the directory was taken twice")
	} else {
		inUse(t, err, dir, os.Getpid())
	}
	mustExec(t, first, "CREATE TABLE t (id BIGINT)")
	mustClose(t, first)
	mustOpen(t, sqldb.Options{Dir: dir})
}

// inUse checks the error of whoever comes second.
func inUse(t *testing.T, err error, dir string, pid int) {
	t.Helper()
	if !errors.Is(err, sqldb.ErrInUse) || strings.Contains(err.Error(), "\n") || !strings.Contains(err.Error(), dir) ||
		!strings.Contains(err.Error(), "process "+strconv.Itoa(pid)) {
		t.Errorf("got %v", err)
	}
}

func TestFaultM9TheLockEndsWithItsProcess(t *testing.T) {
	dir := t.TempDir()
	p := start(t, "hold|"+dir)
	if db, err := sqldb.Open(t.Context(), sqldb.Options{Dir: dir}); err == nil {
		_ = db.Close()
		t.Error("the directory was taken twice")
	} else {
		inUse(t, err, dir, p.cmd.Process.Pid)
	}
	p.kill()
	mustOpen(t, sqldb.Options{Dir: dir})
}
