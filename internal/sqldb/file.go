package sqldb

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
)

// headerSize is how many bytes every SQLite file begins with. SQLite takes a shorter file for a new one, and deletes the log
// beside it.
const headerSize = 100

// makeFile makes the file readable for its owner alone; SQLite gives the files beside it the same mode. A file that is there
// is not opened: to close it again would end the locks that another connection of this process has on it (fcntl(2)).
// It returns how many bytes the file has, and 0 where a log beside it says how it goes on.
func makeFile(path string) (size int64, err error) {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_RDWR, 0o600)
	if err == nil {
		err = f.Close()
	}
	if err != nil && !errors.Is(err, fs.ErrExist) {
		return 0, fmt.Errorf("making database file: %w", err)
	}
	info, err := os.Stat(path)
	if err != nil {
		return 0, fmt.Errorf("reading database file: %w", err)
	}
	if !info.Mode().IsRegular() {
		return 0, fmt.Errorf("reading database file: %s is no regular file", path)
	}
	if info.Mode().Perm() != 0o600 {
		if err := os.Chmod(path, 0o600); err != nil {
			return 0, fmt.Errorf("making database file private: %w", err)
		}
	}
	if info.Size() > 0 && info.Size() < headerSize {
		return 0, fmt.Errorf("%w: it is cut to %d bytes", ErrDamaged, info.Size())
	}
	log, err := os.Stat(path + "-wal")
	if hasLog := err == nil && log.Size() > 0; !hasLog {
		return info.Size(), nil
	}
	if info.Size() == 0 {
		return 0, fmt.Errorf("%w: it is empty, but its log is not", ErrDamaged)
	}
	return 0, nil
}
