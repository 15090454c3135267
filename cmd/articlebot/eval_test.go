package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"articlebot/rag/eval"
)

func TestEvalAnswers(t *testing.T) {
	isolate(t)
	r := articlebot(t, "eval", "answers", "--set", "testdata/answers.jsonl")
	want := []string{
		"ok   en-1 fact Who bought DeepMind, and when?",
		"ok   en-2 none Who won the World Cup in 2022?",
		"FAIL zh-1 fact 谁收购了DeepMind? (lacks 果园 or 农场)",
		"",
		"en       2/2",
		"en fact  1/1",
		"en none  1/1",
		"total    2/3",
		"zh       0/1",
		"zh fact  0/1",
		"",
	}
	if got := strings.Split(r.out, "\n"); r.code != 0 || !slices.Equal(got, want) {
		t.Errorf("code %d: %s\n%s\nwant\n%s", r.code, r.said, r.out, strings.Join(want, "\n"))
	}
}

func TestEvalAnswersJSON(t *testing.T) {
	isolate(t)
	r := articlebot(t, "eval", "answers", "--json", "--set", "testdata/answers.jsonl")
	var results []eval.Result
	if err := json.Unmarshal([]byte(r.out), &results); err != nil {
		t.Fatalf("%v: %s", err, r.said)
	}
	if len(results) != 3 || !results[0].Pass || !results[1].Answer.Refused || results[2].Reason == "" {
		t.Errorf("got %+v", results)
	}
}

// TestEvalRetrieval measures a set in which each of four queries has one passage, and a fifth has two.
func TestEvalRetrieval(t *testing.T) {
	isolate(t)
	r := articlebot(t, "eval", "retrieval", "--beir", "testdata/beir")
	lines := strings.Split(strings.TrimRight(r.out, "\n"), "\n")
	if r.code != 0 || len(lines) != 4 {
		t.Fatalf("code %d: %s\n%s", r.code, r.said, r.out)
	}
	rows := make(map[string]string)
	for _, line := range lines {
		leg, values, _ := strings.Cut(strings.Join(strings.Fields(line), " "), " ")
		rows[leg] = values
	}
	if rows["leg"] != "R@1 R@3 R@4 R@5 R@10 MRR@10 nDCG@10 all@4 all@10 ms/query" {
		t.Errorf("the head is %q", rows["leg"])
	}
	for _, leg := range []string{"lexical", "fused"} {
		if !strings.HasPrefix(rows[leg], "90.0 100.0 100.0 100.0 100.0 100.0 100.0 100.0 100.0 ") {
			t.Errorf("%s: %s", leg, rows[leg])
		}
	}
	if len(strings.Fields(rows["vector"])) != 10 {
		t.Errorf("vector: %s", rows["vector"])
	}
}

func TestEvalRetrievalJSONAndRun(t *testing.T) {
	isolate(t)
	run := filepath.Join(t.TempDir(), "run.txt")
	r := articlebot(t, "eval", "retrieval", "--json", "--run", run, "--beir", "testdata/beir")
	var rankings []eval.Ranking
	if err := json.Unmarshal([]byte(r.out), &rankings); err != nil {
		t.Fatalf("%v: %s", err, r.said)
	}
	if len(rankings) != 3 || rankings[2].Leg != "fused" || rankings[2].Queries != 5 || rankings[2].Recall1 != 90 {
		t.Errorf("got %+v", rankings)
	}
	data, err := os.ReadFile(run)
	if err != nil {
		t.Fatal(err)
	}
	first := checkRun(t, string(data))
	want := map[string]string{"trees": "orchard-0", "flood": "mill-1", "wheel": "mill-0", "perry": "orchard-1"}
	for query, passage := range want {
		if first[query] != passage {
			t.Errorf("%s finds %q first, want %q", query, first[query], passage)
		}
	}
	if len(first) != 5 {
		t.Errorf("the run has the queries %v", first)
	}
}

// checkRun holds that a run is TREC's: ranks from 1, scores strictly falling, no passage twice for a query. It returns the
// first passage of each query.
func checkRun(t *testing.T, run string) map[string]string {
	t.Helper()
	first, ranks, scores, seen := make(map[string]string), make(map[string]int), make(map[string]float64), make(map[string]bool)
	for line := range strings.Lines(run) {
		fields := strings.Split(strings.TrimSuffix(line, "\n"), " ")
		if len(fields) != 6 || fields[1] != "Q0" || fields[5] == "" {
			t.Fatalf("the line %q", line)
		}
		query, passage := fields[0], fields[2]
		rank, errRank := strconv.Atoi(fields[3])
		score, errScore := strconv.ParseFloat(fields[4], 64)
		ranks[query]++
		if errRank != nil || rank != ranks[query] {
			t.Errorf("rank %d comes at place %d: %s", rank, ranks[query], line)
		}
		if errScore != nil || rank > 1 && score >= scores[query] {
			t.Errorf("the score does not fall below %v: %s", scores[query], line)
		}
		if seen[query+" "+passage] {
			t.Errorf("a passage comes twice: %s", line)
		}
		if rank == 1 {
			first[query] = passage
		}
		scores[query], seen[query+" "+passage] = score, true
	}
	return first
}

func TestEvalRunNeedsAPlace(t *testing.T) {
	isolate(t)
	run := filepath.Join(t.TempDir(), "none", "run.txt")
	r := articlebot(t, "eval", "retrieval", "--run", run, "--beir", "testdata/beir")
	if r.code != 1 || r.out != "" || !strings.Contains(r.said, run) {
		t.Errorf("code %d, %q, %q", r.code, r.out, r.said)
	}
}

// TestEvalRefusals has two articles without a word in common.
func TestEvalRefusals(t *testing.T) {
	isolate(t)
	r := articlebot(t, "eval", "refusals", "--beir", "testdata/beir")
	want := "      half  questions     F1  false refusals  missed\n" +
		"    fixing          3  100.0             0.0     0.0\n" +
		"  checking          2  100.0             0.0     0.0\n" +
		"      both          5  100.0             0.0     0.0\n"
	if r.code != 0 || r.out != want {
		t.Errorf("code %d: %s\n%s\nwant\n%s", r.code, r.said, r.out, want)
	}
	r = articlebot(t, "eval", "refusals", "--json", "--beir", "testdata/beir")
	var rows []eval.Refusals
	if err := json.Unmarshal([]byte(r.out), &rows); err != nil {
		t.Fatalf("%v: %s", err, r.said)
	}
	if len(rows) != 3 || rows[2] != (eval.Refusals{Half: "both", Questions: 5, F1: 100}) {
		t.Errorf("got %+v", rows)
	}
}
