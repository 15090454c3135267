package sqldb

import (
	"context"
	"errors"

	"github.com/jackc/pgx/v5/pgconn"
)

// engine is what SQLite and PostgreSQL do differently.
type engine struct {
	// shared says that other processes may use the database too.
	shared     bool
	skipLocked string
	// conflict tells errors that a transaction has because of another one, and would not have on the next try.
	conflict func(error) bool
	// erase makes deleted rows unreadable.
	erase func(context.Context, *DB) error
}

// postgres works for what speaks PostgreSQL's protocol and syntax.
func postgres() engine {
	return engine{
		shared:     true,
		skipLocked: " FOR UPDATE SKIP LOCKED",
		conflict:   postgresConflict,
		erase:      func(context.Context, *DB) error { return nil },
	}
}

// postgresConflict knows serialization failures, deadlocks, and unique violations: of two transactions that both saw a
// place free, the second sees it taken when it tries again. Codes: PostgreSQL's documentation, appendix A.
func postgresConflict(err error) bool {
	var e *pgconn.PgError
	return errors.As(err, &e) && (e.Code == "40001" || e.Code == "40P01" || e.Code == "23505")
}

// sqlite runs transactions one after the other on its one connection.
func sqlite(path string) engine {
	return engine{
		conflict: func(error) bool { return false },
		erase:    func(ctx context.Context, d *DB) error { return eraseFile(ctx, d, path) },
	}
}
