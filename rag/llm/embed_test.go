package llm_test

import (
	"encoding/json"
	"math"
	"net/http"
	"reflect"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"articlebot/rag/llm"
	"articlebot/rag/vector"
)

// The index of vectors takes this embedder.
var _ vector.Embedder = (*llm.Embedder)(nil)

// vectors is an answer with the given vectors, numbered as they stand.
func vectors(vs ...[]float64) reply {
	type item struct {
		Index     int       `json:"index"`
		Embedding []float64 `json:"embedding"`
	}
	answer := struct {
		Data []item `json:"data"`
	}{}
	for i, v := range vs {
		answer.Data = append(answer.Data, item{i, v})
	}
	body, _ := json.Marshal(answer)
	return says(string(body))
}

func newEmbedder(t *testing.T, f http.RoundTripper, edit ...func(*llm.EmbedOptions)) *llm.Embedder {
	t.Helper()
	o := llm.EmbedOptions{BaseURL: "http://model.test/v1", APIKey: canary, Model: "bge-m3", Transport: f}
	for _, e := range edit {
		e(&o)
	}
	e, err := llm.NewEmbedder(o)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func TestEmbed(t *testing.T) {
	f := &fake{replies: []reply{
		says(`{"data":[{"index":1,"embedding":[0,5]},{"index":0,"embedding":[3,4]}]}`), vectors([]float64{-2, 0}),
	}}
	e, err := llm.NewEmbedder(llm.EmbedOptions{BaseURL: serve(t, f), APIKey: canary, Model: "bge-m3", Batch: 2})
	if err != nil {
		t.Fatal(err)
	}
	if e.Dimensions() != 0 {
		t.Errorf("dimensions = %d before the first answer", e.Dimensions())
	}
	before := e.Fingerprint()
	got, err := e.Embed(t.Context(), []string{"a", "b", "c"})
	if want := [][]float32{{0.6, 0.8}, {0, 1}, {-1, 0}}; err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("vectors = %v, %v, want %v", got, err, want)
	}
	if e.Dimensions() != 2 || e.Fingerprint() != before || before != "endpoint:bge-m3:auto" {
		t.Errorf("dimensions = %d, fingerprint = %q", e.Dimensions(), e.Fingerprint())
	}
	if f.requests[0].path != "/v1/embeddings" || f.requests[0].header.Get("Authorization") != "Bearer "+canary {
		t.Errorf("request = %+v", f.requests[0])
	}
	want := map[string]any{"model": "bge-m3", "input": []any{"a", "b"}}
	if !reflect.DeepEqual(f.requests[0].body, want) || len(f.requests) != 2 {
		t.Errorf("%d requests, the first %v, want %v", len(f.requests), f.requests[0].body, want)
	}
}

func TestEmbedNothing(t *testing.T) {
	f := &fake{}
	if got, err := newEmbedder(t, f).Embed(t.Context(), nil); err != nil || len(got) != 0 {
		t.Errorf("got %v, %v", got, err)
	}
}

func TestFaultE5BatchesOfTen(t *testing.T) {
	ten := make([][]float64, 10)
	for i := range ten {
		ten[i] = []float64{1, float64(i)}
	}
	f := &fake{replies: []reply{vectors(ten...), vectors(ten...), vectors(ten[:3]...)}}
	got, err := newEmbedder(t, f).Embed(t.Context(), make([]string, 23))
	if err != nil || len(got) != 23 || len(f.requests) != 3 {
		t.Fatalf("%d vectors after %d requests, %v", len(got), len(f.requests), err)
	}
	for i, v := range got {
		if norm := math.Hypot(float64(v[0]), float64(v[1])); math.Abs(norm-1) > 1e-6 {
			t.Errorf("vector %d has length %v", i, norm)
		}
		if ratio := v[1] / v[0]; math.Abs(float64(ratio)-float64(i%10)) > 1e-5 {
			t.Errorf("vector %d is %v", i, v)
		}
	}
}

func TestFaultE3FixedDimensions(t *testing.T) {
	f := &fake{replies: []reply{vectors([]float64{1, 0, 0})}}
	e := newEmbedder(t, f, func(o *llm.EmbedOptions) { o.Dimensions = 4 })
	_, err := e.Embed(t.Context(), []string{"a"})
	if failed := wantError(t, err, llm.KindProtocol); !strings.Contains(failed.Message, "3 dimensions instead of 4") {
		t.Errorf("message = %q", failed.Message)
	}
	if e.Dimensions() != 4 || e.Fingerprint() != "endpoint:bge-m3:4" || f.requests[0].body["dimensions"] != 4.0 {
		t.Errorf("dimensions = %d, fingerprint = %q, sent %v", e.Dimensions(), e.Fingerprint(), f.requests[0].body)
	}
}

func TestFaultE3OtherDimensionsLater(t *testing.T) {
	f := &fake{replies: []reply{vectors([]float64{1, 0}), vectors([]float64{1, 0, 0})}}
	e := newEmbedder(t, f)
	if _, err := e.Embed(t.Context(), []string{"a"}); err != nil {
		t.Fatal(err)
	}
	_, err := e.Embed(t.Context(), []string{"b"})
	wantError(t, err, llm.KindProtocol)
	if e.Dimensions() != 2 {
		t.Errorf("dimensions = %d", e.Dimensions())
	}
}

