// Package corpus holds articles: how they are loaded from files, split into sections, paragraphs and sentences, and
// packed into the passages that are searched and cited.
package corpus

import "strings"

// Lang is the language of a text, as an ISO 639-1 code.
type Lang string

// The languages that an edition can be in.
const (
	Chinese Lang = "zh"
	English Lang = "en"
)

// Article is one work in one or more editions.
type Article struct {
	// ID is a slug of lower-case letters, digits and hyphens, or of Han characters; it is unique in a collection.
	ID       string
	Editions []*Edition
}

// Edition is an article in one language.
type Edition struct {
	ArticleID string
	Lang      Lang
	Meta      Meta
	Sections  []Section
}

// Meta is what an edition says of itself; every field may be empty but Title.
type Meta struct {
	Title         string
	OriginalTitle string
	Author        string
	Editor        string
	Publisher     string
	// Date is the day of publication as YYYY-MM-DD.
	Date string
	URL  string
	// Note is a line for the reader, such as that the text is a retelling.
	Note string
}

// Section is a heading and the paragraphs below it. Title is empty for text before the first heading.
type Section struct {
	Title      string
	Paragraphs []Paragraph
}

// Paragraph is a run of sentences. The sentences joined are the paragraph's text, white space included.
type Paragraph struct {
	Sentences []string
}

// Text returns the paragraph without surrounding white space.
func (p Paragraph) Text() string { return strings.TrimSpace(strings.Join(p.Sentences, "")) }

// Passage is the unit of retrieval and citation: whole sentences of one paragraph.
type Passage struct {
	// ID is stable: it depends on the article and on the passage's own text only.
	ID        string
	ArticleID string
	Lang      Lang
	// Title is the edition's, Section the heading above; both are scored but never quoted.
	Title   string
	Section string
	// Part and Paragraph are the 1-based numbers of the section and the paragraph in the edition.
	Part      int
	Paragraph int
	// Sentences are trimmed and not empty.
	Sentences []string
}

// Text returns the passage's sentences as running text.
func (p *Passage) Text() string { return JoinSentences(p.Lang, p.Sentences) }

// JoinSentences makes running text of trimmed sentences: with spaces between them in English, without in Chinese.
func JoinSentences(lang Lang, sentences []string) string {
	sep := " "
	if lang == Chinese {
		sep = ""
	}
	return strings.Join(sentences, sep)
}

// Edition returns the article's edition in lang, or its first one where it has none.
func (a *Article) Edition(lang Lang) *Edition {
	for _, e := range a.Editions {
		if e.Lang == lang {
			return e
		}
	}
	return a.Editions[0]
}

// Searchable is the text by which a passage is found: its title and section, which are never quoted, and its own.
func (p *Passage) Searchable() string {
	return strings.Join([]string{p.Title, p.Section, p.Text()}, "\n")
}

// SectionTitles returns the titles of the edition's sections in reading order, leaving out the untitled.
func (e *Edition) SectionTitles() []string {
	var titles []string
	for _, section := range e.Sections {
		if section.Title != "" {
			titles = append(titles, section.Title)
		}
	}
	return titles
}
