package sqldb

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	driver "modernc.org/sqlite"
	codes "modernc.org/sqlite/lib"
)

// fileName is the database's file in the data directory; SQLite puts two more beside it, with -wal and -shm appended.
const fileName = "articlebot.db"

// errDamaged marks a file that is not, or no longer, a database.
var errDamaged = errors.New("the database file is damaged")

func openSQLite(ctx context.Context, dir string, log *slog.Logger) (*DB, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("making data directory: %w", err)
	}
	release, err := lock(dir)
	if err != nil {
		return nil, err
	}
	path := filepath.Join(dir, fileName)
	pool, err := openFile(ctx, path)
	if errors.Is(err, errDamaged) {
		pool, err = beginAnew(ctx, path, log, err)
	}
	if err != nil {
		return nil, errors.Join(err, release())
	}
	return &DB{pool: pool, engine: sqlite(path), release: release, log: log}, nil
}

// beginAnew sets a damaged file aside and makes a new one.
func beginAnew(ctx context.Context, path string, log *slog.Logger, damage error) (*sql.DB, error) {
	aside, err := setAside(path)
	if err != nil {
		return nil, fmt.Errorf("setting a damaged database aside: %w", err)
	}
	log.Error("the database file was damaged; it is set aside and a new, empty one is begun", "aside", aside, "err", damage)
	return openFile(ctx, path)
}

// openFile opens and checks a file, which it makes if it is not there.
func openFile(ctx context.Context, path string) (*sql.DB, error) {
	if err := makeFile(path); err != nil {
		return nil, err
	}
	pool, err := sql.Open("sqlite", dsn(path))
	if err != nil {
		return nil, fmt.Errorf("opening database: %w", err)
	}
	// A second connection would only wait for the first one: SQLite has one writer, and a read takes microseconds.
	pool.SetMaxOpenConns(1)
	if err := check(ctx, pool); err != nil {
		_ = pool.Close()
		return nil, err
	}
	return pool, nil
}

// makeFile makes the file readable for its owner alone; SQLite gives the files beside it the same mode.
func makeFile(path string) error {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return fmt.Errorf("making database file: %w", err)
	}
	defer f.Close()
	if err := f.Chmod(0o600); err != nil {
		return fmt.Errorf("making database file private: %w", err)
	}
	info, err := f.Stat()
	if err != nil {
		return fmt.Errorf("reading database file: %w", err)
	}
	return notCut(path, info.Size())
}

// headerSize is the size of what every SQLite file begins with, in bytes.
const headerSize = 100

// notCut finds files that were cut so short that SQLite would take them for new ones and delete the log beside them.
func notCut(path string, size int64) error {
	if size > 0 && size < headerSize {
		return fmt.Errorf("%w: it is cut to %d bytes", errDamaged, size)
	}
	if wal, err := os.Stat(path + "-wal"); err == nil && wal.Size() > 0 && size == 0 {
		return fmt.Errorf("%w: it is empty, but its log is not", errDamaged)
	}
	return nil
}

// dsn names the file and how each connection is set up: a commit is on disk before it returns (FULL), deleted content is
// overwritten, and temporary data, which may be anything in the database, does not leave the process.
func dsn(path string) string {
	abs, err := filepath.Abs(path)
	if err != nil {
		abs = path
	}
	abs = filepath.ToSlash(abs)
	if !strings.HasPrefix(abs, "/") {
		abs = "/" + abs
	}
	u := url.URL{Scheme: "file", Path: abs}
	u.RawQuery = url.Values{
		"_txlock": {"immediate"},
		"_pragma": {"busy_timeout(5000)", "journal_mode(WAL)", "synchronous(FULL)", "secure_delete(ON)", "foreign_keys(ON)",
			"temp_store(MEMORY)"},
	}.Encode()
	return u.String()
}

// check reads the structure of the whole file.
func check(ctx context.Context, pool *sql.DB) error {
	var result string
	err := pool.QueryRowContext(ctx, "PRAGMA quick_check(1)").Scan(&result)
	switch {
	case isDamage(err):
		return fmt.Errorf("%w: %w", errDamaged, err)
	case err != nil:
		return fmt.Errorf("checking database: %w", err)
	case result != "ok":
		return fmt.Errorf("%w: %s", errDamaged, result)
	}
	return nil
}

func isDamage(err error) bool {
	var e *driver.Error
	if !errors.As(err, &e) {
		return false
	}
	code := e.Code() & 0xff
	return code == codes.SQLITE_CORRUPT || code == codes.SQLITE_NOTADB
}

// unlessMissing returns err, and nil for that of a file that is not there.
func unlessMissing(err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}
