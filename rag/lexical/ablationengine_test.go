package lexical_test

import (
	"cmp"
	"context"
	"os"
	"slices"
	"strings"
	"testing"

	"articlebot/corpus"
	"articlebot/rag"
	"articlebot/rag/eval"
	"articlebot/rag/lexical"
	"articlebot/rag/terms"
)

// ablateQuota measures how much of its evidence a comparison finds when its sides are searched for as well.
func ablateQuota(t *testing.T) {
	set := readSet(t, "multihop-comparison")
	view := viewOf(nil, set.Passages)
	engine := engineOf(t, view, view)
	whole := func(ctx context.Context, query string, k int) ([]string, error) {
		hits, err := view.Lexical.Search(ctx, query, k)
		return ids(hits), err
	}
	quota := func(ctx context.Context, query string, k int) ([]string, error) {
		evidence, err := engine.Rank(ctx, query, k)
		list := make([]string, len(evidence))
		for i, ev := range evidence {
			list[i] = ev.Passage.ID
		}
		return list, err
	}
	for _, row := range []struct {
		name string
		rank eval.Ranker
	}{{"comparisons, sides by quota", quota}, {"as one question", whole}} {
		r, err := eval.Rank(t.Context(), set, "lexical", row.rank, nil)
		if err != nil {
			t.Fatal(err)
		}
		t.Logf("%-34s all@4 %5.1f  all@10 %5.1f", row.name, r.All4, r.All10)
	}
}

// withoutParents reads passages as if they had no score beside those of their sentences.
type withoutParents struct{ rag.Lexical }

func (w withoutParents) Read(query string, passages []*corpus.Passage) []rag.Reading {
	readings := w.Lexical.Read(query, passages)
	for i := range readings {
		readings[i].Score = 0
	}
	return readings
}

// ablateParents measures what the passage's score brings to the choice of a sentence: in the retrieval sets, how often the
// best sentence stands in the passage that answers, and about the built-in article, how many answers pass.
func ablateParents(t *testing.T) {
	items := readItems(t)
	for _, row := range []struct {
		name     string
		decorate func(rag.Lexical) rag.Lexical
	}{
		{"sentences with their passages", func(leg rag.Lexical) rag.Lexical { return leg }},
		{"sentences alone", func(leg rag.Lexical) rag.Lexical { return withoutParents{leg} }},
	} {
		for _, name := range []string{"xquad-zh-zh", "xquad-en-en", "xquad-en-zh", "xquad-zh-en"} {
			set := readSet(t, name)
			share := rightPassages(t, row.decorate(lexical.New(set.Passages)), set)
			t.Logf("%-34s %s  right passage %5.1f", row.name, name, share)
		}
		engine := articleEngine(t, row.decorate)
		passed := countPassed(t, engine, items)
		first, three, all := rankAnswers(t, engine, items)
		t.Logf("%-34s answers  pass %d/%d  in the best sentence %d/%d  in the best three %d/%d",
			row.name, passed, len(items), first, all, three, all)
	}
}

// rightPassages is the share of questions, in percent, whose best sentence stands in a relevant passage.
func rightPassages(t *testing.T, leg rag.Lexical, set eval.Set) float64 {
	t.Helper()
	right := 0
	for _, q := range set.Queries {
		hits, err := leg.Search(t.Context(), q.Text, evidence)
		if err != nil {
			t.Fatal(err)
		}
		found := make([]rag.Evidence, len(hits))
		passages := make([]*corpus.Passage, len(hits))
		for i, hit := range hits {
			found[i].Passage, passages[i] = hit.Passage, hit.Passage
		}
		for i, reading := range leg.Read(q.Text, passages) {
			found[i].Reading = reading
		}
		if best := bestSentences(found); len(best) > 0 && q.Relevant[best[0].passage.ID] {
			right++
		}
	}
	return 100 * float64(right) / float64(len(set.Queries))
}

// articleEngine answers from the built-in article by quotation.
func articleEngine(t *testing.T, decorate func(rag.Lexical) rag.Lexical) *rag.Engine {
	t.Helper()
	article, err := corpus.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	view := func(lang corpus.Lang) *rag.View {
		edition := article.Edition(lang)
		v := viewOf([]*corpus.Edition{edition}, corpus.Passages(edition))
		v.Lexical = decorate(v.Lexical)
		return v
	}
	return engineOf(t, view(corpus.Chinese), view(corpus.English))
}

func readItems(t *testing.T) []eval.Item {
	t.Helper()
	file, err := os.Open(*answers)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	items, err := eval.ReadItems(file)
	if err != nil {
		t.Fatal(err)
	}
	return items
}

func viewOf(editions []*corpus.Edition, passages []*corpus.Passage) *rag.View {
	return &rag.View{Editions: editions, Passages: passages, Lexical: lexical.New(passages)}
}

func engineOf(t *testing.T, chinese, english *rag.View) *rag.Engine {
	t.Helper()
	engine, err := rag.New(rag.Options{Views: map[corpus.Lang]*rag.View{corpus.Chinese: chinese, corpus.English: english}})
	if err != nil {
		t.Fatal(err)
	}
	return engine
}

func countPassed(t *testing.T, engine *rag.Engine, items []eval.Item) int {
	t.Helper()
	passed := 0
	err := eval.Answers(t.Context(), engine, items, func(r eval.Result) {
		if r.Pass {
			passed++
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	return passed
}

// rankAnswers counts the items for which the best sentence, or one of the best three, has all that the answer must hold,
// among those for which any sentence of the passages found has.
func rankAnswers(t *testing.T, engine *rag.Engine, items []eval.Item) (first, three, all int) {
	t.Helper()
	for _, item := range items {
		if item.Refuse || len(item.History) > 0 {
			continue
		}
		evidence, err := engine.Search(t.Context(), item.Question, item.Lang, evidence)
		if err != nil {
			t.Fatal(err)
		}
		holds := func(s scored) bool { return holdsAll(s.text, item.Must) }
		rank := slices.IndexFunc(bestSentences(evidence), holds)
		if rank < 0 {
			continue
		}
		all++
		if rank < 3 {
			three++
		}
		if rank == 0 {
			first++
		}
	}
	return first, three, all
}

// scored is a sentence of a passage with its score.
type scored struct {
	passage *corpus.Passage
	text    string
	score   float64
}

// bestSentences ranks the sentences of the evidence as the engine does before it looks at what the question expects.
func bestSentences(evidence []rag.Evidence) []scored {
	var list []scored
	for _, ev := range evidence {
		for i, own := range ev.Reading.Sentences {
			if own > 0 {
				list = append(list, scored{passage: ev.Passage, text: ev.Passage.Sentences[i], score: own + ev.Reading.Score})
			}
		}
	}
	slices.SortStableFunc(list, func(a, b scored) int { return cmp.Compare(b.score, a.score) })
	return list
}

func holdsAll(text string, must [][]string) bool {
	folded := terms.Fold(text)
	for _, group := range must {
		isThere := func(wanted string) bool { return strings.Contains(folded, terms.Fold(wanted)) }
		if !slices.ContainsFunc(group, isThere) {
			return false
		}
	}
	return true
}
