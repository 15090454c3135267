package sqldb

import (
	"context"
	"errors"
	"slices"

	"github.com/jackc/pgx/v5/pgconn"
)

// engine is what SQLite and PostgreSQL do differently.
type engine struct {
	// shared is what DB.Shared reports.
	shared     bool
	skipLocked string
	// clock is the query for the server's time, in milliseconds since 1970; it is empty where there is no server.
	clock string
	// conflict tells errors that a transaction has because of another one, and would not have on the next try.
	conflict func(error) bool
	// erase makes deleted rows unreadable.
	erase func(context.Context, *DB) error
	// backup and health are what DB.Backup and DB.Check do.
	backup func(ctx context.Context, d *DB, path string) error
	health func(context.Context, *DB) (Health, error)
}

// postgres works for what speaks PostgreSQL's protocol and syntax.
func postgres() engine {
	return engine{
		shared:     true,
		skipLocked: " FOR UPDATE SKIP LOCKED",
		clock:      `SELECT CAST(EXTRACT(EPOCH FROM CURRENT_TIMESTAMP) * 1000 AS BIGINT)`,
		conflict:   postgresConflict,
		erase:      func(context.Context, *DB) error { return nil },
		backup: func(context.Context, *DB, string) error {
			return errors.New("it is a PostgreSQL database; use pg_dump")
		},
		health: postgresHealth,
	}
}

// postgresConflict knows serialization failures, deadlocks, unique violations, and tables and types that exist already: of two
// transactions that both saw a place free, the second sees it taken when it tries again, and so does CREATE TABLE IF NOT EXISTS.
// Codes: PostgreSQL's documentation, appendix A.
func postgresConflict(err error) bool {
	var e *pgconn.PgError
	return errors.As(err, &e) && slices.Contains([]string{"40001", "40P01", "23505", "42P07", "42710"}, e.Code)
}

// sqlite runs transactions one after the other on its one connection. Those of processes beside it wait for each other, as
// long as busy_timeout says.
func sqlite(path string, beside bool) engine {
	return engine{
		shared:   beside,
		conflict: isBusy,
		erase:    func(ctx context.Context, d *DB) error { return eraseFile(ctx, d, path) },
		backup:   backupFile,
		health:   func(ctx context.Context, d *DB) (Health, error) { return fileHealth(ctx, d, path) },
	}
}
