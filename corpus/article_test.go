package corpus_test

import (
	"slices"
	"testing"

	"articlebot/corpus"
)

func TestArticleEdition(t *testing.T) {
	zh, en := &corpus.Edition{Lang: corpus.Chinese}, &corpus.Edition{Lang: corpus.English}
	both, one := corpus.Article{Editions: []*corpus.Edition{zh, en}}, corpus.Article{Editions: []*corpus.Edition{zh}}
	if both.Edition(corpus.English) != en || both.Edition(corpus.Chinese) != zh {
		t.Error("an article does not find its editions")
	}
	if one.Edition(corpus.English) != zh {
		t.Error("an article without the edition does not return its first one")
	}
}

func TestEditionSectionTitles(t *testing.T) {
	e := mustParse(t, "a.md", []byte("Before.\n\n## One\n\nText.\n\n## Two\n\nText."))
	if got, want := e.SectionTitles(), []string{"One", "Two"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestPassageText(t *testing.T) {
	for lang, want := range map[corpus.Lang]string{corpus.Chinese: "一。二。", corpus.English: "一。 二。"} {
		p := corpus.Passage{Lang: lang, Title: "Title", Section: "Part", Sentences: []string{"一。", "二。"}}
		if got := p.Text(); got != want {
			t.Errorf("%s: text %q, want %q", lang, got, want)
		}
		if got, want := p.Searchable(), "Title\nPart\n"+want; got != want {
			t.Errorf("%s: searchable %q, want %q", lang, got, want)
		}
	}
}
