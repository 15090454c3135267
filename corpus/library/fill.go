package library

import (
	"context"
	"errors"
	"fmt"
)

// slice is how many texts are embedded before they are stored: as many as a crash costs at most.
const slice = 64

// errUnusable means an embedder that does not give what it was asked for.
var errUnusable = errors.New("the embedder's answer is of no use")

// vectors are those known of some texts.
type vectors struct {
	fingerprint string
	// dimensions is the length of every vector, 0 as long as it is not known.
	dimensions int
	byKey      map[key][]float32
}

func newVectors(e Embedder) *vectors {
	return &vectors{fingerprint: e.Fingerprint(), byKey: make(map[key][]float32)}
}

// fits holds a vector's length against that of the others.
func (v *vectors) fits(vector []float32) error {
	if v.dimensions == 0 || v.dimensions == len(vector) {
		return nil
	}
	return fmt.Errorf("%w: they have %d dimensions, %s makes %d", ErrMismatch, v.dimensions, v.fingerprint, len(vector))
}

// fill adds the vectors that known lacks, a text that comes twice being embedded once, and has every slice of them kept. Where
// the embedder fails, known has those that came before.
func fill(ctx context.Context, e Embedder, w wanted, known *vectors, keep func([]key) error) error {
	var missing []key
	for _, k := range w.order {
		if known.byKey[k] == nil {
			missing = append(missing, k)
		}
	}
	for from := 0; from < len(missing); from += slice {
		part := missing[from:min(from+slice, len(missing))]
		if err := embedPart(ctx, e, w, known, part); err != nil {
			return fmt.Errorf("embedding passages %d to %d of %d: %w", from+1, from+len(part), len(missing), err)
		}
		if err := keep(part); err != nil {
			return err
		}
	}
	return nil
}

// embedPart embeds some texts and takes in all of their vectors, or none.
func embedPart(ctx context.Context, e Embedder, w wanted, known *vectors, part []key) error {
	texts := make([]string, len(part))
	for i, k := range part {
		texts[i] = w.texts[k]
	}
	made, err := e.Embed(ctx, texts)
	if err != nil {
		return err
	}
	if len(made) != len(texts) {
		return fmt.Errorf("%w: %d vectors for %d texts", errUnusable, len(made), len(texts))
	}
	for i, vector := range made {
		if !usable(vector) {
			return fmt.Errorf("%w: a vector has no direction: it is empty, zero or not finite", errUnusable)
		}
		if len(vector) != len(made[0]) {
			return fmt.Errorf("%w: vectors of %d and of %d dimensions", errUnusable, len(made[0]), len(made[i]))
		}
	}
	if err := known.fits(made[0]); err != nil {
		return err
	}
	known.dimensions = len(made[0])
	for i, vector := range made {
		known.byKey[part[i]] = vector
	}
	return nil
}
