package eval

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"articlebot/corpus"
	"articlebot/rag"
)

// Refusals says how well questions about something else are told; the shares are in percent. Half of the articles, those
// with an even number in the order of the set, are for fixing thresholds, the other half for checking them.
type Refusals struct {
	Half string `json:"half"`
	// Questions are asked twice: of their own article, and of another one.
	Questions int `json:"questions"`
	// F1 is that of refusing; FalseRefusals is the share of questions that their own article answers and that are refused.
	F1            float64 `json:"f1"`
	FalseRefusals float64 `json:"false_refusals"`
	// Missed is the share of questions that another article was asked and that are answered.
	Missed float64 `json:"missed"`
}

// otherArticle is how many articles further in the set the other one is that a question is asked of.
const otherArticle = 17

// Refuse asks each question of the article that answers it and of another one, so that the set needs two articles. newAsker
// makes an asker of one article.
func Refuse(ctx context.Context, set Set, newAsker func([]*corpus.Passage) (Asker, error)) ([]Refusals, error) {
	articles, order := byArticle(set)
	if len(order) < 2 {
		return nil, errors.New("the set has one article, and questions have to be asked of another one too")
	}
	askers := make([]Asker, len(order))
	for i, id := range order {
		asker, err := newAsker(articles[id])
		if err != nil {
			return nil, fmt.Errorf("indexing article %s: %w", id, err)
		}
		askers[i] = asker
	}
	halves := []tally{{}, {}}
	for _, q := range set.Queries {
		own := articleOf(q, set, order)
		if own < 0 {
			return nil, fmt.Errorf("query %s: no relevant passage is in the corpus", q.ID)
		}
		for _, at := range []int{own, another(own, len(order))} {
			answer, err := askers[at].Ask(ctx, rag.Question{Text: q.Text}, nil)
			if err != nil {
				return nil, fmt.Errorf("asking %s: %w", q.ID, err)
			}
			halves[own%2].add(at == own, answer.Refused)
		}
	}
	return []Refusals{halves[0].report("fixing"), halves[1].report("checking"), halves[0].plus(halves[1]).report("both")}, nil
}

func byArticle(set Set) (articles map[string][]*corpus.Passage, order []string) {
	articles = make(map[string][]*corpus.Passage)
	for _, p := range set.Passages {
		if articles[p.ArticleID] == nil {
			order = append(order, p.ArticleID)
		}
		articles[p.ArticleID] = append(articles[p.ArticleID], p)
	}
	return articles, order
}

// articleOf returns the place of the article of a query's first relevant passage, or -1 where that is not in the set.
func articleOf(q Query, set Set, order []string) int {
	for _, p := range set.Passages {
		if q.Relevant[p.ID] {
			return slices.Index(order, p.ArticleID)
		}
	}
	return -1
}

// another returns the place of an article other than own among n, which is 2 or more.
func another(own, n int) int {
	if n == otherArticle {
		return (own + 1) % n
	}
	return (own + otherArticle) % n
}

// tally counts refusals: right ones, wrong ones, and those that should have been.
type tally struct{ answerable, right, wrong, missed int }

func (t *tally) add(answerable, refused bool) {
	if answerable {
		t.answerable++
	}
	switch {
	case refused && answerable:
		t.wrong++
	case refused:
		t.right++
	case !answerable:
		t.missed++
	}
}

func (t tally) plus(o tally) tally {
	return tally{t.answerable + o.answerable, t.right + o.right, t.wrong + o.wrong, t.missed + o.missed}
}

func (t tally) report(half string) Refusals {
	share := func(n, of int) float64 { return 100 * float64(n) / float64(max(of, 1)) }
	return Refusals{
		Half: half, Questions: t.answerable, F1: share(2*t.right, 2*t.right+t.wrong+t.missed),
		FalseRefusals: share(t.wrong, t.answerable), Missed: share(t.missed, t.right+t.missed),
	}
}
