package store

import (
	"context"
	"database/sql"
	"fmt"
)

// Stopped returns the updates that a worker has leased and that their users do not want any more.
func (s *Store) Stopped(ctx context.Context, worker string) ([]int64, error) {
	rows, err := s.db.Pool().QueryContext(ctx,
		`SELECT id FROM updates WHERE state = 'leased' AND stopped = 1 AND worker = $1`, storable(worker))
	ids, err := collect(rows, err, func(id *int64, r *sql.Rows) error { return r.Scan(id) })
	if err != nil {
		return nil, fmt.Errorf("looking for what was stopped: %w", err)
	}
	return ids, nil
}
