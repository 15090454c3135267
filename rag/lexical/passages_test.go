package lexical_test

import (
	"testing"

	"articlebot/corpus"
	"articlebot/rag"
	"articlebot/rag/lexical"
)

// passagesOf makes a passage of each text, all below one title; their IDs are p1, p2 and so on.
func passagesOf(lang corpus.Lang, texts ...string) []*corpus.Passage {
	passages := make([]*corpus.Passage, len(texts))
	for i, text := range texts {
		passages[i] = &corpus.Passage{
			ID: "p" + string(rune('1'+i)), ArticleID: "a", Lang: lang, Title: "-", Paragraph: i + 1,
			Sentences: corpus.SplitSentences(text),
		}
	}
	return passages
}

// search returns the IDs of the hits.
func search(t *testing.T, x *lexical.Index, query string, k int) []string {
	t.Helper()
	hits, err := x.Search(t.Context(), query, k)
	if err != nil {
		t.Fatalf("Search(%q): %v", query, err)
	}
	return ids(hits)
}

// read returns the reading of one passage.
func read(x *lexical.Index, query string, p *corpus.Passage) rag.Reading {
	return x.Read(query, []*corpus.Passage{p})[0]
}

func ids(hits []rag.Hit) []string {
	list := []string{}
	for _, hit := range hits {
		list = append(list, hit.Passage.ID)
	}
	return list
}

// orchard is five statements about a farm; chineseOrchard is the same in Chinese.
func orchard() []*corpus.Passage {
	return passagesOf(corpus.English,
		"The orchard grows apples and pears on the southern slope.",
		"Apples from the orchard go to the cider press in October. Apples keep well.",
		"A flood closed the road to the mill in 1998.",
		"The mill grinds wheat, rye and 1,024 tonnes of barley a year.",
		"The owner sold the mill's wheel to a museum.",
	)
}

func chineseOrchard() []*corpus.Passage {
	return passagesOf(corpus.Chinese,
		"果园在南坡上种苹果和梨。",
		"果园的苹果十月送去榨汁，苹果很耐放。",
		"1998年的一场洪水冲断了通往磨坊的路。",
		"磨坊每年加工小麦、黑麦和1,024吨大麦。",
		"主人把磨坊的水车卖给了博物馆。",
	)
}
