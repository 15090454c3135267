package main

import (
	"context"
	"errors"

	"articlebot/config"
	"articlebot/corpus"
	"articlebot/corpus/library"
	"articlebot/internal/sqldb"
)

// Collections of vectors in the database. Measuring on a set must not drop the articles' vectors.
const (
	ofArticles = "articles"
	ofSets     = "sets"
)

// embed returns the vectors of an embedding server, which are kept in the database; none for the built-in embedder, for which no
// database is opened, and none when the server fails, which is logged.
func (p *program) embed(ctx context.Context, collection string, passages []*corpus.Passage) (map[*corpus.Passage][]float32, error) {
	if p.config.Embeddings.Provider == config.Builtin {
		return nil, nil
	}
	list, err := p.embedStored(ctx, collection, passages)
	switch {
	case errors.Is(err, library.ErrMismatch) || ctx.Err() != nil:
		return nil, err
	case err != nil:
		p.log.Warn("searching by words alone, since the passages have no vectors", "error", err)
		return nil, nil
	}
	vectors := make(map[*corpus.Passage][]float32, len(passages))
	for i, passage := range passages {
		vectors[passage] = list[i]
	}
	return vectors, nil
}

// embedStored embeds what the database does not have. A database that cannot be used is logged, and then everything is embedded.
func (p *program) embedStored(ctx context.Context, collection string, passages []*corpus.Passage) ([][]float32, error) {
	db, err := p.openBeside(ctx)
	if err == nil {
		defer func() { _ = db.Close() }()
		var l *library.Library
		if l, err = library.New(ctx, db, library.Options{Collection: collection, Log: p.log}); err == nil {
			return l.Vectors(ctx, p.embedder, passages)
		}
	}
	if ctx.Err() != nil {
		return nil, err
	}
	p.log.Warn("the vectors are not stored, the next start makes them anew", "error", err)
	return library.Embed(ctx, p.embedder, passages)
}

// openBeside opens the database for as long as it takes to read and store vectors, also while a bot is at work on it.
func (p *program) openBeside(ctx context.Context) (*sqldb.DB, error) {
	return openDatabase(ctx, p.config, sqldb.Options{Memory: p.inMemory, Beside: true, Log: p.log})
}
