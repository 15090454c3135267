package corpus

import (
	"path/filepath"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// maxSlug keeps identifiers short enough to print and to store as a key, in runes.
const maxSlug = 64

// splitName takes the extension and the language suffix off a file's name: "x.zh-CN.md" is "x" in Chinese. The language is
// empty when the name has none.
func splitName(name string) (stem string, lang Lang) {
	stem = filepath.Base(name)
	stem = strings.TrimSuffix(stem, filepath.Ext(stem))
	suffix := filepath.Ext(stem)
	if lang = parseLang(strings.TrimPrefix(suffix, ".")); lang != "" {
		stem = strings.TrimSuffix(stem, suffix)
	}
	return stem, lang
}

// slug reduces a name to lower-case letters, digits and Han characters with hyphens between.
func slug(name string) string {
	var b strings.Builder
	gap := false
	n := 0
	for _, r := range norm.NFKD.String(strings.ToLower(name)) {
		if !unicode.Is(unicode.Han, r) && (r > unicode.MaxASCII || !isWordRune(r)) {
			gap = gap || !unicode.Is(unicode.Mn, r)
			continue
		}
		if n++; n > maxSlug {
			break
		}
		if gap && b.Len() > 0 {
			b.WriteByte('-')
		}
		gap = false
		b.WriteRune(r)
	}
	if b.Len() == 0 {
		return "article"
	}
	return b.String()
}
