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

	// The driver "sqlite".
	_ "modernc.org/sqlite"
)

// fileName is the database's file in the data directory; SQLite puts two more beside it, with -wal and -shm appended.
const fileName = "articlebot.db"

func openSQLite(ctx context.Context, o Options, log *slog.Logger) (*DB, error) {
	path := filepath.Join(o.Dir, fileName)
	info, err := os.Stat(path)
	if o.Existing && errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%w in %s", ErrNone, o.Dir)
	}
	if err := os.MkdirAll(o.Dir, 0o700); err != nil {
		return nil, fmt.Errorf("making data directory: %w", err)
	}
	if o.Beside {
		return openBeside(ctx, path, log)
	}
	release, err := lock(o.Dir)
	if err != nil {
		return nil, err
	}
	if info != nil && info.Size() == 0 {
		log.Warn("the database file is empty, so a new one is begun; if there was something in it, it is lost", "file", path)
	}
	pool, err := openFile(ctx, path, checkAll)
	if errors.Is(err, ErrDamaged) {
		pool, err = beginAnew(ctx, path, log, err)
	}
	if err != nil {
		return nil, errors.Join(err, release())
	}
	return &DB{pool: pool, engine: sqlite(path, false), release: release, log: log}, nil
}

// openBeside opens a file that a serving process may have.
func openBeside(ctx context.Context, path string, log *slog.Logger) (*DB, error) {
	pool, err := openFile(ctx, path, checkStructure)
	if errors.Is(err, ErrDamaged) {
		return nil, fmt.Errorf("%w; the bot sets %s aside when it starts and begins a new one, unless a backup is put in its place before",
			err, path)
	}
	if err != nil {
		return nil, err
	}
	return &DB{pool: pool, engine: sqlite(path, true), release: func() error { return nil }, log: log}, nil
}

// beginAnew sets a damaged file aside and makes a new one.
func beginAnew(ctx context.Context, path string, log *slog.Logger, damage error) (*sql.DB, error) {
	aside, err := setAside(path)
	if err != nil {
		return nil, fmt.Errorf("setting a damaged database aside: %w", err)
	}
	log.Error("the database file was damaged; it is set aside and a new, empty one is begun", "aside", aside, "err", damage)
	return openFile(ctx, path, checkAll)
}

// openFile opens and checks a file, which it makes if it is not there.
func openFile(ctx context.Context, path string, check func(context.Context, *sql.DB) error) (*sql.DB, error) {
	size, err := makeFile(path)
	if err != nil {
		return nil, err
	}
	pool, err := sql.Open("sqlite", dsn(path))
	if err != nil {
		return nil, fmt.Errorf("opening database: %w", err)
	}
	// A second connection would only wait for the first one: SQLite has one writer, and a read takes microseconds.
	pool.SetMaxOpenConns(1)
	// Of two processes that begin a database together, one cannot wait for the other to set it up, and has to try again.
	err = again(ctx, isBusy, func() error { return check(ctx, pool) })
	if err == nil {
		err = checkSize(ctx, pool, size)
	}
	if err != nil {
		_ = pool.Close()
		return nil, err
	}
	return pool, nil
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

// unlessMissing returns err, and nil for that of a file that is not there.
func unlessMissing(err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}
