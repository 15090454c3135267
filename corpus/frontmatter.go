package corpus

import (
	"errors"
	"fmt"
	"regexp"
	"strings"

	"go.yaml.in/yaml/v4"
)

var keyPattern = regexp.MustCompile(`^[\pL_][\pL\d_ -]*:(\s|$)`)

// frontMatter lists the keys that are read; all others are ignored.
type frontMatter struct {
	Title         scalar `yaml:"title"`
	OriginalTitle scalar `yaml:"original_title"`
	Author        scalar `yaml:"author"`
	Editor        scalar `yaml:"editor"`
	Publisher     scalar `yaml:"publisher"`
	Date          scalar `yaml:"date"`
	URL           scalar `yaml:"url"`
	Lang          scalar `yaml:"lang"`
	Note          scalar `yaml:"note"`
}

// scalar is a value as it is written, so that a date or a figure stays what it was; a list becomes an enumeration.
type scalar string

// UnmarshalYAML implements yaml.Unmarshaler.
func (s *scalar) UnmarshalYAML(node *yaml.Node) error {
	switch node.Kind {
	case yaml.ScalarNode:
		if node.Tag != "!!null" {
			*s = scalar(oneLine(node.Value))
		}
	case yaml.SequenceNode:
		var items []string
		for _, item := range node.Content {
			if item.Kind == yaml.ScalarNode {
				items = append(items, oneLine(item.Value))
			}
		}
		*s = scalar(strings.Join(items, ", "))
	}
	return nil
}

// cutFrontMatter returns what the front matter says and the text below it. A text that begins with a --- line and a blank
// one begins with a rule and has no front matter.
func cutFrontMatter(text string) (*document, string, error) {
	head, body, err := findFrontMatter(text)
	if err != nil || head == "" {
		return &document{}, text, err
	}
	var root yaml.Node
	if err := yaml.Load([]byte(head), &root); err != nil {
		return nil, "", yamlError(err)
	}
	if root.Kind != yaml.DocumentNode || root.Content[0].Kind != yaml.MappingNode {
		return nil, "", fmt.Errorf("%w: line %d: not of the form key: value", ErrFrontMatter, 2)
	}
	var fm frontMatter
	if err := root.Load(&fm); err != nil {
		return nil, "", yamlError(err)
	}
	meta := Meta{
		Title: string(fm.Title), OriginalTitle: string(fm.OriginalTitle), Author: string(fm.Author), Editor: string(fm.Editor),
		Publisher: string(fm.Publisher), URL: webAddress(string(fm.URL)), Note: string(fm.Note),
	}
	meta.Date, _ = cutDate(string(fm.Date))
	return &document{meta: meta, lang: parseLang(string(fm.Lang))}, body, nil
}

// findFrontMatter returns the YAML, which is empty when there is none, with an empty line in place of the first ---, so
// that its line numbers are the file's.
func findFrontMatter(text string) (head, body string, err error) {
	first, rest, _ := strings.Cut(text, "\n")
	second, _, _ := strings.Cut(rest, "\n")
	if !isMark(first) || strings.TrimSpace(second) == "" || isMark(second) {
		return "", text, nil
	}
	var b strings.Builder
	for rest != "" {
		var line string
		b.WriteByte('\n')
		if line, rest, _ = strings.Cut(rest, "\n"); isMark(line) {
			return b.String(), rest, nil
		}
		b.WriteString(line)
	}
	if keyPattern.MatchString(second) {
		return "", "", fmt.Errorf("%w: line 1: nothing closes it", ErrFrontMatter)
	}
	return "", text, nil
}

func isMark(line string) bool { return strings.TrimRight(line, " \t") == "---" }

// yamlError says in one line where and what, which the library does in several forms.
func yamlError(err error) error {
	var many *yaml.LoadErrors
	var one *yaml.LoadError
	switch {
	case errors.As(err, &many) && len(many.Errors) > 0:
		one = many.Errors[0]
	case !errors.As(err, &one):
		return fmt.Errorf("%w: %s", ErrFrontMatter, oneLine(err.Error()))
	}
	return fmt.Errorf("%w: line %d: %s", ErrFrontMatter, one.Mark.Line, oneLine(one.Message))
}

// webAddress returns s if it is an address that a reader can open, else "".
func webAddress(s string) string {
	if strings.HasPrefix(s, "https://") || strings.HasPrefix(s, "http://") {
		return s
	}
	return ""
}
