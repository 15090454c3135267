package vector_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"sync"
	"testing"

	"articlebot/rag/vector"
)

func TestSearchFindsTheNearestFirst(t *testing.T) {
	x := newIndex(t, compass(), passagesOf("a", "north", "hill", "slope", "east", "west"))
	// North is at a right angle to east and west beyond it.
	if got, want := search(t, x, "east", 5), []string{"a#east", "a#slope", "a#hill"}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	hits, err := x.Search(t.Context(), "east", 5)
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []float64{1, 0.8, 0.6} {
		if got := hits[i].Score; got < want-1e-6 || got > want+1e-6 {
			t.Errorf("hit %d has the score %v, want the cosine %v", i, got, want)
		}
	}
}

func TestSearchReturnsAtMostK(t *testing.T) {
	x := newIndex(t, compass(), append(passagesOf("a", "slope", "hill"), passagesOf("b", "east")...))
	tests := []struct{ k, want int }{{-1, 0}, {0, 0}, {1, 1}, {2, 2}, {3, 3}, {100, 3}}
	for _, tt := range tests {
		if got := search(t, x, "east", tt.k); len(got) != tt.want {
			t.Errorf("k = %d: %v, want %d", tt.k, got, tt.want)
		}
	}
}

func TestSearchJoinsArticles(t *testing.T) {
	passages := append(passagesOf("a", "hill", "east"), passagesOf("b", "slope", "east rising")...)
	x := newIndex(t, compass(), passages)
	if got, want := search(t, x, "east", 3), []string{"a#east", "b#east rising", "b#slope"}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

// TestSearchBreaksTiesByOrder repeats, since chromem-go walks its documents in another order each time.
func TestSearchBreaksTiesByOrder(t *testing.T) {
	x := newIndex(t, compass(), passagesOf("a", "east 1", "east 2", "east 3", "east 4", "east 5", "east 6", "slope", "east 7"))
	for range 20 {
		if got, want := search(t, x, "east", 3), []string{"a#east 1", "a#east 2", "a#east 3"}; !slices.Equal(got, want) {
			t.Fatalf("got %v, want %v", got, want)
		}
	}
}

func TestSearchForNothing(t *testing.T) {
	passages := passagesOf("a", "east", "hill")
	if got := search(t, newIndex(t, compass(), passages), "nowhere", 5); len(got) != 0 {
		t.Errorf("a question without terms found %v", got)
	}
	if got := search(t, newIndex(t, compass(), nil), "east", 5); len(got) != 0 {
		t.Errorf("an empty index found %v", got)
	}
}

// TestFaultE3SearchPassesOverEmptyPassages has passages without terms, whose vectors have no direction.
func TestFaultE3SearchPassesOverEmptyPassages(t *testing.T) {
	passages := append(passagesOf("a", "nowhere", "nowhere again", "slope", "east"), passagesOf("b", "nowhere at all")...)
	x := newIndex(t, compass(), passages)
	for range 20 {
		if got := search(t, x, "east", 1); !slices.Equal(got, []string{"a#east"}) {
			t.Fatalf("got %v, want a#east", got)
		}
	}
	if got := search(t, x, "east", 9); len(got) != 2 {
		t.Errorf("got %v, want the two passages with a direction", got)
	}
}

func TestFaultE2NewRefusesOtherDimensions(t *testing.T) {
	passages := passagesOf("a", "east", "hill")
	for name, tt := range map[string]struct {
		vectors    [][]float32
		dimensions int
	}{
		"longer":          {[][]float32{{1, 0}, {0, 1, 0}}, 0},
		"shorter":         {[][]float32{{1}, {0, 1}}, 0},
		"missing":         {[][]float32{{1, 0}, nil}, 0},
		"all missing":     {[][]float32{nil, nil}, 0},
		"fewer":           {[][]float32{{1, 0}}, 0},
		"than embedder's": {[][]float32{{1, 0}, {0, 1}}, 3},
	} {
		embedder := compass()
		embedder.dimensions = tt.dimensions
		if _, err := vector.New(t.Context(), embedder, passages, tt.vectors); !errors.Is(err, vector.ErrMismatch) {
			t.Errorf("%s: got %v, want ErrMismatch", name, err)
		}
	}
}

// TestNewTakesTheLengthOfTheVectors has an embedder that does not know its dimensions before the first call.
func TestNewTakesTheLengthOfTheVectors(t *testing.T) {
	embedder := compass()
	embedder.dimensions = 0
	x, err := vector.New(t.Context(), embedder, passagesOf("a", "east", "hill"), [][]float32{{1, 0}, {0.6, 0.8}})
	if err != nil {
		t.Fatal(err)
	}
	if got, want := search(t, x, "east", 1), []string{"a#east"}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestFaultE2SearchRefusesOtherDimensions(t *testing.T) {
	embedder := compass()
	x := newIndex(t, embedder, passagesOf("a", "east", "nowhere"))
	embedder.axes["north"], embedder.axes["nowhere"] = []float32{0, 1, 0}, []float32{0, 0, 0}
	for _, query := range []string{"north", "nowhere"} {
		_, err := x.Search(t.Context(), query, 1)
		if !errors.Is(err, vector.ErrMismatch) || !strings.Contains(err.Error(), "3 dimensions") ||
			!strings.Contains(err.Error(), "have 2") {
			t.Errorf("%s: got %v, want ErrMismatch with 3 and 2", query, err)
		}
	}
}

func TestSearchReportsTheEmbedder(t *testing.T) {
	embedder := compass()
	x := newIndex(t, embedder, passagesOf("a", "east"))
	embedder.err = errors.New("out of order")
	if _, err := x.Search(t.Context(), "east", 1); !errors.Is(err, embedder.err) {
		t.Errorf("got %v, want the embedder's error", err)
	}
}

func TestSearchFromManyGoroutines(t *testing.T) {
	passages := passagesOf("a", "apples and pears", "pears and plums", "plums and cherries")
	x := newIndex(t, vector.NewHashing(), passages)
	var group sync.WaitGroup
	for range 16 {
		group.Go(func() {
			hits, err := x.Search(t.Context(), "cherries", 1)
			if err != nil || len(hits) != 1 || hits[0].Passage != passages[2] {
				t.Errorf("got %v, error %v", hits, err)
			}
		})
	}
	group.Wait()
}

func TestName(t *testing.T) {
	if got := newIndex(t, compass(), nil).Name(); got != "vector" {
		t.Errorf("Name() = %q", got)
	}
}

// A search whose asker has gone away ends in the middle.
func TestSearchThatIsCutShort(t *testing.T) {
	x := newIndex(t, compass(), passagesOf("a", "north", "hill", "slope", "east", "west"))
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if hits, err := x.Search(ctx, "east", 2); !errors.Is(err, context.Canceled) {
		t.Errorf("it found %d, %v", len(hits), err)
	}
}
