package vector

import "context"

// Embedder turns texts into unit vectors of one length, one for each text in order.
type Embedder interface {
	// Fingerprint names the model and all else that decides the vectors.
	Fingerprint() string
	// Dimensions is the length of the vectors, or 0 as long as it is not known.
	Dimensions() int
	Embed(ctx context.Context, texts []string) ([][]float32, error)
}
