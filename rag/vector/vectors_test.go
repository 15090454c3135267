package vector_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"articlebot/corpus"
	"articlebot/rag/vector"
)

// passagesOf makes a passage of each text, all of one article; a passage's ID is the article's and its text.
func passagesOf(article string, texts ...string) []*corpus.Passage {
	passages := make([]*corpus.Passage, len(texts))
	for i, text := range texts {
		passages[i] = &corpus.Passage{
			ID: article + "#" + text, ArticleID: article, Lang: corpus.English, Title: "-", Paragraph: i + 1,
			Sentences: []string{text},
		}
	}
	return passages
}

// fakeEmbedder looks vectors up: a text's is that of the one word of axes that it contains.
type fakeEmbedder struct {
	name       string
	dimensions int
	axes       map[string][]float32
	// err is what every call gives.
	err error
}

func (f *fakeEmbedder) Fingerprint() string { return f.name }

func (f *fakeEmbedder) Dimensions() int { return f.dimensions }

func (f *fakeEmbedder) Embed(_ context.Context, texts []string) ([][]float32, error) {
	if f.err != nil {
		return nil, f.err
	}
	vectors := make([][]float32, len(texts))
	for i, text := range texts {
		for word, axis := range f.axes {
			if strings.Contains(text, word) {
				vectors[i] = axis
			}
		}
		if vectors[i] == nil {
			return nil, errors.New("a text that the test did not expect: " + text)
		}
	}
	return vectors, nil
}

// compass embeds texts that name a direction.
func compass() *fakeEmbedder {
	return &fakeEmbedder{name: "compass", dimensions: 2, axes: map[string][]float32{
		"east": {1, 0}, "slope": {0.8, 0.6}, "hill": {0.6, 0.8}, "north": {0, 1}, "west": {-1, 0}, "nowhere": {0, 0},
	}}
}

// embedded returns the vectors of passages.
func embedded(t *testing.T, e vector.Embedder, passages []*corpus.Passage) [][]float32 {
	t.Helper()
	texts := make([]string, len(passages))
	for i, p := range passages {
		texts[i] = p.Searchable()
	}
	vectors, err := e.Embed(t.Context(), texts)
	if err != nil {
		t.Fatal(err)
	}
	return vectors
}

func newIndex(t *testing.T, e vector.Embedder, passages []*corpus.Passage) *vector.Index {
	t.Helper()
	x, err := vector.New(t.Context(), e, passages, embedded(t, e, passages))
	if err != nil {
		t.Fatal(err)
	}
	return x
}

// search returns the IDs of the hits.
func search(t *testing.T, x *vector.Index, query string, k int) []string {
	t.Helper()
	hits, err := x.Search(t.Context(), query, k)
	if err != nil {
		t.Fatalf("Search(%q, %d): %v", query, k, err)
	}
	ids := []string{}
	for _, hit := range hits {
		ids = append(ids, hit.Passage.ID)
	}
	return ids
}
