package corpus

import (
	"fmt"
	"path/filepath"
	"strings"
)

// MaxSize is the largest file that is read as an article, in bytes.
const MaxSize = 16 << 20

// Parse reads one edition from the bytes of the file called name, whose extension tells the format. The text may be in
// UTF-8, UTF-16 with a byte order mark, GB18030 or Big5. The language is the one that the front matter names, else the one
// in the name (as in x.zh.md), else the one that the text is found to be in. ArticleID is made of the name.
//
// The errors are ErrUnsupported, ErrTooBig, ErrUndecodable, ErrFrontMatter and ErrEmpty, each after the name.
func Parse(name string, data []byte) (*Edition, error) {
	e, err := parse(name, data)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return e, nil
}

func parse(name string, data []byte) (*Edition, error) {
	if !supported(name) {
		return nil, ErrUnsupported
	}
	if len(data) > MaxSize {
		return nil, ErrTooBig
	}
	text, err := decode(data)
	if err != nil {
		return nil, err
	}
	read := readMarkdown
	if suffix(name) == ".txt" {
		read = readPlain
	}
	doc, err := read(cleanText(text))
	if err != nil {
		return nil, err
	}
	return doc.edition(name)
}

func suffix(name string) string { return strings.ToLower(filepath.Ext(name)) }

func supported(name string) bool {
	switch suffix(name) {
	case ".md", ".markdown", ".txt":
		return true
	}
	return false
}
