package sqldb

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
)

// lockName is the file whose lock says that a process works in the data directory. It holds the id of that process.
const lockName = "articlebot.lock"

// lock takes a data directory for this process; what it returns gives it free. SQLite's own locks would let two processes
// work in turn, and each would take the other's leases for those of a dead one.
func lock(dir string) (release func() error, err error) {
	path := filepath.Join(dir, lockName)
	f, err := lockFile(path)
	if errors.Is(err, ErrInUse) {
		return nil, fmt.Errorf("%w: %s%s; stop it, or use another directory", ErrInUse, dir, holder(path))
	}
	if err != nil {
		return nil, fmt.Errorf("locking data directory: %w", err)
	}
	// The id is only a help for people, so that it cannot be written is no reason to stop.
	if err := f.Truncate(0); err == nil {
		_, _ = f.WriteAt([]byte(strconv.Itoa(os.Getpid())+"\n"), 0)
	}
	return f.Close, nil
}

// holder names the process that has the lock, if it is known.
func holder(path string) string {
	id, err := os.ReadFile(path)
	if id = bytes.TrimSpace(id); err != nil || len(id) == 0 {
		return ""
	}
	return fmt.Sprintf(" by process %.20s", id)
}
