package eval_test

import (
	"context"
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
	"testing"

	"articlebot/rag/eval"
)

// query is a query whose text is its ID.
func query(id string, relevant ...string) eval.Query {
	q := eval.Query{ID: id, Text: id, Relevant: make(map[string]bool)}
	for _, passage := range relevant {
		q.Relevant[passage] = true
	}
	return q
}

// ranks is a ranker that finds the passages of a line for each query.
func ranks(lines map[string]string) eval.Ranker {
	return func(_ context.Context, query string, _ int) ([]string, error) {
		return strings.Fields(lines[query]), nil
	}
}

// TestRank compares with values that are computed by hand from the definitions, in percent.
func TestRank(t *testing.T) {
	tests := []struct {
		name    string
		queries []eval.Query
		ranking map[string]string
		// want is R@1, R@3, R@4, R@5, R@10, MRR@10, nDCG@10, all@4, all@10.
		want [9]float64
	}{
		{
			"first", []eval.Query{query("q", "a")}, map[string]string{"q": "a x y"},
			[9]float64{100, 100, 100, 100, 100, 100, 100, 100, 100},
		},
		{
			// DCG = 1/log2(3) + 1/log2(6) = 0.63093 + 0.38685; the ideal is 1/log2(2) + 1/log2(3) = 1.63093.
			"second and fifth of two", []eval.Query{query("q", "a", "b")}, map[string]string{"q": "x a y z b"},
			[9]float64{0, 50, 50, 100, 100, 50, 62.405, 0, 100},
		},
		{
			// DCG = 1/log2(5) = 0.43068.
			"fourth", []eval.Query{query("q", "a")}, map[string]string{"q": "x y z a"},
			[9]float64{0, 0, 100, 100, 100, 25, 43.068, 100, 100},
		},
		{
			// DCG = 1/log2(11) = 0.28906.
			"tenth", []eval.Query{query("q", "a")}, map[string]string{"q": "1 2 3 4 5 6 7 8 9 a"},
			[9]float64{0, 0, 0, 0, 100, 10, 28.906, 0, 100},
		},
		{"eleventh", []eval.Query{query("q", "a")}, map[string]string{"q": "1 2 3 4 5 6 7 8 9 10 a"}, [9]float64{}},
		{"nothing", []eval.Query{query("q", "a")}, map[string]string{"q": ""}, [9]float64{}},
		{
			// The ideal has ten places too.
			"more than ten", []eval.Query{query("q", "a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l")},
			map[string]string{"q": "a b c d e f g h i j k l"},
			[9]float64{100. / 12, 300. / 12, 400. / 12, 500. / 12, 1000. / 12, 100, 100, 0, 0},
		},
		{
			"mean of three", []eval.Query{query("q1", "a"), query("q2", "a", "b"), query("q3", "c")},
			map[string]string{"q1": "a x y", "q2": "x a y z b", "q3": "x y z"},
			[9]float64{100. / 3, 50, 50, 200. / 3, 200. / 3, 50, (100 + 62.405) / 3, 100. / 3, 200. / 3},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r, err := eval.Rank(t.Context(), eval.Set{Queries: tt.queries}, "leg", ranks(tt.ranking), nil)
			if err != nil {
				t.Fatal(err)
			}
			if r.Leg != "leg" || r.Queries != len(tt.queries) || r.Milliseconds < 0 {
				t.Errorf("got %+v", r)
			}
			got := [9]float64{r.Recall1, r.Recall3, r.Recall4, r.Recall5, r.Recall10, r.MRR10, r.NDCG10, r.All4, r.All10}
			for i := range got {
				if math.Abs(got[i]-tt.want[i]) > 0.001 {
					t.Errorf("got\n%.3f\nwant\n%.3f", got, tt.want)
					break
				}
			}
		})
	}
}

func TestRankWritesRun(t *testing.T) {
	set := eval.Set{Queries: []eval.Query{query("q1", "a"), query("q2", "b")}}
	deep := func(_ context.Context, query string, k int) ([]string, error) {
		if query == "q1" {
			return []string{"x", "a"}, nil
		}
		ids := make([]string, k)
		for i := range ids {
			ids[i] = fmt.Sprintf("d%d", i)
		}
		return ids, nil
	}
	var run strings.Builder
	if _, err := eval.Rank(t.Context(), set, "leg", deep, &run); err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSuffix(run.String(), "\n"), "\n")
	if len(lines) != 2+100 {
		t.Fatalf("%d lines, want 2 of q1 and 100 of q2", len(lines))
	}
	if head := lines[:3]; head[0] != "q1 Q0 x 1 1.000000 articlebot" || head[1] != "q1 Q0 a 2 0.500000 articlebot" ||
		head[2] != "q2 Q0 d0 1 1.000000 articlebot" {
		t.Errorf("the run begins with %q", head)
	}
	last := math.Inf(1)
	for i, line := range lines[2:] {
		score, err := strconv.ParseFloat(strings.Fields(line)[4], 64)
		if err != nil || score >= last {
			t.Fatalf("place %d has the score %v below %v: %v", i+1, score, last, err)
		}
		last = score
	}
}

// fullDisk is a writer that takes nothing.
type fullDisk struct{}

var errFull = errors.New("disk full")

func (fullDisk) Write([]byte) (int, error) { return 0, errFull }

func TestRankErrors(t *testing.T) {
	set := eval.Set{Queries: []eval.Query{query("q7", "a")}}
	broken := errors.New("out of order")
	fails := func(context.Context, string, int) ([]string, error) { return nil, broken }
	if _, err := eval.Rank(t.Context(), set, "leg", fails, nil); !errors.Is(err, broken) || !strings.Contains(err.Error(), "q7") {
		t.Errorf("got %v, want the ranker's error with the query's ID", err)
	}
	if _, err := eval.Rank(t.Context(), set, "leg", ranks(map[string]string{"q7": "a"}), fullDisk{}); !errors.Is(err, errFull) {
		t.Errorf("got %v, want the writer's error", err)
	}
}
