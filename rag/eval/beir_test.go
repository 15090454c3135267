package eval_test

import (
	"errors"
	"io/fs"
	"reflect"
	"strings"
	"testing"
	"testing/fstest"

	"articlebot/corpus"
	"articlebot/rag/eval"
)

const (
	passages = `{"_id":"orchard-0","title":"The orchard","text":"Ann grows pears. They ripen late."}` + "\n\n" +
		`{"_id":"orchard-1","title":"The orchard","text":"果园着火了。","metadata":{}}` + "\n" + `{"_id":"mill","text":"It grinds."}` + "\n"
	queries = `{"_id":"q1","text":"Who grows pears?"}` + "\n" + `{"_id":"q2","text":"What grinds?"}` + "\r\n" + `{"_id":"q3","text":"When?"}` + "\n"
	qrels   = "query-id\tcorpus-id\tscore\nq1\torchard-0\t1\nq2\tmill\t1\n"
)

// folder is the folder of a set; its third file is called as it is told.
func folder(passages, queries, qrelsFile, qrels string) fstest.MapFS {
	return fstest.MapFS{
		"corpus.jsonl":  {Data: []byte(passages)},
		"queries.jsonl": {Data: []byte(queries)},
		qrelsFile:       {Data: []byte(qrels)},
	}
}

func TestReadSet(t *testing.T) {
	set, err := eval.ReadSet(folder(passages, queries, "qrels.tsv", qrels))
	if err != nil {
		t.Fatal(err)
	}
	want := []*corpus.Passage{
		{
			ID: "orchard-0", ArticleID: "orchard", Lang: corpus.English, Title: "The orchard", Paragraph: 1,
			Sentences: []string{"Ann grows pears.", "They ripen late."},
		},
		{
			ID: "orchard-1", ArticleID: "orchard", Lang: corpus.Chinese, Title: "The orchard", Paragraph: 1,
			Sentences: []string{"果园着火了。"},
		},
		{ID: "mill", ArticleID: "mill", Lang: corpus.English, Paragraph: 1, Sentences: []string{"It grinds."}},
	}
	if !reflect.DeepEqual(set.Passages, want) {
		t.Errorf("passages\n%+v\nwant\n%+v", set.Passages, want)
	}
	judged := []eval.Query{
		{ID: "q1", Text: "Who grows pears?", Relevant: map[string]bool{"orchard-0": true}},
		{ID: "q2", Text: "What grinds?", Relevant: map[string]bool{"mill": true}},
	}
	if !reflect.DeepEqual(set.Queries, judged) {
		t.Errorf("queries\n%+v\nwant\n%+v", set.Queries, judged)
	}
}

func TestReadSetQrels(t *testing.T) {
	tests := []struct {
		name, file, qrels string
		// want are the relevant passages of q1, the only query that has any.
		want []string
	}{
		{"BEIR", "qrels.tsv", "query-id\tcorpus-id\tscore\nq1\torchard-0\t1\nq1\tmill\t2\n", []string{"orchard-0", "mill"}},
		{"BEIR's own folder", "qrels/test.tsv", "query-id\tcorpus-id\tscore\nq1\tmill\t1\n", []string{"mill"}},
		{"no header", "qrels.tsv", "q1\tmill\t1\nq1\torchard-1\t1\n", []string{"mill", "orchard-1"}},
		{"TREC", "qrels.tsv", "q1 0 mill 1\nq1 0 orchard-1 1\n", []string{"mill", "orchard-1"}},
		{"TREC behind a header", "qrels.tsv", "query iter doc rel\nq1 0 mill 1\n", []string{"mill"}},
		{"not relevant", "qrels.tsv", "q1\torchard-0\t0\nq1\tmill\t1\nq1\torchard-1\t-1\nq2\tmill\t0\n", []string{"mill"}},
		{"not relevant at first", "qrels.tsv", "q1\torchard-0\t-1\nq1\tmill\t1\n", []string{"mill"}},
		{"blank lines and CRLF", "qrels.tsv", "query-id\tcorpus-id\tscore\r\n\r\nq1\tmill\t1\r\n \n", []string{"mill"}},
		{"no newline at the end", "qrels.tsv", "q1\tmill\t1", []string{"mill"}},
		{"a query that is not in the set", "qrels.tsv", "q1\tmill\t1\nq9\tmill\t1\n", []string{"mill"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			set, err := eval.ReadSet(folder(passages, queries, tt.file, tt.qrels))
			if err != nil {
				t.Fatal(err)
			}
			want := make(map[string]bool)
			for _, id := range tt.want {
				want[id] = true
			}
			if len(set.Queries) != 1 || set.Queries[0].ID != "q1" || !reflect.DeepEqual(set.Queries[0].Relevant, want) {
				t.Errorf("got %+v, want q1 with %v", set.Queries, tt.want)
			}
		})
	}
}

