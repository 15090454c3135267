package library

import (
	"context"
	"database/sql"
	"fmt"
	"time"
)

const (
	// resumable is how long an interrupted Rebuild can be taken up again: later, it may be that nobody remembers it.
	resumable = 24 * time.Hour
	// rowsPerSweep bounds how long a transaction keeps others waiting.
	rowsPerSweep = 500
)

// Clear removes the whole collection.
func (l *Library) Clear(ctx context.Context) error {
	_, err := l.db.Pool().ExecContext(ctx, `UPDATE generations SET state = 'old' WHERE collection = $1`, l.collection)
	if err != nil {
		return fmt.Errorf("clearing the vectors of %s: %w", l.collection, err)
	}
	return l.sweep(ctx)
}

// discard gives up the generation in a state that is of the embedder.
func (l *Library) discard(ctx context.Context, state, fingerprint string) error {
	_, err := l.db.Pool().ExecContext(ctx, `
		UPDATE generations SET state = 'old' WHERE collection = $1 AND state = $2 AND fingerprint = $3`, l.collection, state, fingerprint)
	if err != nil {
		return fmt.Errorf("giving up an index: %w", err)
	}
	return nil
}

// sweep removes old generations, and those that nobody completed, of all collections.
func (l *Library) sweep(ctx context.Context) error {
	for {
		id, err := l.nextOld(ctx)
		if err != nil || id == 0 {
			return err
		}
		if err := l.removeGeneration(ctx, id); err != nil {
			return fmt.Errorf("removing an old index: %w", err)
		}
	}
}

// nextOld returns a generation that is to go, and 0 where there is none, which costs no transaction.
func (l *Library) nextOld(ctx context.Context) (id int64, err error) {
	err = l.db.Pool().QueryRowContext(ctx, `SELECT COALESCE(MIN(id), 0) FROM generations WHERE `+isToGo, abandoned()).Scan(&id)
	if err != nil {
		return 0, fmt.Errorf("looking for old indexes: %w", err)
	}
	return id, nil
}

// isToGo is the condition of generations that are to go, with the time before which one that is being built counts as abandoned.
const isToGo = `(state = 'old' OR (state = 'building' AND touched < $1))`

func abandoned() int64 { return time.Now().Add(-resumable).UnixMilli() }

// removeGeneration removes what is in a generation piece by piece, so that a bot at work beside it does not wait long, and then
// itself.
func (l *Library) removeGeneration(ctx context.Context, id int64) error {
	marked, err := l.db.Pool().ExecContext(ctx, `UPDATE generations SET state = 'old' WHERE `+isToGo+` AND id = $2`, abandoned(), id)
	if err != nil {
		return err
	}
	if n, err := marked.RowsAffected(); n == 0 || err != nil {
		return err // somebody has removed it, or goes on with it
	}
	for removed := int64(rowsPerSweep); removed == rowsPerSweep; {
		err := l.db.Tx(ctx, func(tx *sql.Tx) error {
			result, err := tx.ExecContext(ctx, `
				DELETE FROM passages WHERE generation = $1 AND (article, text) IN
					(SELECT article, text FROM passages WHERE generation = $1 LIMIT $2)`, id, rowsPerSweep)
			if err == nil {
				removed, err = result.RowsAffected()
			}
			return err
		})
		if err != nil {
			return err
		}
	}
	return l.db.Tx(ctx, func(tx *sql.Tx) error {
		for _, query := range []string{
			`DELETE FROM passages WHERE generation = $1`, `DELETE FROM articles WHERE generation = $1`,
			`DELETE FROM generations WHERE id = $1`,
		} {
			if _, err := tx.ExecContext(ctx, query, id); err != nil {
				return err
			}
		}
		return nil
	})
}
