package sqldb

import (
	"context"
	"database/sql"
	"fmt"
	"io/fs"
)

// Migrate brings the tables of a component up to date with the files *.sql of a directory, which build on each other in
// the order of their names and number one version each. Each runs in a transaction of its own, together with the note that
// it has run: once, also when several processes start together. Versions only go up: a database that has more of them than
// there are files is left as it is, and the error is ErrNewer. A file that was released must not change any more.
func (d *DB) Migrate(ctx context.Context, component string, files fs.FS) error {
	steps, err := readSteps(files)
	if err != nil {
		return fmt.Errorf("reading migrations of %s: %w", component, err)
	}
	err = d.Tx(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `CREATE TABLE IF NOT EXISTS schema_version (
			component TEXT PRIMARY KEY,
			version   BIGINT NOT NULL
		)`)
		return err
	})
	for isDone := false; err == nil && !isDone; {
		err = d.Tx(ctx, func(tx *sql.Tx) error {
			isDone, err = migrateStep(ctx, tx, component, steps)
			return err
		})
	}
	if err != nil {
		return fmt.Errorf("migrating %s: %w", component, err)
	}
	return nil
}

// migrateStep runs the next step and reports whether there is none.
func migrateStep(ctx context.Context, tx *sql.Tx, component string, steps []string) (done bool, err error) {
	_, err = tx.ExecContext(ctx, `INSERT INTO schema_version (component, version) VALUES ($1, 0) ON CONFLICT (component) DO NOTHING`,
		component)
	if err != nil {
		return false, err
	}
	// The update takes the row, so that another process waits here until this step has run.
	var version int
	err = tx.QueryRowContext(ctx, `UPDATE schema_version SET version = version WHERE component = $1 RETURNING version`,
		component).Scan(&version)
	switch {
	case err != nil:
		return false, err
	case version > len(steps):
		return false, fmt.Errorf("%w: it has version %d, and this program knows %d; use a newer program", ErrNewer, version, len(steps))
	case version == len(steps):
		return true, nil
	}
	if _, err := tx.ExecContext(ctx, steps[version]); err != nil {
		return false, fmt.Errorf("version %d: %w", version+1, err)
	}
	_, err = tx.ExecContext(ctx, `UPDATE schema_version SET version = $1 WHERE component = $2`, version+1, component)
	return false, err
}

// readSteps returns the texts of the files *.sql in the order of their names.
func readSteps(files fs.FS) ([]string, error) {
	names, err := fs.Glob(files, "*.sql")
	if err != nil {
		return nil, err
	}
	var steps []string
	for _, name := range names {
		text, err := fs.ReadFile(files, name)
		if err != nil {
			return nil, err
		}
		steps = append(steps, string(text))
	}
	return steps, nil
}
