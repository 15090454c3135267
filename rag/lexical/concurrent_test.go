package lexical_test

import (
	"reflect"
	"slices"
	"sync"
	"testing"

	"articlebot/corpus"
	"articlebot/rag"
	"articlebot/rag/lexical"
)

// outcome is all that an index says to a query.
type outcome struct {
	hits     []rag.Hit
	readings []rag.Reading
}

func outcomeOf(t *testing.T, x *lexical.Index, query string, passages []*corpus.Passage) (outcome, error) {
	hits, err := x.Search(t.Context(), query, len(passages))
	return outcome{hits: hits, readings: x.Read(query, passages)}, err
}

// TestManyGoroutines asks one index from many goroutines at once, in both languages about passages in both: each gets what
// a goroutine alone gets from an index of its own. They start together on an index that has not been asked anything, since
// the first questions fill what later ones find.
func TestManyGoroutines(t *testing.T) {
	const goroutines = 16
	passages := slices.Concat(orchard(), chineseOrchard(), both())
	queries := []string{
		"apples for cider", "苹果榨汁", "who sold the wheel?", "谁把水车卖了？", "Who bought the company?", "小扎公布了什么",
		"What did Zuckerberg announce?", "王晟喜欢什么", "GPT-4什么时候发布？", "1,024 tonnes", "helicopter",
	}
	alone := lexical.New(passages)
	want := make([]outcome, len(queries))
	for i, query := range queries {
		var err error
		if want[i], err = outcomeOf(t, alone, query, passages); err != nil {
			t.Fatal(err)
		}
	}
	x := lexical.New(passages)
	start := make(chan struct{})
	var group sync.WaitGroup
	for n := range goroutines {
		group.Go(func() {
			<-start
			for i := range queries {
				// Each begins elsewhere, so that different queries meet.
				i = (i + n) % len(queries)
				if got, err := outcomeOf(t, x, queries[i], passages); err != nil || !reflect.DeepEqual(got, want[i]) {
					t.Errorf("%q among others gives %+v, error %v; alone %+v", queries[i], got, err, want[i])
				}
			}
		})
	}
	close(start)
	group.Wait()
}
