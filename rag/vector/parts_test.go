package vector_test

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"testing"

	"articlebot/rag/vector"
)

// TestSearchOfManyPassages has more passages than one collection of chromem-go holds, many of them equally near, and
// compares with sorting them all.
func TestSearchOfManyPassages(t *testing.T) {
	const size, angles, k = 6000, 97, 150
	texts, vectors, order := make([]string, size), make([][]float32, size), make([]int, size)
	for i := range size {
		angle := float64(i*31%angles) / angles * math.Pi
		texts[i], order[i] = fmt.Sprint(i), i
		vectors[i] = []float32{float32(math.Cos(angle)), float32(math.Sin(angle))}
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(vectors[b][0], vectors[a][0]) })
	passages := passagesOf("a", texts...)
	x, err := vector.New(t.Context(), compass(), passages, vectors)
	if err != nil {
		t.Fatal(err)
	}
	hits, err := x.Search(t.Context(), "east", k)
	if err != nil || len(hits) != k {
		t.Fatalf("%d hits, error %v", len(hits), err)
	}
	for rank, hit := range hits {
		if want := passages[order[rank]]; hit.Passage != want {
			t.Errorf("rank %d has %s, want %s", rank+1, hit.Passage.ID, want.ID)
		}
	}
}
