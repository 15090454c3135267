package lexical_test

import (
	"slices"
	"testing"

	"articlebot/corpus"
	"articlebot/rag/lexical"
)

func TestSearchFindsTheBestFirst(t *testing.T) {
	english, chinese := lexical.New(orchard()), lexical.New(chineseOrchard())
	tests := []struct {
		name  string
		index *lexical.Index
		query string
		want  string
	}{
		{"two terms beat one", english, "apples for cider", "p2"},
		{"inflected", english, "growing a pear", "p1"},
		{"irregular", english, "who sells the wheel", "p5"},
		{"a number", english, "what happened in 1998?", "p3"},
		{"a number with a comma", english, "1,024", "p4"},
		{"case and width", english, "ＢＡＲＬＥＹ", "p4"},
		{"a rare term beats a common one", english, "mill museum", "p5"},
		{"Chinese, two terms beat one", chinese, "苹果榨汁", "p2"},
		{"Chinese, a pair beats its characters", chinese, "水车", "p5"},
		{"Chinese, a number", chinese, "1998年", "p3"},
		{"Chinese, full width", chinese, "１，０２４吨", "p4"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := search(t, tt.index, tt.query, 5)
			if len(got) == 0 || got[0] != tt.want {
				t.Errorf("Search(%q) = %v, want %s first", tt.query, got, tt.want)
			}
		})
	}
}

func TestSearchPrefersTheShorterOfTwo(t *testing.T) {
	x := lexical.New(passagesOf(corpus.English,
		"The wheel turns all day beside the river, whatever the weather and whoever walks past it on the old bridge.",
		"The wheel turns."))
	if got, want := search(t, x, "wheel", 5), []string{"p2", "p1"}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestSearchReadsTitleAndSection(t *testing.T) {
	passages := orchard()
	passages[2].Section = "Disasters"
	if got, want := search(t, lexical.New(passages), "a disaster", 5), []string{"p3"}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestSearchBreaksTiesByOrder(t *testing.T) {
	same := "The wheel turns."
	x := lexical.New(passagesOf(corpus.English, same, same, "A wheel and another wheel.", same, same))
	got := search(t, x, "turning", 3)
	if want := []string{"p1", "p2", "p4"}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestSearchReturnsAtMostK(t *testing.T) {
	x := lexical.New(orchard())
	tests := []struct{ k, want int }{{-1, 0}, {0, 0}, {1, 1}, {2, 2}, {3, 3}, {100, 3}}
	for _, tt := range tests {
		if got := search(t, x, "the mill", tt.k); len(got) != tt.want {
			t.Errorf("k = %d: %d hits, want %d", tt.k, len(got), tt.want)
		}
	}
}

func TestSearchScoresFall(t *testing.T) {
	hits, err := lexical.New(orchard()).Search(t.Context(), "apples of the orchard and the mill", 5)
	if err != nil || len(hits) != 5 {
		t.Fatalf("%d hits, error %v; want all five", len(hits), err)
	}
	for i, hit := range hits {
		if hit.Score <= 0 || i > 0 && hit.Score > hits[i-1].Score {
			t.Errorf("hit %d has the score %v behind %v", i, hit.Score, hits[max(0, i-1)].Score)
		}
	}
}

func TestSearchWithoutAnythingInCommon(t *testing.T) {
	for _, query := range []string{"", "   ", "?!", "the of and", "helicopter", "直升机"} {
		if got := search(t, lexical.New(orchard()), query, 5); len(got) != 0 {
			t.Errorf("Search(%q) = %v, want none", query, got)
		}
	}
	if got := search(t, lexical.New(nil), "apples", 5); len(got) != 0 {
		t.Errorf("an empty index found %v", got)
	}
}

func TestSearchCountsATermOfTheQueryOnce(t *testing.T) {
	x := lexical.New(orchard())
	once, _ := x.Search(t.Context(), "apples mill", 5)
	often, _ := x.Search(t.Context(), "apples apple ａｐｐｌｅｓ mill", 5)
	if !slices.Equal(once, often) {
		t.Errorf("repeating a word changed %v to %v", once, often)
	}
}

func TestSearchIsTheSameInEveryIndex(t *testing.T) {
	query := "apples of the orchard go to the mill, the wheel and the museum in 1998"
	want, _ := lexical.New(orchard()).Search(t.Context(), query, 5)
	for range 20 {
		got, _ := lexical.New(orchard()).Search(t.Context(), query, 5)
		if !slices.Equal(ids(got), ids(want)) {
			t.Fatalf("got %v, before %v", ids(got), ids(want))
		}
		for i := range got {
			if got[i].Score != want[i].Score {
				t.Fatalf("hit %d has the score %v, before %v", i, got[i].Score, want[i].Score)
			}
		}
	}
}

func TestName(t *testing.T) {
	if got := lexical.New(nil).Name(); got != "lexical" {
		t.Errorf("Name() = %q", got)
	}
}
