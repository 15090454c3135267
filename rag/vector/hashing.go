package vector

import (
	"context"
	"hash/fnv"
	"math"

	"articlebot/rag/terms"
)

// hashingDimensions is the built-in embedder's number of features: enough for the vocabulary of an article.
const hashingDimensions = 384

// Hashing is the built-in embedder: signed feature hashing (Weinberger et al., "Feature Hashing for Large Scale Multitask
// Learning", 2009) of the terms that the lexical leg uses. It knows no meaning: texts are near when they share terms.
// Equal texts give equal vectors on every machine.
type Hashing struct{}

// Fingerprint names the embedder and the version of its features.
func (Hashing) Fingerprint() string { return "hashing-1/384" }

// Dimensions returns the length of the vectors.
func (Hashing) Dimensions() int { return hashingDimensions }

// Embed returns a unit vector for each text, or a zero vector for a text without terms. It never fails.
func (Hashing) Embed(_ context.Context, texts []string) ([][]float32, error) {
	vectors := make([][]float32, len(texts))
	for i, text := range texts {
		vectors[i] = hashed(text)
	}
	return vectors, nil
}

func hashed(text string) []float32 {
	vector := make([]float32, hashingDimensions)
	terms.Each(terms.Fold(text), func(term string) {
		h := fnv.New64a()
		_, _ = h.Write([]byte(term)) // a hash's Write never fails
		sum := h.Sum64()
		// The top bit, which the slot does not depend on, gives the sign: collisions cancel out on average.
		sign := float32(1)
		if sum>>63 == 1 {
			sign = -1
		}
		vector[sum%hashingDimensions] += sign
	})
	return normalized(vector)
}

// normalized damps repeated terms by the square root and scales the vector to length 1.
func normalized(vector []float32) []float32 {
	var squares float64
	for i, v := range vector {
		damped := math.Copysign(math.Sqrt(math.Abs(float64(v))), float64(v))
		vector[i] = float32(damped)
		squares += damped * damped
	}
	if squares == 0 {
		return vector
	}
	scale := float32(1 / math.Sqrt(squares))
	for i := range vector {
		vector[i] *= scale
	}
	return vector
}
