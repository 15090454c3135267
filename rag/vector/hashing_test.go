package vector_test

import (
	"math"
	"slices"
	"strings"
	"testing"

	"articlebot/rag/vector"
)

// hash returns the built-in embedder's vector of one text.
func hash(t *testing.T, text string) []float32 {
	t.Helper()
	vectors, err := vector.NewHashing().Embed(t.Context(), []string{text})
	if err != nil || len(vectors) != 1 {
		t.Fatalf("Embed(%q) = %d vectors, error %v", text, len(vectors), err)
	}
	return vectors[0]
}

func dot(a, b []float32) float64 {
	var sum float64
	for i := range a {
		sum += float64(a[i]) * float64(b[i])
	}
	return sum
}

func TestHashingKeepsTheOrder(t *testing.T) {
	texts := []string{"apples", "磨坊", "apples"}
	vectors, err := vector.NewHashing().Embed(t.Context(), texts)
	if err != nil {
		t.Fatal(err)
	}
	for i, text := range texts {
		if !slices.Equal(vectors[i], hash(t, text)) {
			t.Errorf("the vector of %q depends on its neighbours", text)
		}
	}
	if none, err := (vector.NewHashing()).Embed(t.Context(), nil); err != nil || len(none) != 0 {
		t.Errorf("no texts gave %d vectors, error %v", len(none), err)
	}
}

func TestHashingFolds(t *testing.T) {
	if !slices.Equal(hash(t, "ＯｐｅｎＡＩ released models"), hash(t, "openai releases a model")) {
		t.Error("spellings of the same terms have different vectors")
	}
}

func TestHashingOfNothing(t *testing.T) {
	for _, text := range []string{"", "!?", "the and of"} {
		if slices.ContainsFunc(hash(t, text), func(v float32) bool { return v != 0 }) {
			t.Errorf("the vector of %q is not zero", text)
		}
	}
}

func TestHashingPutsSimilarTextsNearer(t *testing.T) {
	for _, tt := range []struct{ text, near, far string }{
		{"Google bought the lab in 2014.", "When was the lab bought by Google?", "The chip runs hot under load."},
		{"谷歌在2014年收购了这家公司。", "哪年谷歌收购了它？", "芯片在高负载下发热。"},
	} {
		near, far := dot(hash(t, tt.text), hash(t, tt.near)), dot(hash(t, tt.text), hash(t, tt.far))
		if near <= far {
			t.Errorf("%q: %q is at %v, %q at %v", tt.text, tt.near, near, tt.far, far)
		}
	}
}

func TestHashingFingerprint(t *testing.T) {
	if got := (vector.NewHashing()).Fingerprint(); !strings.HasPrefix(got, "hashing") {
		t.Errorf("Fingerprint() = %q", got)
	}
}

// FuzzHashing holds that a vector has the promised length, is of length 1 or zero, and is the same each time.
func FuzzHashing(f *testing.F) {
	for _, seed := range []string{"", "apples apples", "开源和闭源", "\xff", "a b c d"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		v := hash(t, text)
		if len(v) != (vector.NewHashing()).Dimensions() {
			t.Errorf("%d components", len(v))
		}
		if length := math.Sqrt(dot(v, v)); length != 0 && math.Abs(length-1) > 1e-5 {
			t.Errorf("the vector of %q is %v long", text, length)
		}
		if !slices.Equal(v, hash(t, text)) {
			t.Errorf("the vector of %q differs from time to time", text)
		}
	})
}
