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

// stored is what a generation has of some articles, besides the vectors.
type stored struct {
	// sums are those of the articles in force.
	sums map[string]string
	// damaged are the texts whose vectors are not what was stored.
	damaged map[key]bool
}

// load takes in the stored vectors of the articles that are wanted, reports what is lost of those in force, and returns the
// articles that are not there as they are wanted.
func (g *generation) load(ctx context.Context, w wanted) ([]article, error) {
	s := stored{sums: make(map[string]string), damaged: make(map[key]bool)}
	for part := range slices.Chunk(w.articles, articlesPerQuery) {
		if err := g.loadPart(ctx, part, s); err != nil {
			return nil, fmt.Errorf("reading the library: %w", err)
		}
	}
	if lost := s.lost(w, g.known); g.isDamaged || lost > 0 {
		g.log.Warn("stored vectors were damaged; they are not used but made anew", "passages", lost, "all", g.isDamaged)
	}
	return s.unlike(w, g.known), nil
}

// loadPart reads sums and vectors by one statement: between two, another process could put another state in force.
func (g *generation) loadPart(ctx context.Context, part []article, s stored) error {
	query, args := g.among(`SELECT name, text, vector, sum FROM (
			SELECT generation, article, article AS name, NULL AS text, NULL AS vector, sum FROM articles
			UNION ALL SELECT generation, article, NULL, text, vector, sum FROM passages) AS stored`, part)
	var name sql.NullString // of the article that a sum is of, and of no vector
	var text, blob, sum sql.RawBytes
	return each(ctx, g.db.Pool(), query, args, func(rows *sql.Rows) error {
		if err := rows.Scan(&name, &text, &blob, &sum); err != nil {
			return err
		}
		if name.Valid {
			s.sums[name.String] = string(sum)
			return nil
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

func (s stored) isInForce(a article) bool {
	sum := a.sum()
	return s.sums[a.name] == sumString(sum)
}

// lost counts the texts that are wanted, were stored and are not known.
func (s stored) lost(w wanted, known *vectors) int {
	lost := make(map[key]bool)
	for _, a := range w.articles {
		inForce := s.isInForce(a)
		for _, k := range a.keys {
			if known.byKey[k] == nil && (s.damaged[k] || inForce) {
				lost[k] = true
			}
		}
	}
	return len(lost)
}

// unlike returns the articles that are not in force as they are wanted, or lack vectors: whoever stores some of an article puts it
// in force afterwards, so that nothing of them is left where another process does the same.
func (s stored) unlike(w wanted, known *vectors) []article {
	isLacking := func(k key) bool { return known.byKey[k] == nil }
	var list []article
	for _, a := range w.articles {
		if !s.isInForce(a) || slices.ContainsFunc(a.keys, isLacking) {
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
