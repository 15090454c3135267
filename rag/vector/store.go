package vector

import (
	"context"
	"encoding/gob"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"articlebot/corpus"
	"articlebot/rag"
)

// Store keeps the vectors of an embedder that costs time or money in a file, so that a restart makes no call. It is a
// cache: losing the file loses nothing but that time.
type Store struct {
	// Path is the file; its folder is made when the file is first written.
	Path string
}

// saved is the content of the file.
type saved struct {
	Fingerprint string
	// Vectors are by passage ID, which changes with the passage's text.
	Vectors map[string][]float32
}

// Vectors returns the vectors of passages in their order: those that are stored, and fresh ones for the rest, which it
// stores too. Vectors of another embedder give ErrMismatch; Rebuild replaces them.
func (s Store) Vectors(ctx context.Context, embedder rag.Embedder, passages []*corpus.Passage) ([][]float32, error) {
	old, err := s.load()
	if err != nil {
		return nil, err
	}
	if len(old.Vectors) > 0 && old.Fingerprint != embedder.Fingerprint() {
		return nil, fmt.Errorf("%w: %s holds those of %s, the configuration names %s", ErrMismatch, s.Path,
			old.Fingerprint, embedder.Fingerprint())
	}
	return s.complete(ctx, embedder, passages, old.Vectors)
}

// Rebuild embeds all passages anew and replaces what was stored.
func (s Store) Rebuild(ctx context.Context, embedder rag.Embedder, passages []*corpus.Passage) error {
	_, err := s.complete(ctx, embedder, passages, nil)
	return err
}

// complete embeds the passages that known lacks and stores them with it.
func (s Store) complete(ctx context.Context, embedder rag.Embedder, passages []*corpus.Passage, known map[string][]float32) ([][]float32, error) {
	vectors := make([][]float32, len(passages))
	var texts []string
	var missing []int
	for i, p := range passages {
		if vectors[i] = known[p.ID]; vectors[i] == nil {
			texts = append(texts, p.Searchable())
			missing = append(missing, i)
		}
	}
	if len(missing) == 0 {
		return vectors, nil
	}
	fresh, err := embedder.Embed(ctx, texts)
	if err != nil {
		return nil, fmt.Errorf("embedding %d passages: %w", len(texts), err)
	}
	all := make(map[string][]float32, len(known)+len(fresh))
	for id, vector := range known {
		all[id] = vector
	}
	for i, place := range missing {
		vectors[place] = fresh[i]
		all[passages[place].ID] = fresh[i]
	}
	return vectors, s.save(saved{Fingerprint: embedder.Fingerprint(), Vectors: all})
}

// load returns what the file holds, which is nothing when it is not there or cannot be read: then all is embedded anew.
func (s Store) load() (saved, error) {
	file, err := os.Open(s.Path)
	if errors.Is(err, fs.ErrNotExist) {
		return saved{}, nil
	}
	if err != nil {
		return saved{}, fmt.Errorf("opening the stored vectors: %w", err)
	}
	defer file.Close()
	var content saved
	if gob.NewDecoder(file).Decode(&content) != nil {
		return saved{}, nil
	}
	return content, nil
}

// save replaces the file as a whole: a crash leaves the old one or the new one.
func (s Store) save(content saved) (err error) {
	if err := os.MkdirAll(filepath.Dir(s.Path), 0o700); err != nil {
		return fmt.Errorf("making the data folder: %w", err)
	}
	file, err := os.CreateTemp(filepath.Dir(s.Path), ".vectors-*")
	if err != nil {
		return fmt.Errorf("storing the vectors: %w", err)
	}
	defer func() {
		if err != nil {
			_ = os.Remove(file.Name()) // the error that matters is returned
			err = fmt.Errorf("storing the vectors: %w", err)
		}
	}()
	if err := errors.Join(gob.NewEncoder(file).Encode(content), file.Sync(), file.Close()); err != nil {
		return err
	}
	return os.Rename(file.Name(), s.Path)
}
