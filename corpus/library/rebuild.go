package library

import (
	"context"
	"database/sql"
	"errors"

	"articlebot/corpus"
)

// Rebuild embeds all passages anew and then puts their vectors, all at once, in the place of the whole collection's, those of
// other articles and of another embedder included. Until then, and when it fails, what was stored stays in force. What an
// interrupted Rebuild by the same embedder had got is used, for a day.
func (l *Library) Rebuild(ctx context.Context, e Embedder, passages []*corpus.Passage) error {
	err := l.rebuild(ctx, e, passages)
	if !errors.Is(err, ErrMismatch) {
		return err
	}
	// The interrupted one's have another dimension: the model of that name is no longer the same.
	if err := l.discard(ctx, building, e.Fingerprint()); err != nil {
		return err
	}
	return l.rebuild(ctx, e, passages)
}

func (l *Library) rebuild(ctx context.Context, e Embedder, passages []*corpus.Passage) error {
	w, known := want(passages), newVectors(e)
	g, err := l.find(ctx, l.db.Pool(), building, known)
	if err != nil {
		return err
	}
	if _, err := g.load(ctx, w); err != nil {
		return err
	}
	err = fill(ctx, e, w, known, func(keys []key) error { return g.stage(ctx, w.rows(keys, known)) })
	if err != nil {
		return err
	}
	err = g.change(ctx, func(tx *sql.Tx, held *generation) error {
		if err := held.settle(ctx, tx, w.articles); err != nil {
			return err
		}
		if err := held.prune(ctx, tx, w); err != nil {
			return err
		}
		return held.promote(ctx, tx)
	})
	if err != nil {
		return err
	}
	return l.sweep(ctx)
}

// prune removes what an interrupted Rebuild left of articles that are no longer wanted.
func (g *generation) prune(ctx context.Context, tx *sql.Tx, w wanted) error {
	wanted := make(map[string]bool)
	for _, a := range w.articles {
		wanted[a.name] = true
	}
	var surplus []string
	err := each(ctx, tx, `SELECT DISTINCT article FROM passages WHERE generation = $1`, []any{g.id}, func(rows *sql.Rows) error {
		var name string
		err := rows.Scan(&name)
		if !wanted[name] {
			surplus = append(surplus, name)
		}
		return err
	})
	if err != nil {
		return err
	}
	for _, name := range surplus {
		for _, query := range []string{
			`DELETE FROM passages WHERE generation = $1 AND article = $2`, `DELETE FROM articles WHERE generation = $1 AND article = $2`,
		} {
			if _, err := tx.ExecContext(ctx, query, g.id, name); err != nil {
				return err
			}
		}
	}
	return nil
}

// promote makes the generation the current one.
func (g *generation) promote(ctx context.Context, tx *sql.Tx) error {
	_, err := tx.ExecContext(ctx, `UPDATE generations SET state = 'old' WHERE collection = $1 AND state = 'current' AND id <> $2`,
		g.collection, g.id)
	if err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, `UPDATE generations SET state = 'current' WHERE id = $1`, g.id)
	return err
}
