package eval

import (
	"errors"
	"io/fs"
	"strings"

	"articlebot/corpus"
)

// Set is a retrieval set in BEIR layout (Thakur et al., "BEIR: A Heterogenous Benchmark for Zero-shot Evaluation of
// Information Retrieval Models", 2021): corpus.jsonl, queries.jsonl and qrels.tsv (or qrels/test.tsv) in one folder.
type Set struct {
	Passages []*corpus.Passage
	Queries  []Query
}

// Query is a question with the IDs of the passages that are relevant to it.
type Query struct {
	ID, Text string
	Relevant map[string]bool
}

// ReadSet reads a set. Queries without a relevant passage are left out. Where IDs have a hyphen, what stands before the
// last one is taken for the article's. Errors about a file's content begin with file:line.
func ReadSet(folder fs.FS) (Set, error) {
	const usual, published = "qrels.tsv", "qrels/test.tsv"
	relevant, err := readQrels(folder, usual)
	if _, missing := fs.Stat(folder, published); errors.Is(err, fs.ErrNotExist) && missing == nil {
		relevant, err = readQrels(folder, published)
	}
	if err != nil {
		return Set{}, err
	}
	var set Set
	err = readLines(folder, "corpus.jsonl", func(l line) { set.Passages = append(set.Passages, passage(l)) })
	if err != nil {
		return Set{}, err
	}
	err = readLines(folder, "queries.jsonl", func(l line) {
		if relevant[l.ID] != nil {
			set.Queries = append(set.Queries, Query{ID: l.ID, Text: l.Text, Relevant: relevant[l.ID]})
		}
	})
	if err != nil {
		return Set{}, err
	}
	if len(set.Passages) == 0 || len(set.Queries) == 0 {
		return Set{}, errors.New("the set has no passages or no judged queries")
	}
	return set, nil
}

func passage(l line) *corpus.Passage {
	article := l.ID
	if hyphen := strings.LastIndexByte(l.ID, '-'); hyphen > 0 {
		article = l.ID[:hyphen]
	}
	p := &corpus.Passage{ID: l.ID, ArticleID: article, Lang: corpus.DetectLang(l.Text), Title: l.Title, Paragraph: 1}
	for _, sentence := range corpus.SplitSentences(l.Text) {
		if sentence = strings.TrimSpace(sentence); sentence != "" {
			p.Sentences = append(p.Sentences, sentence)
		}
	}
	return p
}
