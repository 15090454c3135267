package sqldb

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	driver "modernc.org/sqlite"
	codes "modernc.org/sqlite/lib"
)

// checkStructure reads how the whole file is put together, but not whether rows and indexes say the same: a flipped bit in an
// id goes unnoticed. It takes a second for a gigabyte.
func checkStructure(ctx context.Context, pool *sql.DB) error {
	return check(ctx, pool, "PRAGMA quick_check(1)")
}

// checkAll reads everything that SQLite can check, which takes three times as long, and whether the file can be written:
// one with a flipped bit in the version of its format cannot.
func checkAll(ctx context.Context, pool *sql.DB) error {
	if err := check(ctx, pool, "PRAGMA integrity_check(1)"); err != nil {
		return err
	}
	tx, err := pool.BeginTx(ctx, nil)
	if err != nil {
		return fmt.Errorf("checking database: %w", err)
	}
	_, err = tx.ExecContext(ctx, "PRAGMA user_version = 0")
	err = errors.Join(err, tx.Rollback())
	if codeOf(err) == codes.SQLITE_READONLY {
		return fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	if err != nil {
		return fmt.Errorf("checking database: %w", err)
	}
	return nil
}

func check(ctx context.Context, pool *sql.DB, pragma string) error {
	var result string
	err := pool.QueryRowContext(ctx, pragma).Scan(&result)
	switch {
	// The statement is right, so that an error in it is one of the file: a format or a definition that does not exist.
	case isDamage(err), codeOf(err) == codes.SQLITE_ERROR:
		return fmt.Errorf("%w: %w", ErrDamaged, err)
	case err != nil:
		return fmt.Errorf("checking database: %w", err)
	case result != "ok":
		return fmt.Errorf("%w: %s", ErrDamaged, result)
	}
	return nil
}

// checkSize finds a last page that is cut, which SQLite fills up with zeros.
func checkSize(ctx context.Context, pool *sql.DB, size int64) error {
	var page int64
	if err := pool.QueryRowContext(ctx, "PRAGMA page_size").Scan(&page); err != nil {
		return fmt.Errorf("checking database: %w", err)
	}
	if size%page != 0 {
		return fmt.Errorf("%w: its last page is cut", ErrDamaged)
	}
	return nil
}

func isDamage(err error) bool {
	code := codeOf(err)
	return code == codes.SQLITE_CORRUPT || code == codes.SQLITE_NOTADB
}

// isBusy knows the error of what waited too long for another process.
func isBusy(err error) bool { return codeOf(err) == codes.SQLITE_BUSY }

// codeOf returns SQLite's primary code of an error, 0 where it has none.
func codeOf(err error) int {
	if e, ok := errors.AsType[*driver.Error](err); ok {
		return e.Code() & 0xff
	}
	return codes.SQLITE_OK
}
