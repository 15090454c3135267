package eval_test

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"articlebot/corpus"
	"articlebot/rag"
	"articlebot/rag/eval"
)

// ofArticles is a set of one passage for each article and one query for each passage, both called as the article.
func ofArticles(ids ...string) eval.Set {
	var set eval.Set
	for _, id := range ids {
		set.Passages = append(set.Passages, &corpus.Passage{ID: id + "-0", ArticleID: id, Sentences: []string{id}})
		set.Queries = append(set.Queries, query(id, id+"-0"))
	}
	return set
}

// refuses makes askers that refuse the questions named "article question" and note all that they are asked.
func refuses(asked *[]string, refused ...string) func([]*corpus.Passage) (eval.Asker, error) {
	return func(passages []*corpus.Passage) (eval.Asker, error) {
		article := passages[0].ArticleID
		return askFunc(func(_ context.Context, q rag.Question, _ rag.Draft) (rag.Answer, error) {
			*asked = append(*asked, article+" "+q.Text)
			return rag.Answer{Refused: slices.Contains(refused, article+" "+q.Text)}, nil
		}), nil
	}
}

// TestRefuse has four articles, so that the other one of each is the next. Of the fixing half, a and c with the further
// question a2, one refusal is right, one wrong, and two are missed; of the checking half, b and d, two are right.
func TestRefuse(t *testing.T) {
	set := ofArticles("a", "b", "c", "d")
	set.Passages = append(set.Passages, &corpus.Passage{ID: "a-1", ArticleID: "a", Sentences: []string{"more"}})
	set.Queries = append(set.Queries, query("a2", "a-1"))
	var asked []string
	got, err := eval.Refuse(t.Context(), set, refuses(&asked, "b a", "a a2", "c b", "a d"))
	if err != nil {
		t.Fatal(err)
	}
	wantAsked := "a a, b a, b b, c b, c c, d c, d d, a d, a a2, b a2"
	if strings.Join(asked, ", ") != wantAsked {
		t.Errorf("asked %s\nwant  %s", strings.Join(asked, ", "), wantAsked)
	}
	want := []eval.Refusals{
		{Half: "fixing", Questions: 3, F1: 200. / 5, FalseRefusals: 100. / 3, Missed: 200. / 3},
		{Half: "checking", Questions: 2, F1: 100},
		{Half: "both", Questions: 5, F1: 600. / 9, FalseRefusals: 20, Missed: 40},
	}
	if len(got) != len(want) {
		t.Fatalf("got %+v", got)
	}
	far := func(a, b float64) bool { return math.Abs(a-b) > 1e-9 }
	for i, w := range want {
		g := got[i]
		if g.Half != w.Half || g.Questions != w.Questions || far(g.F1, w.F1) || far(g.FalseRefusals, w.FalseRefusals) || far(g.Missed, w.Missed) {
			t.Errorf("got %+v, want %+v", g, w)
		}
	}
}

// TestRefuseAsksAnother holds that the other article is never the question's own, however many there are.
func TestRefuseAsksAnother(t *testing.T) {
	for n := 2; n <= 40; n++ {
		var ids []string
		for i := range n {
			ids = append(ids, fmt.Sprintf("a%d", i))
		}
		var asked []string
		if _, err := eval.Refuse(t.Context(), ofArticles(ids...), refuses(&asked)); err != nil {
			t.Fatal(err)
		}
		for i, id := range ids {
			if asked[2*i] != id+" "+id || asked[2*i+1] == asked[2*i] {
				t.Errorf("%d articles: the question about %s went to %q", n, id, asked[2*i:2*i+2])
			}
		}
	}
}

func TestRefuseErrors(t *testing.T) {
	var asked []string
	broken := errors.New("out of order")
	noAsker := func([]*corpus.Passage) (eval.Asker, error) { return nil, broken }
	mute := func([]*corpus.Passage) (eval.Asker, error) {
		return askFunc(func(context.Context, rag.Question, rag.Draft) (rag.Answer, error) { return rag.Answer{}, broken }), nil
	}
	stray := ofArticles("a", "b")
	stray.Queries[1].Relevant = map[string]bool{"elsewhere": true}
	tests := []struct {
		name     string
		set      eval.Set
		newAsker func([]*corpus.Passage) (eval.Asker, error)
		want     string
	}{
		{"one article", ofArticles("a"), refuses(&asked), "one article"},
		{"a passage that is not in the set", stray, refuses(&asked), "query b"},
		{"an article that cannot be read", ofArticles("a", "b"), noAsker, "article a: out of order"},
		{"a question that cannot be answered", ofArticles("a", "b"), mute, "asking a: out of order"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if _, err := eval.Refuse(t.Context(), tt.set, tt.newAsker); err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("got %v, want an error that says %q", err, tt.want)
			}
		})
	}
}
