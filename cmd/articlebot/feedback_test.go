package main

import (
	"reflect"
	"strings"
	"testing"

	"articlebot/bot/store"
	"articlebot/corpus"
	"articlebot/rag/eval"
)

func TestFeedbackExportIsAQuestionSet(t *testing.T) {
	r := newRunning(t)
	if got := r.says("feedback", "export"); got != "" {
		t.Errorf("without feedback: %q", got)
	}
	quote := func(text string) []store.Citation { return []store.Citation{{N: 1, Quote: text, Text: text}} }
	records := []store.Record{
		{Question: "How many?", Lang: "en", Text: "It had 2,300 people in 2014 [1].", Citations: quote("In 2014 it had 2,300 people, not 12.")},
		{Question: "谁说的？", Lang: "zh", Text: "是扎克伯格说的 [1]。", Citations: quote("“人”，扎克伯格说。")},
		{Question: "What else <&>?", Lang: "en", Text: "It does not say.", Refused: true, History: []store.Turn{{Question: "a", Answer: "b"}}},
		{Question: "Why?", Lang: "en", Text: "Because of 7 [1].", Citations: quote("7")},
	}
	for i, record := range records {
		r.answered(int64(100+i), record)
		feedback := store.Good
		if record.Question == "Why?" {
			feedback = store.Bad
		}
		if err := r.SetFeedback(t.Context(), int64(100+i), feedback); err != nil {
			t.Fatal(err)
		}
	}
	out := r.says("feedback", "export")
	items, err := eval.ReadItems(strings.NewReader(out))
	if err != nil {
		t.Fatalf("%v in\n%s", err, out)
	}
	if len(items) != len(records) {
		t.Fatalf("%d items in\n%s", len(items), out)
	}
	for i, want := range [][][]string{{{"2,300"}, {"2014"}}, {{"扎克伯格说"}}, {}, {{toBeWritten}}} {
		item := items[i]
		if item.Question != records[i].Question || item.Lang != corpus.Lang(records[i].Lang) || !reflect.DeepEqual(item.Must, want) ||
			item.Refuse != records[i].Refused || len(item.History) != len(records[i].History) {
			t.Errorf("got %+v, want %q", item, want)
		}
	}
}

// answered has an update answered.
func (r running) answered(id int64, record store.Record) {
	r.Helper()
	ctx := r.Context()
	check := func(err error) {
		if err != nil {
			r.Fatal(err)
		}
	}
	check(r.Add(ctx, []store.Update{{ID: id, Chat: id, User: id}}))
	job, ok, err := r.Claim(ctx, "worker")
	for ; err == nil && ok && job.ID != id; job, ok, err = r.Claim(ctx, "worker") {
		check(r.Done(ctx, job))
	}
	check(err)
	check(r.Sending(ctx, job, 0))
	check(r.Placed(ctx, job, 0, 1))
	check(r.Ready(ctx, job, store.Final{Text: record.Text, Parts: []string{record.Text}, Answer: &record}))
	check(r.Done(ctx, job))
}

func TestShelfKnowsWhatStandsAround(t *testing.T) {
	article, err := corpus.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	p := &program{articles: []*corpus.Article{article}}
	s := p.newShelf()
	for _, edition := range article.Editions {
		passages := corpus.Passages(edition)
		before, after := s.Around(passages[0].ID, 2)
		if len(before) != 0 || len(after) != 2 || after[1].Text != passages[2].Text() {
			t.Errorf("around the first: %v, %v", before, after)
		}
		before, after = s.Around(passages[len(passages)-1].ID, 2)
		if len(after) != 0 || len(before) != 2 || before[0].Text != passages[len(passages)-2].Text() {
			t.Errorf("around the last: %v, %v", before, after)
		}
	}
	if before, after := s.Around("none", 2); len(before)+len(after) > 0 {
		t.Error("around none")
	}
}
