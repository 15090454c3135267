package eval

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"articlebot/corpus"
)

// Set is a retrieval set in BEIR layout (Thakur et al., "BEIR: A Heterogenous Benchmark for Zero-shot Evaluation of
// Information Retrieval Models", 2021): corpus.jsonl, queries.jsonl and qrels.tsv in one folder.
type Set struct {
	Passages []*corpus.Passage
	Queries  []Query
}

// Query is a question with the IDs of the passages that are relevant to it.
type Query struct {
	ID, Text string
	Relevant map[string]bool
}

// line is one line of corpus.jsonl or queries.jsonl.
type line struct {
	ID    string `json:"_id"`
	Title string `json:"title"`
	Text  string `json:"text"`
}

// ReadSet reads a set. Queries without a relevant passage are left out. Where IDs have a hyphen, what stands before the
// last one is taken for the article's.
func ReadSet(dir string) (Set, error) {
	relevant, err := readQrels(filepath.Join(dir, "qrels.tsv"))
	if errors.Is(err, fs.ErrNotExist) {
		relevant, err = readQrels(filepath.Join(dir, "qrels", "test.tsv"))
	}
	if err != nil {
		return Set{}, err
	}
	var set Set
	err = readLines(filepath.Join(dir, "corpus.jsonl"), func(l line) { set.Passages = append(set.Passages, passage(l)) })
	if err != nil {
		return Set{}, err
	}
	err = readLines(filepath.Join(dir, "queries.jsonl"), func(l line) {
		if relevant[l.ID] != nil {
			set.Queries = append(set.Queries, Query{ID: l.ID, Text: l.Text, Relevant: relevant[l.ID]})
		}
	})
	if err == nil && (len(set.Passages) == 0 || len(set.Queries) == 0) {
		err = fmt.Errorf("%s: the set has no passages or no judged queries", dir)
	}
	return set, err
}

func passage(l line) *corpus.Passage {
	article, _, found := cutLast(l.ID, "-")
	if !found {
		article = l.ID
	}
	p := &corpus.Passage{ID: l.ID, ArticleID: article, Lang: corpus.DetectLang(l.Text), Title: l.Title, Paragraph: 1}
	for _, sentence := range corpus.SplitSentences(l.Text) {
		if sentence = strings.TrimSpace(sentence); sentence != "" {
			p.Sentences = append(p.Sentences, sentence)
		}
	}
	return p
}

func cutLast(s, sep string) (before, after string, found bool) {
	i := strings.LastIndex(s, sep)
	if i < 0 {
		return s, "", false
	}
	return s[:i], s[i+len(sep):], true
}

func readLines(path string, each func(line)) error {
	file, err := os.Open(path)
	if err != nil {
		return fmt.Errorf("reading the set: %w", err)
	}
	defer file.Close()
	scanner := bufio.NewScanner(file)
	scanner.Buffer(nil, 16<<20)
	for n := 1; scanner.Scan(); n++ {
		if strings.TrimSpace(scanner.Text()) == "" {
			continue
		}
		var l line
		if err := json.Unmarshal(scanner.Bytes(), &l); err != nil {
			return fmt.Errorf("%s:%d: %w", path, n, err)
		}
		each(l)
	}
	if err := scanner.Err(); err != nil {
		return fmt.Errorf("reading %s: %w", path, err)
	}
	return nil
}

// readQrels reads lines of query ID, passage ID and score; a first line without a score is the header. TREC's four
// columns will do as well.
func readQrels(path string) (map[string]map[string]bool, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("reading the set: %w", err)
	}
	relevant := make(map[string]map[string]bool)
	for n, row := range strings.Split(string(data), "\n") {
		fields := strings.Fields(row)
		if len(fields) == 4 {
			fields = []string{fields[0], fields[2], fields[3]}
		}
		if len(fields) == 0 || n == 0 && len(fields) == 3 && strings.Trim(fields[2], "0123456789") != "" {
			continue
		}
		if len(fields) != 3 {
			return nil, fmt.Errorf("%s:%d: a line has query, passage and score, not %d columns", path, n+1, len(fields))
		}
		if fields[2] == "0" {
			continue
		}
		if relevant[fields[0]] == nil {
			relevant[fields[0]] = make(map[string]bool)
		}
		relevant[fields[0]][fields[1]] = true
	}
	return relevant, nil
}