// TestReadSetErrors replaces one file of a good set; want begins with that file's name.
func TestReadSetErrors(t *testing.T) {
	tests := []struct{ name, file, content, want string }{
		{"passage is not JSON", "corpus.jsonl", passages + "pears", "corpus.jsonl:5: invalid character"},
		{"passage is cut off", "corpus.jsonl", `{"_id":"a","te`, "corpus.jsonl:1: unexpected end"},
		{"passage of the wrong type", "corpus.jsonl", passages + `{"_id":7}`, "corpus.jsonl:5: json:"},
		{"passage without an ID", "corpus.jsonl", "\n" + `{"id":"a","text":"b"}`, "corpus.jsonl:2: a line needs an _id"},
		{"endless passage", "corpus.jsonl", passages + strings.Repeat(" ", 16<<20+1), "corpus.jsonl:5: bufio.Scanner: token too long"},
		{"query is not JSON", "queries.jsonl", queries + "\n]", "queries.jsonl:5: invalid character"},
		{"query without an ID", "queries.jsonl", queries + `{"text":"Who?"}`, "queries.jsonl:4: a line needs an _id"},
		{"two columns", "qrels.tsv", qrels + "q1\tmill\n", "qrels.tsv:4: a line has query, passage and score, not 2 columns"},
		{"five columns", "qrels.tsv", "q1 0 mill 1 1\n", "qrels.tsv:1: a line has query, passage and score, not 5 columns"},
		{"a score that is a word", "qrels.tsv", qrels + "\nq1\tmill\tyes\n", `qrels.tsv:5: the score is a whole number, not "yes"`},
		{"a score that is a fraction", "qrels.tsv", qrels + "q1\tmill\t0.5\n", `qrels.tsv:4: the score is a whole number, not "0.5"`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			files := folder(passages, queries, "qrels.tsv", qrels)
			files[tt.file] = &fstest.MapFile{Data: []byte(tt.content)}
			set, err := eval.ReadSet(files)
			if err == nil || !strings.HasPrefix(err.Error(), tt.want) {
				t.Errorf("got %v, want %s", err, tt.want)
			}
			if set.Passages != nil || set.Queries != nil {
				t.Errorf("a set comes with the error: %+v", set)
			}
		})
	}
}

func TestReadSetNeedsAllFiles(t *testing.T) {
	for _, name := range []string{"corpus.jsonl", "queries.jsonl", "qrels.tsv"} {
		t.Run(name, func(t *testing.T) {
			files := folder(passages, queries, "qrels.tsv", qrels)
			delete(files, name)
			if _, err := eval.ReadSet(files); !errors.Is(err, fs.ErrNotExist) || !strings.Contains(err.Error(), name) {
				t.Errorf("got %v, want an error that names %s", err, name)
			}
			files[name] = &fstest.MapFile{Data: []byte("\n")}
			if _, err := eval.ReadSet(files); err == nil || !strings.Contains(err.Error(), "no passages or no judged queries") {
				t.Errorf("got %v, want an error that says that there is nothing to measure", err)
			}
		})
	}
}

// FuzzReadSet holds that any files make either a set whose passages and queries have IDs and whose queries are judged, or an
// error that is a line of text.
func FuzzReadSet(f *testing.F) {
	f.Add(passages, queries, qrels)
	f.Add(passages, queries, "q1 0 mill 1\n")
	f.Add("null", `{"_id":"q"}`, "q d -1\nq d 99999999999999999999")
	f.Add(`{"_id":"-","text":" \n "}`, `{"_id":"q","text":"\ud800"}`, "\ufeffq - 1\nq - 1")
	f.Fuzz(func(t *testing.T, passages, queries, qrels string) {
		set, err := eval.ReadSet(folder(passages, queries, "qrels.tsv", qrels))
		if err != nil {
			if strings.Contains(err.Error(), "\n") {
				t.Errorf("an error of several lines: %v", err)
			}
			return
		}
		if len(set.Passages) == 0 || len(set.Queries) == 0 {
			t.Errorf("%d passages and %d queries", len(set.Passages), len(set.Queries))
		}
		for _, p := range set.Passages {
			if p.ID == "" || !strings.HasPrefix(p.ID, p.ArticleID) || p.ArticleID == "" {
				t.Errorf("passage %q of article %q", p.ID, p.ArticleID)
			}
			for _, sentence := range p.Sentences {
				if sentence == "" || strings.TrimSpace(sentence) != sentence {
					t.Errorf("passage %q has the sentence %q", p.ID, sentence)
				}
			}
		}
		for _, q := range set.Queries {
			if q.ID == "" || len(q.Relevant) == 0 {
				t.Errorf("query %q is not judged", q.ID)
			}
		}
	})
}
