package library

import (
	"context"
	"database/sql"
	"errors"

	"articlebot/corpus"
)

// Vectors returns the vectors of passages in their order: those that are stored, and fresh ones for the rest. What was stored
// of their articles is replaced, at once, when all vectors are there. Where the embedder fails, the old ones stay in force, and
// those that came before are kept for the next call. Other articles stay as they are.
//
// Stored vectors of another embedder give ErrMismatch before anything is embedded, those of another dimension before anything
// is stored; Rebuild replaces them. A vector that is not as it was stored is made anew, which is logged, and so is a database
// that cannot be read or written: neither is an error.
func (l *Library) Vectors(ctx context.Context, e Embedder, passages []*corpus.Passage) ([][]float32, error) {
	w, known := want(passages), newVectors(e)
	g, unlike, err := l.open(ctx, w, known)
	switch {
	case errors.Is(err, ErrMismatch) || ctx.Err() != nil:
		return nil, err
	case err != nil:
		l.log.Warn("the stored vectors cannot be read; all that are lacking are made anew, and not stored", "error", err)
	}
	isStoring := err == nil
	try := func(write func() error) {
		if !isStoring {
			return
		}
		if err := write(); err != nil {
			isStoring = false
			l.log.Warn("the vectors are not stored, the next start makes them anew", "error", err)
		}
	}
	err = fill(ctx, e, w, known, func(keys []key) error {
		try(func() error { return g.stage(ctx, w.rows(keys, known)) })
		return nil
	})
	if err != nil {
		return nil, err
	}
	if len(unlike) > 0 {
		try(func() error {
			return g.change(ctx, func(tx *sql.Tx, held *generation) error { return held.settle(ctx, tx, unlike) })
		})
	}
	return w.inOrder(known), nil
}

// open takes in what the current generation has of what is wanted, and returns the articles that are not there as they are wanted.
func (l *Library) open(ctx context.Context, w wanted, known *vectors) (*generation, []article, error) {
	g, err := l.find(ctx, l.db.Pool(), current, known)
	if err != nil {
		return nil, nil, err
	}
	unlike, err := g.load(ctx, w)
	return g, unlike, err
}
