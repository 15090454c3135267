package vector

import (
	"context"
	"hash/fnv"
	"math"

	"articlebot/rag/dict"
	"articlebot/rag/terms"
)

// hashingDimensions is the built-in embedder's number of features: enough for the vocabulary of an article.
const hashingDimensions = 384

const (
	// glossWeight is the weight of what a word means in the other language beside the word itself.
	glossWeight = 0.5
	// maxGlosses is how many translations of a word count: the first are the common senses.
	maxGlosses = 4
)

// Hashing is the built-in embedder: signed feature hashing (Weinberger et al., "Feature Hashing for Large Scale Multitask
// Learning", 2009) of the terms that the lexical leg uses, each by its rarity, and of the English glosses of Chinese words,
// which give both languages features in common. It knows no meaning beyond the dictionary's. Equal texts give equal
// vectors on every machine.
type Hashing struct {
	dict dict.Dictionary
}

// NewHashing returns the built-in embedder.
func NewHashing() Hashing { return Hashing{dict: dict.Open()} }

// Fingerprint names the embedder and the version of its features.
func (Hashing) Fingerprint() string { return "hashing-2/384" }

// Dimensions returns the length of the vectors.
func (Hashing) Dimensions() int { return hashingDimensions }

// Embed returns a unit vector for each text, or a zero vector for a text without terms. It never fails.
func (h Hashing) Embed(_ context.Context, texts []string) ([][]float32, error) {
	f := featurizer{dict: h.dict, glosses: make(map[string][]string), features: make(map[string]feature)}
	vectors := make([][]float32, len(texts))
	for i, text := range texts {
		vectors[i] = f.vector(text)
	}
	return vectors, nil
}

// featurizer makes vectors and remembers what it looked up for the texts before.
type featurizer struct {
	dict     dict.Dictionary
	glosses  map[string][]string
	features map[string]feature
}

// feature is the place of a term in a vector, and its rarity, with a sign.
type feature struct {
	slot   int
	weight float64
}

// vector counts the features of a text, damps repeats by the square root and weighs each by its rarity.
func (f featurizer) vector(text string) []float32 {
	counts := make(map[string]float64)
	var order []string // so that sums are the same in every run
	add := func(term string, n float64) {
		if counts[term] == 0 {
			order = append(order, term)
		}
		counts[term] += n
	}
	folded := terms.Fold(text)
	terms.Each(folded, func(term string) { add(term, 1) })
	terms.Tokens(folded, func(token terms.Token) {
		if token.Han {
			f.gloss(token.Text, func(term string) { add(term, glossWeight) })
		}
	})
	vector := make([]float32, hashingDimensions)
	for _, term := range order {
		feature := f.feature(term)
		vector[feature.slot] += float32(math.Sqrt(counts[term]) * feature.weight)
	}
	return unit(vector)
}

// gloss emits the terms of the English translations of the words of a run of Han.
func (f featurizer) gloss(run string, emit func(term string)) {
	for run != "" {
		word := run[:f.dict.LongestWord(run)]
		glosses, known := f.glosses[word]
		if !known {
			senses := f.dict.English(word)
			for _, sense := range senses[:min(maxGlosses, len(senses))] {
				terms.Each(sense.Text, func(term string) { glosses = append(glosses, term) })
			}
			f.glosses[word] = glosses
		}
		for _, term := range glosses {
			emit(term)
		}
		run = run[len(word):]
	}
}

// feature returns a term's place and sign, which do not depend on each other: collisions cancel out on average.
func (f featurizer) feature(term string) feature {
	if known, found := f.features[term]; found {
		return known
	}
	h := fnv.New64a()
	_, _ = h.Write([]byte(term)) // a hash's Write never fails
	sum := h.Sum64()
	made := feature{slot: int(sum % hashingDimensions), weight: f.dict.Rarity(term)}
	if sum>>63 == 1 {
		made.weight = -made.weight
	}
	f.features[term] = made
	return made
}

func unit(vector []float32) []float32 {
	var squares float64
	for _, v := range vector {
		squares += float64(v) * float64(v)
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
