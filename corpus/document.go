package corpus

import "strings"

// document is what a reader of a format makes of a text, before it is cut into sentences.
type document struct {
	meta     Meta
	lang     Lang
	sections []rawSection
}

type rawSection struct {
	title      string
	paragraphs []string
}

func (d *document) addHeading(title string) {
	d.sections = append(d.sections, rawSection{title: oneLine(title)})
}

// addParagraph ignores text without a letter or a digit, such as a row of asterisks.
func (d *document) addParagraph(text string) {
	text = strings.TrimSpace(stripInvisible(text))
	if !hasWord(text) {
		return
	}
	if len(d.sections) == 0 {
		d.sections = append(d.sections, rawSection{})
	}
	last := &d.sections[len(d.sections)-1]
	last.paragraphs = append(last.paragraphs, text)
}

// edition cuts the document into sentences and fills in what it does not say of itself.
func (d *document) edition(name string) (*Edition, error) {
	stem, lang := splitName(name)
	e := &Edition{ArticleID: slug(stem), Lang: d.lang, Meta: d.meta.bounded()}
	var text strings.Builder
	for _, s := range d.sections {
		if len(s.paragraphs) == 0 {
			continue
		}
		section := Section{Title: s.title}
		for _, p := range s.paragraphs {
			section.Paragraphs = append(section.Paragraphs, Paragraph{Sentences: SplitSentences(p)})
			text.WriteString(p + "\n")
		}
		e.Sections = append(e.Sections, section)
	}
	if len(e.Sections) == 0 {
		return nil, ErrEmpty
	}
	if e.Lang == "" {
		e.Lang = lang
	}
	if e.Lang == "" {
		e.Lang = DetectLang(text.String())
	}
	if e.Meta.Title == "" {
		e.Meta.Title = oneLine(stem)
	}
	if e.Meta.Title == "" {
		e.Meta.Title = e.ArticleID
	}
	return e, nil
}

// bounded cuts what an article says of itself where that is too long to be shown.
func (m Meta) bounded() Meta {
	for _, label := range []*string{&m.Title, &m.OriginalTitle, &m.Author, &m.Editor, &m.Publisher, &m.Date} {
		*label = cut(*label, maxLabel)
	}
	m.Note = cut(m.Note, maxNote)
	return m
}

// cut returns a text of n characters at most, and a mark where there were more.
func cut(text string, n int) string {
	if runes := []rune(text); len(runes) > n {
		return string(runes[:n]) + "…"
	}
	return text
}
