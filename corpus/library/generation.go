package library

import (
	"cmp"
	"context"
	"crypto/sha256"
	"database/sql"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"time"
)

// States of a generation.
const (
	building = "building"
	current  = "current"
)

// errGone means that a generation was replaced while it was being added to.
var errGone = errors.New("another process has built the index anew meanwhile")

// generation is what one embedder made of the collection; its id is 0 as long as it is not in the database.
type generation struct {
	*Library
	id    int64
	state string
	// known are the vectors that are to be in it.
	known *vectors
	// isDamaged says that what is in its place cannot be used.
	isDamaged bool
}

// querier is a pool or a transaction.
type querier interface {
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// find returns the generation in a state that is of the embedder. One of another embedder is ErrMismatch where it is the
// current one and has articles in force.
func (l *Library) find(ctx context.Context, q querier, state string, known *vectors) (*generation, error) {
	g := &generation{Library: l, state: state, known: known}
	var id, articles int64
	var dimensions int
	var fingerprint string
	var sum []byte
	err := q.QueryRowContext(ctx, `SELECT id, fingerprint, dimensions, sum,
			(SELECT COUNT(*) FROM articles WHERE generation = generations.id) FROM generations
		WHERE collection = $1 AND state = $2 AND (state = 'current' OR fingerprint = $3)`, l.collection, state, known.fingerprint).
		Scan(&id, &fingerprint, &dimensions, &sum, &articles)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return g, nil
	case err != nil:
		return nil, fmt.Errorf("reading the library: %w", err)
	case string(sum) != sumString(l.sum(fingerprint, dimensions)):
		g.isDamaged = true
	case fingerprint == known.fingerprint:
		g.id, known.dimensions = id, cmp.Or(known.dimensions, dimensions)
	case articles > 0:
		return nil, fmt.Errorf("%w: the database holds those of %s, the configuration names %s", ErrMismatch, fingerprint,
			known.fingerprint)
	}
	return g, nil
}

// sum is the checksum of a generation.
func (l *Library) sum(fingerprint string, dimensions int) [sha256.Size]byte {
	return sha256.Sum256(fmt.Appendf(nil, "%q %q %d", l.collection, fingerprint, dimensions))
}

// change runs a transaction on the generation, which it makes if it is not there, and keeps others from changing it or putting
// another one in its place meanwhile.
func (g *generation) change(ctx context.Context, do func(tx *sql.Tx, held *generation) error) error {
	var held generation
	err := g.db.Tx(ctx, func(tx *sql.Tx) (err error) {
		held = *g
		if held.id, err = g.hold(ctx, tx); err != nil {
			return err
		}
		return do(tx, &held)
	})
	if err != nil {
		return fmt.Errorf("storing vectors: %w", err)
	}
	*g = held
	return nil
}

// hold locks the generation's row, which it makes if it is not there.
func (g *generation) hold(ctx context.Context, tx *sql.Tx) (id int64, err error) {
	if id = g.id; id == 0 {
		if id, err = g.begin(ctx, tx); err != nil {
			return 0, err
		}
	}
	err = tx.QueryRowContext(ctx, `
		UPDATE generations SET touched = $1
		WHERE id = $2 AND fingerprint = $3 AND dimensions = $4 AND state <> 'old' RETURNING id`,
		time.Now().UnixMilli(), id, g.known.fingerprint, g.known.dimensions).Scan(&id)
	if errors.Is(err, sql.ErrNoRows) {
		err = errGone
	}
	return id, err
}

// begin makes the generation, unless another process just did, in the place of one that is damaged or has no articles.
func (g *generation) begin(ctx context.Context, tx *sql.Tx) (id int64, err error) {
	there, err := g.find(ctx, tx, g.state, g.known)
	if err != nil {
		return 0, err
	}
	if there.id != 0 {
		return there.id, nil
	}
	_, err = tx.ExecContext(ctx, `UPDATE generations SET state = 'old'
		WHERE collection = $1 AND state = $2 AND (state = 'current' OR fingerprint = $3)`, g.collection, g.state, g.known.fingerprint)
	if err != nil {
		return 0, err
	}
	sum := g.sum(g.known.fingerprint, g.known.dimensions)
	id = newID()
	_, err = tx.ExecContext(ctx, `INSERT INTO generations (id, collection, fingerprint, dimensions, sum, state, touched)
		VALUES ($1, $2, $3, $4, $5, $6, $7)`,
		id, g.collection, g.known.fingerprint, g.known.dimensions, sum[:], g.state, time.Now().UnixMilli())
	return id, err
}

// newID draws an id, so that none comes twice: somebody may still be about to remove what had it.
func newID() int64 { return 1 + rand.Int64N(math.MaxInt64) }
