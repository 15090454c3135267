package library

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"
)

// rowsPerInsert is how many rows one statement adds.
const rowsPerInsert = 50

// stage stores vectors of articles that are not complete yet, so that an interruption does not lose them.
func (g *generation) stage(ctx context.Context, rows []row) error {
	return g.change(ctx, func(tx *sql.Tx, held *generation) error { return held.insert(ctx, tx, rows) })
}

// settle puts articles in force: whatever other processes did meanwhile, the rows of each are those of its texts.
func (g *generation) settle(ctx context.Context, tx *sql.Tx, articles []article) error {
	for part := range slices.Chunk(articles, articlesPerQuery) {
		surplus, err := g.present(ctx, tx, part)
		if err != nil {
			return err
		}
		var lacking []row
		for _, a := range part {
			for _, k := range a.keys {
				at := place{a.name, k}
				if !surplus[at] {
					lacking = append(lacking, row{place: at, vector: g.known.byKey[k]})
				}
				delete(surplus, at)
			}
		}
		if err := g.insert(ctx, tx, lacking); err != nil {
			return err
		}
		if err := g.remove(ctx, tx, surplus); err != nil {
			return err
		}
		if err := g.enforce(ctx, tx, part); err != nil {
			return err
		}
	}
	return nil
}

// present returns where there are rows of some articles.
func (g *generation) present(ctx context.Context, tx *sql.Tx, part []article) (map[place]bool, error) {
	there := make(map[place]bool)
	query, args := g.among(`SELECT article, text FROM passages`, part)
	err := each(ctx, tx, query, args, func(rows *sql.Rows) error {
		var name string
		var text []byte
		if err := rows.Scan(&name, &text); err != nil {
			return err
		}
		if len(text) == len(key{}) {
			there[place{name, key(text)}] = true
		}
		return nil
	})
	return there, err
}

// insert adds rows and replaces those that are there.
func (g *generation) insert(ctx context.Context, tx *sql.Tx, rows []row) error {
	for part := range slices.Chunk(rows, rowsPerInsert) {
		args := []any{g.id}
		for _, r := range part {
			blob, sum := encode(g.known.fingerprint, r.text, r.vector)
			args = append(args, r.article, r.text[:], blob, sum[:])
		}
		_, err := tx.ExecContext(ctx, `INSERT INTO passages (generation, article, text, vector, sum) VALUES `+tuples(len(part), 4)+`
			ON CONFLICT (generation, article, text) DO UPDATE SET vector = excluded.vector, sum = excluded.sum`, args...)
		if err != nil {
			return err
		}
	}
	return nil
}

func (g *generation) remove(ctx context.Context, tx *sql.Tx, places map[place]bool) error {
	for at := range places {
		_, err := tx.ExecContext(ctx, `DELETE FROM passages WHERE generation = $1 AND article = $2 AND text = $3`,
			g.id, at.article, at.text[:])
		if err != nil {
			return err
		}
	}
	return nil
}

// enforce notes that articles are complete.
func (g *generation) enforce(ctx context.Context, tx *sql.Tx, part []article) error {
	args := []any{g.id}
	for _, a := range part {
		sum := a.sum()
		args = append(args, a.name, sum[:])
	}
	_, err := tx.ExecContext(ctx, `INSERT INTO articles (generation, article, sum) VALUES `+tuples(len(part), 2)+`
		ON CONFLICT (generation, article) DO UPDATE SET sum = excluded.sum`, args...)
	return err
}

// tuples returns placeholders for n rows, of the generation, which is $1, and so many columns more.
func tuples(n, columns int) string {
	var text strings.Builder
	for i := range n {
		if i > 0 {
			text.WriteString(", ")
		}
		text.WriteString("($1")
		for c := range columns {
			fmt.Fprintf(&text, ", $%d", 2+i*columns+c)
		}
		text.WriteString(")")
	}
	return text.String()
}
