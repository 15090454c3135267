package rag

import (
	"regexp"
	"strings"

	"articlebot/corpus"
)

// Patterns of what a program that shows a text may make something to press of.
const (
	schemes = `(?:\w[\w+.-]{0,15}://|(?:mailto|tel|sms|tg|javascript|vbscript|data|file|magnet|bitcoin|xmpp|sip|skype|whatsapp):)`
	inURL   = `[^\s<>"“”'‘’「」『』（）()\[\]【】|，。；、！？]+`
	domain  = `(?:[\p{L}\p{N}_-]+\.)+(?:[a-z]{2,24}|xn--[a-z0-9-]+|中国|公司|网络|网址|рф)`
	address = `(?:` + schemes + `(?:` + inURL + `)?|www\.(?:` + inURL + `)?` + `|[\w.+-]+@` + domain + `(?:@` + inURL + `)?|` +
		domain + `(?::\d+)?(?:[/?#@]` + inURL + `)?|` + `\d{1,3}(?:\.\d{1,3}){3}(?::\d+)?(?:[/@]` + inURL + `)?)`
)

var (
	addresses = regexp.MustCompile(`(?i)` + address)
	// pressable is an address, and a mention, a command, a hashtag or a telephone number behind what may precede it.
	pressable = regexp.MustCompile(`(?i)` + address + `|(?:^|[^\p{L}\p{N}_])(?:@\w+|/[a-z]\w*|#[\p{N}_]*\p{L}[\p{L}\p{N}_]*|\$[a-z]\w*|` +
		`\+\d[\d ()-]{6,}\d)(?:[@/#$]\w+)*`)
	// markdownLink is a link or a picture, of which the words remain.
	markdownLink = regexp.MustCompile(`!?\[([^\[\]\n]*)\]\([^()\n]*\)`)
	// openLink is one that is not closed yet.
	openLink = regexp.MustCompile(`\]\([^()\s]*$`)
	// linkedCite is what stands in the brackets of a citation that was made a link.
	linkedCite = regexp.MustCompile(`^\^?\d+$`)
	definition = regexp.MustCompile(`(?m)^\s*\[[^\[\]\n]+\]:\s*\S.*$`)
	htmlTag    = regexp.MustCompile(`(?i)</?(?:a|abbr|b|i|u|s|em|strong|del|ins|code|pre|span|div|p|br|hr|img|svg|script|style|iframe|object|embed|` +
		`form|input|button|link|meta|html|head|body|title|table|thead|tbody|tr|td|th|ul|ol|li|h[1-6]|blockquote|details|summary|video|audio|` +
		`source|base|font|center|marquee|tg-[a-z]+)\b[^<>]*>?|<!--.*?(?:-->|$)`)
)

// harmless makes of a model's words a text in which nothing can be pressed and nothing is markup but plain Markdown. What
// could be pressed stands there as code; an address that the article does not have is broken besides.
type harmless struct {
	// mark ends the article in the prompt and belongs in no answer.
	mark    string
	sources []*corpus.Passage
	// own are the addresses of the article, found when first needed.
	own map[string]bool
}

// clean treats a text or the lines of one.
func (h *harmless) clean(text string) string {
	if h.mark != "" {
		text = strings.ReplaceAll(text, h.mark, "")
	}
	text = strings.ReplaceAll(printable(text), "`", "")
	text = openLink.ReplaceAllString(markdownLink.ReplaceAllStringFunc(text, unlink), "]")
	text = definition.ReplaceAllString(htmlTag.ReplaceAllString(text, ""), "")
	text = defused.ReplaceAllString(text, "$1$3$5 $2$4$6")
	return pressable.ReplaceAllStringFunc(text, h.disarm)
}

// defused finds what is left of links and tags that were put together so that no pattern knows them; a blank undoes them.
var defused = regexp.MustCompile(`(\])(\()|(!)(\[)|(<)([a-zA-Z/!?])`)

// unlink leaves the words of a link, and a citation that was made one.
func unlink(link string) string {
	words := markdownLink.FindStringSubmatch(link)[1]
	if linkedCite.MatchString(words) {
		return "[" + words + "]"
	}
	return words
}

// disarm writes what could be pressed as code, which no program makes a link of.
func (h *harmless) disarm(found string) string {
	thing := found
	if at := addresses.FindStringIndex(found); at == nil || at[0] > 0 {
		// A rune may stand before a mention, a command or a number.
		thing = found[strings.IndexAny(found, "@/#$+"):]
	}
	before := strings.TrimSuffix(found, thing)
	if !h.isOwn(thing) {
		thing = broken.Replace(thing)
	}
	return before + "`" + thing + "`"
}

// broken writes addresses so that nobody opens them by mistake.
var broken = strings.NewReplacer("://", "[:]//", ".", "[.]")

func (h *harmless) isOwn(thing string) bool {
	if h.own == nil {
		h.own = make(map[string]bool)
		for _, p := range h.sources {
			for _, found := range addresses.FindAllString(p.Text(), -1) {
				h.own[found] = true
			}
		}
	}
	return h.own[thing]
}
