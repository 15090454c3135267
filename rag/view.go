package rag

import "articlebot/corpus"

// View is what questions in one language are answered from: of each article the edition in that language, or the only
// one it has.
type View struct {
	Editions []*corpus.Edition
	// Passages are all passages of the editions, in reading order.
	Passages []*corpus.Passage
	Lexical  Lexical
	// Dense is the vector leg; nil leaves it out.
	Dense Searcher
	// DenseWeight is the weight of the vector leg's vote; the lexical leg's is 1.
	DenseWeight float64
}

// Editions picks each article's edition for questions in lang.
func Editions(articles []*corpus.Article, lang corpus.Lang) []*corpus.Edition {
	editions := make([]*corpus.Edition, len(articles))
	for i, article := range articles {
		editions[i] = article.Edition(lang)
	}
	return editions
}
