package llm_test

import (
	"encoding/json"
	"math"
	"net/http"
	"slices"
	"strconv"
	"testing"
)

// limited is an embedding server that refuses more than most texts at a time, and every text that is long. A vector points
// at its text's number.
type limited struct {
	most     int
	refusal  reply
	requests []int
}

// RoundTrip implements http.RoundTripper.
func (l *limited) RoundTrip(r *http.Request) (*http.Response, error) {
	var request struct{ Input []string }
	if err := json.NewDecoder(r.Body).Decode(&request); err != nil {
		return nil, err
	}
	l.requests = append(l.requests, len(request.Input))
	if len(request.Input) > l.most || slices.Contains(request.Input, "long") {
		return (&fake{replies: []reply{l.refusal}}).RoundTrip(r)
	}
	var answer [][]float64
	for _, text := range request.Input {
		n, _ := strconv.Atoi(text)
		answer = append(answer, []float64{1, float64(n)})
	}
	return (&fake{replies: []reply{vectors(answer...)}}).RoundTrip(r)
}

// tooMany are the ways in which servers refuse a batch.
var tooMany = map[string]reply{
	"SiliconFlow": refuses(400, `{"code":20015,"message":"The parameter is invalid. Please check again.","data":null}`),
	"DashScope":   refuses(400, `{"error":{"message":"batch size is invalid, it should not be larger than 10","code":"InvalidParameter"}}`),
	"OpenAI":      refuses(400, `{"error":{"message":"This model's maximum context length is 8192 tokens"}}`),
	"TEI":         refuses(422, `{"error":"batch size 10 > maximum allowed batch size 4","type":"Validation"}`),
	"proxy":       refuses(413, "<html>Request Entity Too Large</html>"),
	"no words":    refuses(400, ""),
}

// TestFaultE5BatchesAreHalved embeds a batch by whatever number of texts the server takes.
func TestFaultE5BatchesAreHalved(t *testing.T) {
	texts := []string{"0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11"}
	for name, refusal := range tooMany {
		for most, asked := range map[int][]int{
			10: {10, 2}, 9: {10, 5, 5, 2}, 3: {10, 5, 2, 3, 5, 2, 3, 2},
			1: {10, 5, 2, 1, 1, 3, 1, 2, 1, 1, 5, 2, 1, 1, 3, 1, 2, 1, 1, 2, 1, 1},
		} {
			l := &limited{most: most, refusal: refusal}
			got, err := newEmbedder(t, l).Embed(t.Context(), texts)
			if err != nil || len(got) != len(texts) || !slices.Equal(l.requests, asked) {
				t.Errorf("%s, %d: %d vectors of requests of %v, want of %v: %v", name, most, len(got), l.requests, asked, err)
				continue
			}
			for i, v := range got {
				if ratio := float64(v[1] / v[0]); math.Abs(ratio-float64(i)) > 1e-5 {
					t.Errorf("%s, %d: vector %d is %v", name, most, i, v)
				}
			}
		}
	}
}

// TestFaultE5ATextIsTooLong asks no more once it is alone: nothing is left to halve.
func TestFaultE5ATextIsTooLong(t *testing.T) {
	for name, refusal := range tooMany {
		l := &limited{most: 10, refusal: refusal}
		got, err := newEmbedder(t, l).Embed(t.Context(), []string{"0", "1", "2", "3", "4", "long", "6", "7"})
		if failed := wantError(t, err, kindOf(err)); got != nil || failed.Status != refusal.status {
			t.Errorf("%s: %v, %v", name, got, err)
		}
		if want := []int{8, 4, 4, 2, 1, 1}; !slices.Equal(l.requests, want) {
			t.Errorf("%s: requests of %v, want of %v", name, l.requests, want)
		}
	}
}

// TestFaultE5OnlyLengthIsHalved asks once where fewer texts would not help.
func TestFaultE5OnlyLengthIsHalved(t *testing.T) {
	for name, refusal := range map[string]reply{
		"wrong key": refuses(401, ""), "no credit": refuses(402, ""), "no model": refuses(404, `{"error":{"message":"model not found"}}`),
		"no path": refuses(404, "404 page not found"), "content": refuses(400, `{"error":{"code":"1301"}}`),
	} {
		l := &limited{refusal: refusal}
		if _, err := newEmbedder(t, l).Embed(t.Context(), []string{"0", "1"}); err == nil || len(l.requests) != 1 {
			t.Errorf("%s: %d requests: %v", name, len(l.requests), err)
		}
	}
}
