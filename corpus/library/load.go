package library

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// articlesPerQuery bounds the parameters of a statement.
const articlesPerQuery = 500

// state is what a generation has of some articles.
type state struct {
	// sums are those of the articles in force.
	sums map[string]string
	// damaged are the texts whose vectors are not what was stored.
	damaged map[key]bool
}

// load takes in the stored vectors of the articles that are wanted, and reports what is lost of those in force.
func (g *generation) load(ctx context.Context, w wanted) (state, error) {
	s := state{sums: make(map[string]string), damaged: make(map[key]bool)}
	for part := range slices.Chunk(w.articles, articlesPerQuery) {
		if err := g.loadSums(ctx, part, s); err != nil {
			return s, fmt.Errorf("reading the library: %w", err)
		}
		if err := g.loadVectors(ctx, part, s); err != nil {
			return s, fmt.Errorf("reading the library: %w", err)
		}
	}
	if lost := s.lost(w, g.known); g.isDamaged || lost > 0 {
		g.log.Warn("stored vectors were damaged; they are not used but made anew", "passages", lost, "all", g.isDamaged)
	}
	return s, nil
}

func (g *generation) loadSums(ctx context.Context, part []article, s state) error {
	query, args := g.among(`SELECT article, sum FROM articles`, part)
	return each(ctx, g.db.Pool(), query, args, func(rows *sql.Rows) error {
		var name string
		var sum []byte
		err := rows.Scan(&name, &sum)
		s.sums[name] = string(sum)
		return err
	})
}

func (g *generation) loadVectors(ctx context.Context, part []article, s state) error {
	query, args := g.among(`SELECT text, vector, sum FROM passages`, part)
	var text, blob, sum sql.RawBytes
	return each(ctx, g.db.Pool(), query, args, func(rows *sql.Rows) error {
		if err := rows.Scan(&text, &blob, &sum); err != nil {
			return err
		}
		vector, ok := decode(g.known.fingerprint, text, blob, sum)
		if ok {
			g.known.byKey[key(text)] = vector
		} else if len(text) == len(key{}) {
			s.damaged[key(text)] = true
		}
		return nil
	})
}

// lost counts the texts that are wanted, were stored and are not known.
func (s state) lost(w wanted, known *vectors) int {
	lost := make(map[key]bool)
	for _, a := range w.articles {
		sum := a.sum()
		for _, k := range a.keys {
			if known.byKey[k] == nil && (s.damaged[k] || s.sums[a.name] == sumString(sum)) {
				lost[k] = true
			}
		}
	}
	return len(lost)
}

// changed returns the articles that are not in force as they are wanted.
func (s state) changed(w wanted) []article {
	var list []article
	for _, a := range w.articles {
		if sum := a.sum(); s.sums[a.name] != sumString(sum) {
			list = append(list, a)
		}
	}
	return list
}

// among adds to a query that it is about some articles of the generation.
func (g *generation) among(query string, part []article) (full string, args []any) {
	args = []any{g.id}
	var marks []string
	for _, a := range part {
		args = append(args, a.name)
		marks = append(marks, fmt.Sprintf("$%d", len(args)))
	}
	return query + " WHERE generation = $1 AND article IN (" + strings.Join(marks, ", ") + ")", args
}

// reader is a pool or a transaction.
type reader interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

// each calls scan for every row of a query.
func each(ctx context.Context, from reader, query string, args []any, scan func(*sql.Rows) error) error {
	rows, err := from.QueryContext(ctx, query, args...)
	if err != nil {
		return err
	}
	for rows.Next() {
		if err := scan(rows); err != nil {
			return errors.Join(err, rows.Close())
		}
	}
	return errors.Join(rows.Err(), rows.Close())
}
