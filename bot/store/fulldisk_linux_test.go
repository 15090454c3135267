package store_test

import (
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"articlebot/internal/sqldb"
)

func TestAFullDiskTakesNothingByHalves(t *testing.T) {
	disk := t.TempDir()
	if err := syscall.Mount("tmpfs", disk, "tmpfs", 0, "size=16m"); err != nil {
		t.Skipf("NOT RUN on a full disk: no file system can be mounted here: %v", err)
	}
	t.Cleanup(func() {
		if err := syscall.Unmount(disk, syscall.MNT_DETACH); err != nil {
			t.Error(err)
		}
	})
	ballast := filepath.Join(disk, "ballast")
	if err := os.WriteFile(ballast, make([]byte, 14<<20), 0o600); err != nil {
		t.Fatal(err)
	}
	w := newWorld(t, sqldb.Options{Dir: filepath.Join(disk, "data")})
	taken := fill(w)
	w.must(os.Remove(ballast))
	// The same process goes on when there is room again, and so does the next one.
	w.add(-2, 1_000_000)
	w.restart()
	if job := w.claim(); job.ID != 1 {
		t.Errorf("got %d", job.ID)
	} else {
		w.must(w.Release(t.Context(), job))
	}
	mended(w, append(taken, 1_000_000))
}
