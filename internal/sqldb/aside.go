package sqldb

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// asideMark stands in the names of damaged files, before the time at which they were set aside.
const asideMark = "-damaged-"

// setAside gives a database file, and the log that belongs to it, names under which nothing opens them again, and returns
// the file's. SQLite's own tool can recover what is left from the two together.
func setAside(path string) (string, error) {
	stamp := time.Now().UTC().Format("20060102T150405.000Z")
	aside := strings.TrimSuffix(path, ".db") + asideMark + stamp + ".db"
	if err := os.Rename(path, aside); err != nil {
		return "", err
	}
	if err := unlessMissing(os.Rename(path+"-wal", aside+"-wal")); err != nil {
		return "", err
	}
	return aside, unlessMissing(os.Remove(path + "-shm"))
}

// eraseFile rewrites the file without what was deleted, empties its log, and removes the damaged files that were set aside,
// since they may hold the same. secure_delete alone is not enough: cells that were moved between pages leave copies behind.
func eraseFile(ctx context.Context, d *DB, path string) error {
	err := again(ctx, isBusy, func() error {
		_, err := d.pool.ExecContext(ctx, "VACUUM")
		return err
	})
	if err != nil {
		return err
	}
	atWork := func(err error) bool { return isBusy(err) || errors.Is(err, errAtWork) }
	if err := again(ctx, atWork, func() error { return emptyLog(ctx, d) }); err != nil {
		return err
	}
	return removeAside(d, path)
}

// errAtWork says that the log could not be emptied.
var errAtWork = errors.New("another process is at work in the database file; try again")

// emptyLog copies the log's pages into the file and cuts the log to nothing.
func emptyLog(ctx context.Context, d *DB) error {
	var busy, frames, moved int
	if err := d.pool.QueryRowContext(ctx, "PRAGMA wal_checkpoint(TRUNCATE)").Scan(&busy, &frames, &moved); err != nil {
		return err
	}
	if busy != 0 {
		return errAtWork
	}
	return nil
}

// removeAside removes the damaged files.
func removeAside(d *DB, path string) error {
	dir, prefix := filepath.Dir(path), strings.TrimSuffix(fileName, ".db")+asideMark
	entries, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	for _, e := range entries {
		if !strings.HasPrefix(e.Name(), prefix) {
			continue
		}
		if err := os.Remove(filepath.Join(dir, e.Name())); err != nil {
			return err
		}
		d.log.Warn("a damaged database file that was set aside is removed, since somebody is to be forgotten", "file", e.Name())
	}
	return nil
}
