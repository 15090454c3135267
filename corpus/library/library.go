// Package library keeps the vectors of articles' passages in the database, so that a restart makes no call to the server
// that embeds them. It is told the passages, whose sources are read at every start, and returns their vectors: those that
// it has of the same text by the same embedder, and fresh ones for the rest. Losing what it keeps loses time only.
package library

import (
	"cmp"
	"context"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"

	"articlebot/corpus"
	"articlebot/internal/sqldb"
)

//go:embed migrations/*.sql
var migrations embed.FS

// ErrMismatch means that vectors were made by another embedder, or have another dimension, than the one in use.
var ErrMismatch = errors.New("the stored vectors do not fit the embedder")

// Embedder turns texts into vectors of one length, one for each text in order.
type Embedder interface {
	// Fingerprint names the model and all else that decides the vectors.
	Fingerprint() string
	Embed(ctx context.Context, texts []string) ([][]float32, error)
}

// Options says which articles a Library is for.
type Options struct {
	// Collection names them: "articles". Another one is kept apart, with an embedder of its own.
	Collection string
	// Log gets what an operator should know: vectors that were lost, or cannot be stored. nil discards it.
	Log *slog.Logger
}

// Library is a collection of articles in the database. Any number of goroutines may use it, and any number of processes
// may use one collection at the same time: what the last of them completes is in force.
type Library struct {
	db         *sqldb.DB
	collection string
	log        *slog.Logger
}

// New makes or updates the tables, clears away what nobody needs any more, and returns the Library; the caller closes the
// database after it.
func New(ctx context.Context, db *sqldb.DB, o Options) (*Library, error) {
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	l := &Library{db: db, collection: cmp.Or(o.Collection, "articles"), log: o.Log.With("component", "library")}
	files, err := fs.Sub(migrations, "migrations")
	if err != nil {
		return nil, fmt.Errorf("reading migrations: %w", err)
	}
	if err := db.Migrate(ctx, "library", files); err != nil {
		return nil, err
	}
	if err := l.sweep(ctx); err != nil {
		// It is in nobody's way, and a disk that is full is no reason to keep what can be read from being read.
		l.log.Warn("vectors that nobody needs any more are still stored", "error", err)
	}
	return l, nil
}

// Embed returns the vectors of passages, in their order, without a database.
func Embed(ctx context.Context, e Embedder, passages []*corpus.Passage) ([][]float32, error) {
	w, made := want(passages), newVectors(e)
	if err := fill(ctx, e, w, made, func([]key) error { return nil }); err != nil {
		return nil, err
	}
	return w.inOrder(made), nil
}
