package sqldb

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
)

// Backup writes a copy of the SQLite database to a new file, as it is at one moment, while work goes on: whole and on disk
// when Backup returns nil, and not there otherwise. Only its owner may read it, and nothing of what was deleted before is in
// it. The error is fs.ErrExist when there is something at path. A PostgreSQL database has tools of its own: there Backup
// is an error that names one.
func (d *DB) Backup(ctx context.Context, path string) error {
	if err := d.engine.backup(ctx, d, path); err != nil {
		return fmt.Errorf("backing up the database: %w", err)
	}
	return nil
}

// backupFile has SQLite write the copy under another name, under which nobody takes it for a backup.
func backupFile(ctx context.Context, d *DB, path string) error {
	if _, err := os.Lstat(path); err == nil {
		return fmt.Errorf("%s: %w", path, fs.ErrExist)
	}
	// SQLite begins a file name with file: only where it is a URI, and an absolute path never does.
	path, err := filepath.Abs(path)
	if err != nil {
		return err
	}
	// A temporary file is made for its owner alone, and SQLite takes one that is empty.
	f, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+".*.tmp")
	if err != nil {
		return err
	}
	defer func() { _ = os.Remove(f.Name()) }()
	if err := f.Close(); err != nil {
		return err
	}
	if _, err := d.pool.ExecContext(ctx, "VACUUM INTO $1", f.Name()); err != nil {
		return err
	}
	if err := syncFile(f.Name(), os.O_RDWR); err != nil {
		return err
	}
	if err := os.Rename(f.Name(), path); err != nil {
		return err
	}
	if runtime.GOOS == "windows" {
		// There a directory has no Sync.
		return nil
	}
	return syncFile(filepath.Dir(path), os.O_RDONLY)
}

// syncFile puts a file on disk, or the names in a directory.
func syncFile(path string, flag int) error {
	f, err := os.OpenFile(path, flag, 0)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}