// TestFaultE3BadVectors asks for two vectors and gets none that could be stored.
func TestFaultE3BadVectors(t *testing.T) {
	tests := map[string]struct{ body, says string }{
		"fewer":          {`{"data":[{"index":0,"embedding":[1,0]}]}`, "1 vectors for 2 texts"},
		"more":           {`{"data":[{"embedding":[1]},{"index":1,"embedding":[1]},{"index":2,"embedding":[1]}]}`, "3 vectors for 2 texts"},
		"none":           {`{"data":[]}`, "0 vectors"},
		"same index":     {`{"data":[{"index":0,"embedding":[1,0]},{"index":0,"embedding":[0,1]}]}`, "numbered wrongly"},
		"index too high": {`{"data":[{"index":1,"embedding":[1,0]},{"index":2,"embedding":[0,1]}]}`, "numbered wrongly"},
		"negative index": {`{"data":[{"index":-1,"embedding":[1,0]},{"index":1,"embedding":[0,1]}]}`, "numbered wrongly"},
		"no index":       {`{"data":[{"embedding":[1,0]},{"embedding":[0,1]}]}`, "batch size of 1"},
		"empty":          {`{"data":[{"index":0,"embedding":[]},{"index":1,"embedding":[0,1]}]}`, "empty"},
		"lengths differ": {`{"data":[{"index":0,"embedding":[1]},{"index":1,"embedding":[0,1]}]}`, "of 1 and of 2"},
		"zero":           {`{"data":[{"index":0,"embedding":[1,0]},{"index":1,"embedding":[0,0]}]}`, "no direction"},
		"null for NaN":   {`{"data":[{"index":0,"embedding":[1,null]},{"index":1,"embedding":[0,1]}]}`, "no numbers"},
		"NaN":            {`{"data":[{"index":0,"embedding":[1,NaN]},{"index":1,"embedding":[0,1]}]}`, "no JSON"},
		"too large":      {`{"data":[{"index":0,"embedding":[1,1e99]},{"index":1,"embedding":[0,1]}]}`, "another shape"},
		"HTML":           {`<html>`, "HTML page"},
		"nothing":        {"", "nothing"},
		"array":          {`[1]`, "no JSON object"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			f := &fake{replies: []reply{says(tt.body)}}
			e := newEmbedder(t, f)
			got, err := e.Embed(t.Context(), []string{"a", "b"})
			if failed := wantError(t, err, llm.KindProtocol); !strings.Contains(failed.Message, tt.says) {
				t.Errorf("message = %q, want %q in it", failed.Message, tt.says)
			}
			if got != nil || e.Dimensions() != 0 || len(f.requests) != 1 {
				t.Errorf("vectors = %v, dimensions = %d, %d requests", got, e.Dimensions(), len(f.requests))
			}
		})
	}
}

func TestFaultE1EmbedderWaits(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := &fake{replies: []reply{
			vectors([]float64{1}), refuses(503, ""), refuses(429, "", "Retry-After", "7"), vectors([]float64{1}),
		}}
		e := newEmbedder(t, f, func(o *llm.EmbedOptions) { o.Batch = 1 })
		got, err := e.Embed(t.Context(), []string{"a", "b"})
		if err != nil || len(got) != 2 || len(f.requests) != 4 || f.waits()[2] != 7*time.Second {
			t.Errorf("vectors = %v, %v; waits %v", got, err, f.waits())
		}
	})
}

func TestEmbedFailures(t *testing.T) {
	tests := map[string]struct {
		reply reply
		kind  llm.Kind
		asked int
		after time.Duration
	}{
		"E1 down":           {refuses(503, ""), llm.KindOverloaded, 3, 2 * time.Second},
		"wrong key":         {refuses(401, `{"error":{"message":"no `+canary+`"}}`), llm.KindAuth, 1, 0},
		"no such model":     {refuses(400, `{"code":20012,"message":"Model does not exist."}`), llm.KindModel, 1, 0},
		"error, status 200": {says(`{"error":{"message":"insufficient_quota"}}`), llm.KindQuota, 1, 0},
		"cut":               {reply{parts: []part{{text: `{"data":[`}}, end: broken}, llm.KindCut, 3, 2 * time.Second},
		"E1 silent":         {reply{end: hung}, llm.KindTimeout, 1, time.Minute},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				f := &fake{replies: []reply{tt.reply}}
				start := time.Now()
				_, err := newEmbedder(t, f).Embed(t.Context(), []string{"a"})
				failed := wantError(t, err, tt.kind)
				if !strings.HasPrefix(failed.Message, "embeddings: ") {
					t.Errorf("message = %q", failed.Message)
				}
				if took := time.Since(start).Round(2 * time.Second); len(f.requests) != tt.asked || took != tt.after {
					t.Errorf("%d requests in %v, want %d in %v", len(f.requests), took, tt.asked, tt.after)
				}
			})
		})
	}
}

// TestFaultE3Reordered has a server answer in any order: the index counts.
func TestFaultE3Reordered(t *testing.T) {
	f := &fake{replies: []reply{says(`{"data":[{"index":2,"embedding":[0,-3]},{"index":0,"embedding":[3,0]},{"index":1,"embedding":[0,3]}]}`)}}
	got, err := newEmbedder(t, f).Embed(t.Context(), []string{"a", "b", "c"})
	if want := [][]float32{{1, 0}, {0, 1}, {0, -1}}; err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("vectors = %v, %v, want %v", got, err, want)
	}
}

func TestNewEmbedderRefuses(t *testing.T) {
	for name, o := range map[string]llm.EmbedOptions{
		"no address":          {Model: "bge-m3"},
		"no model":            {BaseURL: "http://model.test/v1"},
		"negative batch":      {BaseURL: "http://model.test/v1", Model: "bge-m3", Batch: -1},
		"negative dimensions": {BaseURL: "http://model.test/v1", Model: "bge-m3", Dimensions: -1},
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := llm.NewEmbedder(o); err == nil || !strings.Contains(err.Error(), "setting up embeddings") {
				t.Errorf("error = %v", err)
			}
		})
	}
}
