package sqldb

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"strings"
)

// Health is the state of a database.
type Health struct {
	// Engine is the name and the version of what keeps the database.
	Engine string
	// Size is how large the SQLite file is, and Log what its log holds besides, in bytes.
	Size, Log int64
	// Problems says what is wrong, a line each.
	Problems []string
}

// maxProblems bounds how many problems of a kind Check lists.
const maxProblems = 20

// Check reads the whole SQLite file and reports what in it does not fit together: its structure, its indexes, and rows that
// refer to others. What is damaged is no error. A PostgreSQL server checks its own files: there Check only reports that it
// answers.
func (d *DB) Check(ctx context.Context) (Health, error) {
	h, err := d.engine.health(ctx, d)
	if err != nil {
		return Health{}, fmt.Errorf("checking the database: %w", err)
	}
	return h, nil
}

// postgresHealth leaves out of the server's version what it was built with.
func postgresHealth(ctx context.Context, d *DB) (Health, error) {
	var version string
	if err := d.pool.QueryRowContext(ctx, "SELECT version()").Scan(&version); err != nil {
		return Health{}, err
	}
	version, _, _ = strings.Cut(version, " on ")
	version, _, _ = strings.Cut(version, " (")
	return Health{Engine: version}, nil
}

// sqliteHealth checks what SQLite can check, wherever the database is.
func sqliteHealth(ctx context.Context, d *DB) (Health, error) {
	var h Health
	if err := d.pool.QueryRowContext(ctx, "SELECT 'SQLite ' || sqlite_version()").Scan(&h.Engine); err != nil {
		return Health{}, err
	}
	// Pages that are in memory are not read again, whatever has become of them on disk.
	if _, err := d.pool.ExecContext(ctx, "PRAGMA shrink_memory"); err != nil {
		return Health{}, err
	}
	for _, check := range []func(context.Context, *DB) ([]string, error){integrity, references} {
		problems, err := check(ctx, d)
		if isDamage(err) {
			problems, err = []string{err.Error()}, nil
		}
		if err != nil {
			return Health{}, err
		}
		h.Problems = append(h.Problems, problems...)
	}
	return h, nil
}

func fileHealth(ctx context.Context, d *DB, path string) (Health, error) {
	h, err := sqliteHealth(ctx, d)
	if err != nil {
		return Health{}, err
	}
	info, err := os.Stat(path)
	if err != nil {
		return Health{}, err
	}
	h.Size = info.Size()
	if log, err := os.Stat(path + "-wal"); err == nil {
		h.Log = log.Size()
	}
	return h, nil
}

// integrity has SQLite check all pages, rows and indexes.
func integrity(ctx context.Context, d *DB) ([]string, error) {
	rows, err := d.pool.QueryContext(ctx, fmt.Sprintf("PRAGMA integrity_check(%d)", maxProblems))
	problems, err := lines(rows, err, func(line *string) error { return rows.Scan(line) })
	if len(problems) == 1 && problems[0] == "ok" {
		return nil, err
	}
	return problems, err
}

// references finds rows that refer to rows that are not there.
func references(ctx context.Context, d *DB) ([]string, error) {
	rows, err := d.pool.QueryContext(ctx,
		`SELECT "table", parent, COUNT(*) FROM pragma_foreign_key_check GROUP BY 1, 2 LIMIT $1`, maxProblems)
	return lines(rows, err, func(line *string) error {
		var table, parent string
		var n int
		err := rows.Scan(&table, &parent, &n)
		*line = fmt.Sprintf("rows of %s that refer to rows of %s that are not there: %d", table, parent, n)
		return err
	})
}

// lines reads what scan makes of each row.
func lines(rows *sql.Rows, err error, scan func(*string) error) ([]string, error) {
	if err != nil {
		return nil, err
	}
	var list []string
	for rows.Next() {
		var line string
		if err = scan(&line); err != nil {
			break
		}
		list = append(list, strings.Join(strings.Fields(line), " "))
	}
	return list, errors.Join(err, rows.Err(), rows.Close())
}
