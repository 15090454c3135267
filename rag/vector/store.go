package vector

import (
	"context"
	"crypto/sha256"
	"fmt"
	"log/slog"

	"articlebot/corpus"
)

// slice is how many texts are embedded at a time: as many as a failure costs at most.
const slice = 64

// Store keeps the vectors of an embedder that costs time or money in a file, so that a restart makes no call. It is a
// cache: losing the file loses nothing but that time.
type Store struct {
	// Path is the file; its folder is made when the file is first written.
	Path string
	// Logger is told of a file that cannot be used; nil discards.
	Logger *slog.Logger
}

// key is the hash of a text that was embedded.
type key [sha256.Size]byte

func keyOf(p *corpus.Passage) key { return sha256.Sum256([]byte(p.Searchable())) }

// Vectors returns the vectors of passages in their order: those that are stored, and fresh ones for the rest. These it
// stores, even if the embedder fails after them, and drops the vectors of all other passages. A file that cannot be read
// or written is logged and no error. Vectors of another embedder give ErrMismatch; Rebuild replaces them.
func (s Store) Vectors(ctx context.Context, embedder Embedder, passages []*corpus.Passage) ([][]float32, error) {
	old, err := s.load()
	if err != nil {
		s.warn("stored vectors are of no use, all are made anew", err)
	}
	if len(old.Vectors) > 0 && old.Fingerprint != embedder.Fingerprint() {
		return nil, fmt.Errorf("%w: %s holds those of %s, the configuration names %s", ErrMismatch, s.Path,
			old.Fingerprint, embedder.Fingerprint())
	}
	used := make(map[key][]float32)
	for _, p := range passages {
		if vector := old.Vectors[keyOf(p)]; vector != nil {
			used[keyOf(p)] = vector
		}
	}
	stored := len(used)
	failure := complete(ctx, embedder, passages, used)
	if len(used) > stored {
		s.cache(embedder, used)
	}
	if failure != nil {
		return nil, failure
	}
	vectors := make([][]float32, len(passages))
	for i, p := range passages {
		vectors[i] = used[keyOf(p)]
	}
	return vectors, nil
}

// Rebuild embeds all passages anew and replaces what was stored. Where the embedder fails, the vectors that came before
// are stored beside the old ones of the same embedder.
func (s Store) Rebuild(ctx context.Context, embedder Embedder, passages []*corpus.Passage) error {
	vectors := make(map[key][]float32)
	failure := complete(ctx, embedder, passages, vectors)
	if failure == nil {
		return s.save(saved{embedder.Fingerprint(), vectors})
	}
	if len(vectors) == 0 {
		return failure
	}
	if old, err := s.load(); err == nil && old.Fingerprint == embedder.Fingerprint() {
		for k, vector := range old.Vectors {
			if vectors[k] == nil {
				vectors[k] = vector
			}
		}
	}
	s.cache(embedder, vectors)
	return failure
}

// complete adds the vectors that known lacks of passages, a text that comes twice being embedded once. Where the embedder
// fails, known has those that came.
func complete(ctx context.Context, embedder Embedder, passages []*corpus.Passage, known map[key][]float32) error {
	var texts []string
	var keys []key
	queued := make(map[key]bool)
	for _, p := range passages {
		if k := keyOf(p); known[k] == nil && !queued[k] {
			queued[k] = true
			texts, keys = append(texts, p.Searchable()), append(keys, k)
		}
	}
	for from := 0; from < len(texts); from += slice {
		to := min(from+slice, len(texts))
		vectors, err := embedder.Embed(ctx, texts[from:to])
		if err != nil {
			return fmt.Errorf("embedding passages %d to %d of %d: %w", from+1, to, len(texts), err)
		}
		for i, vector := range vectors {
			known[keys[from+i]] = vector
		}
	}
	return nil
}

// cache stores vectors if it can.
func (s Store) cache(embedder Embedder, vectors map[key][]float32) {
	if err := s.save(saved{embedder.Fingerprint(), vectors}); err != nil {
		s.warn("the vectors are not stored, the next start makes them anew", err)
	}
}

func (s Store) warn(message string, err error) {
	if s.Logger != nil {
		s.Logger.With("component", "vector").Warn(message, "file", s.Path, "error", err)
	}
}
