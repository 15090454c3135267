package library_test

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"articlebot/internal/sqldb"
)

// wide returns an embedder whose vectors take as much room as a model's.
func wide(name string) *embedder {
	e := fresh(name)
	e.dimensions = 8192
	return e
}

func TestFaultM4AFullDiskTakesNothingByHalves(t *testing.T) {
	disk := t.TempDir()
	if err := syscall.Mount("tmpfs", disk, "tmpfs", 0, "size=12m"); err != nil {
		t.Skipf("NOT RUN on a full disk: no file system can be mounted here: %v", err)
	}
	t.Cleanup(func() {
		if err := syscall.Unmount(disk, syscall.MNT_DETACH); err != nil {
			t.Error(err)
		}
	})
	w := newWorld(t, sqldb.Options{Dir: filepath.Join(disk, "data")})
	old, next := many("a", "old "), append(many("a", "new "), many("b", "more ")...)
	w.vectors(wide("m"), old)
	w.restart() // so that the log, which takes as much room, is gone
	// The vectors are there, though not stored; and the old ones are as they were.
	if n := w.vectors(wide("m"), next); n != len(next) {
		t.Errorf("%d texts were embedded, want %d", n, len(next))
	}
	if lines := w.logged(); len(lines) != 1 || !strings.Contains(lines[0], "not stored") {
		t.Errorf("logged %q, want that nothing was stored", lines)
	}
	if err := w.Rebuild(t.Context(), wide("m2"), next); err == nil {
		t.Error("Rebuild gave no error")
	}
	if n := w.vectors(wide("m"), old); n != 0 {
		t.Errorf("%d texts of the old article were embedded again", n)
	}
	// The same process goes on when there is room again.
	if err := syscall.Mount("", disk, "", syscall.MS_REMOUNT, "size=100m"); err != nil {
		t.Fatal(err)
	}
	w.must(w.Rebuild(t.Context(), wide("m2"), next))
	w.restart()
	if n := w.vectors(wide("m2"), next); n != 0 {
		t.Errorf("%d texts were embedded after there was room again", n)
	}
	if err := os.RemoveAll(filepath.Join(disk, "data")); err != nil {
		t.Error(err)
	}
}
