package corpus_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"

	"articlebot/corpus"
)

const (
	simplified  = "这家公司把技术开放给所有人，另一家公司却把门关上了。没有人知道谁是对的。"
	traditional = "這家公司把技術開放給所有人，另一家公司卻把門關上了。沒有人知道誰是對的。"
)

func TestParseEncodings(t *testing.T) {
	utf16le := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)
	utf16be := unicode.UTF16(unicode.BigEndian, unicode.UseBOM)
	for name, c := range map[string]struct {
		enc  encoding.Encoding
		text string
	}{
		"UTF-8":               {encoding.Nop, simplified},
		"UTF-8 with mark":     {unicode.UTF8BOM, simplified},
		"UTF-16 LE":           {utf16le, simplified},
		"UTF-16 BE":           {utf16be, traditional},
		"GB18030":             {simplifiedchinese.GB18030, simplified},
		"GB18030 Traditional": {simplifiedchinese.GB18030, traditional},
		"GB18030 punctuation": {simplifiedchinese.GB18030, "The company said “no”. Nobody knows why — not even its lawyers."},
		"Big5":                {traditionalchinese.Big5, traditional},
		"Big5 with names":     {traditionalchinese.Big5, "Meta 的 LLaMA 是開源的，OpenAI 的 GPT-4 不是。"},
	} {
		t.Run(name, func(t *testing.T) {
			data, err := c.enc.NewEncoder().Bytes([]byte(c.text))
			if err != nil {
				t.Fatal(err)
			}
			for _, file := range []string{"a.md", "a.txt"} {
				if got := text(mustParse(t, file, data)); got != c.text {
					t.Errorf("%s: got %q, want %q", file, got, c.text)
				}
			}
		})
	}
}

func TestParseErrors(t *testing.T) {
	for name, c := range map[string]struct {
		file string
		data string
		want error
		says string
	}{
		"format":             {"a.docx", "text", corpus.ErrUnsupported, ".txt"},
		"no extension":       {"README", "text", corpus.ErrUnsupported, ".md"},
		"too big":            {"a.txt", strings.Repeat("a", corpus.MaxSize+1), corpus.ErrTooBig, "16 MiB"},
		"NUL":                {"a.txt", "some text\x00 with a zero", corpus.ErrUndecodable, "UTF-8"},
		"controls":           {"a.txt", "\x01\x02\x03 text \x04\x05\x06", corpus.ErrUndecodable, "UTF-8"},
		"image":              {"a.md", "\x89PNG\r\n\x1a\n\xfe\x81\xff\xff\xc3\x28", corpus.ErrUndecodable, "UTF-8"},
		"Latin-1":            {"a.txt", "The caf\xe9 na\xefve and d\xe9j\xe0 vu", corpus.ErrUndecodable, "UTF-8"},
		"broken UTF-8":       {"a.txt", simplified[:len(simplified)-1], corpus.ErrUndecodable, "UTF-8"},
		"half a UTF-16 word": {"a.txt", "\xff\xfea", corpus.ErrUndecodable, "UTF-8"},
		"UTF-32":             {"a.txt", "\xff\xfe\x00\x00a\x00\x00\x00", corpus.ErrUndecodable, "UTF-8"},
		"empty":              {"a.txt", "", corpus.ErrEmpty, "no text"},
		"white space":        {"a.md", " \n\t\n", corpus.ErrEmpty, "no text"},
		"title only":         {"a.md", "# Title\n\n## Heading\n", corpus.ErrEmpty, "no text"},
		"title and byline":   {"a.txt", "Title\n\nBy Jane Doe", corpus.ErrEmpty, "no text"},
		"button only":        {"a.txt", "Share", corpus.ErrEmpty, "no text"},
		"pictures only":      {"a.md", "![alt](x.png)\n\n<p>html</p>\n", corpus.ErrEmpty, "no text"},
		"rules only":         {"a.txt", "----\n....\n", corpus.ErrEmpty, "no text"},
		"YAML":               {"a.md", "---\ntitle: x\nauthor: [a\n---\ntext", corpus.ErrFrontMatter, "line 4"},
		"YAML value":         {"a.md", "---\ntitle: a: b\n---\ntext", corpus.ErrFrontMatter, "line 2"},
		"YAML key twice":     {"a.md", "---\ntitle: a\nlang: en\ntitle: b\n---\ntext", corpus.ErrFrontMatter, "line 4"},
		"YAML list":          {"a.md", "---\n- a\n- b\n---\ntext", corpus.ErrFrontMatter, "line 2"},
		"YAML not closed":    {"a.md", "---\ntitle: x\n\ntext", corpus.ErrFrontMatter, "line 1"},
	} {
		t.Run(name, func(t *testing.T) {
			e, err := corpus.Parse(c.file, []byte(c.data))
			if !errors.Is(err, c.want) || e != nil {
				t.Fatalf("got %v, %v, want %v", e, err, c.want)
			}
			msg := err.Error()
			if !strings.HasPrefix(msg, c.file+": ") || !strings.Contains(msg, c.says) || strings.Contains(msg, "\n") {
				t.Errorf("message %q does not name the file and say %q in one line", msg, c.says)
			}
		})
	}
}

func TestParseLargest(t *testing.T) {
	data := append([]byte("The only sentence."), bytes.Repeat([]byte("\n"), corpus.MaxSize)...)
	if got := text(mustParse(t, "a.txt", data[:corpus.MaxSize])); got != "The only sentence." {
		t.Errorf("got %q", got)
	}
	if _, err := corpus.Parse("a.txt", data[:corpus.MaxSize+1]); !errors.Is(err, corpus.ErrTooBig) {
		t.Errorf("one byte more: got %v, want %v", err, corpus.ErrTooBig)
	}
}

func TestParseLanguage(t *testing.T) {
	for name, c := range map[string]struct {
		file, data string
		want       corpus.Lang
	}{
		"Chinese text":         {"a.txt", simplified, corpus.Chinese},
		"English text":         {"a.txt", "This is a text about 黎明.", corpus.English},
		"name":                 {"a.zh.txt", "GPT-4, LLaMA 2, PaLM.", corpus.Chinese},
		"name with region":     {"a.en-US.md", "黎明。", corpus.English},
		"front matter":         {"a.en.md", "---\nlang: zh-Hans\n---\nGPT-4, LLaMA 2.", corpus.Chinese},
		"other language":       {"a.md", "---\nlang: fr\n---\n" + simplified, corpus.Chinese},
		"name of another sort": {"a.v2.md", simplified, corpus.Chinese},
	} {
		if got := mustParse(t, c.file, []byte(c.data)).Lang; got != c.want {
			t.Errorf("%s: got %s, want %s", name, got, c.want)
		}
	}
}

func TestParseID(t *testing.T) {
	for file, want := range map[string]string{
		"dir/My Article, part 2.md": "my-article-part-2",
		"OpenAI向左,Meta往右.zh.txt":    "openai向左-meta往右",
		"Café_Déjà-vu.en.markdown":  "cafe-deja-vu",
		"a.v2.md":                   "a-v2",
		"———.md":                    "article",
		".md":                       "article",
		"ABC.TXT":                   "abc",
	} {
		if got := mustParse(t, file, []byte("Some text.")).ArticleID; got != want {
			t.Errorf("%s: got %q, want %q", file, got, want)
		}
	}
}

func TestParseInvisible(t *testing.T) {
	const dirty = "# A\u200b ti\u202etle\n\nvis\ufeffible\u2066 text\U000E0041\U000E0042 with\ue000 " +
		"a&#x200b;&#xE0041; b\u00ad c\ufe0f\x1b\x07 end.\u00a0Next\u2003one.\n"
	e := mustParse(t, "a.md", []byte(dirty))
	if e.Meta.Title != "A title" {
		t.Errorf("title %q", e.Meta.Title)
	}
	if got, want := text(e), "visible text with a b c end. Next one."; got != want {
		t.Errorf("text %q, want %q", got, want)
	}
}

func TestParseLineBreaks(t *testing.T) {
	for name, data := range map[string]string{
		"CR LF":     "Title\r\n\r\nThe first paragraph ends here.\r\n\r\nThe second one ends here.\r\n",
		"CR":        "Title\r\rThe first paragraph ends here.\r\rThe second one ends here.\r",
		"form feed": "Title\n\nThe first paragraph ends here.\f\fThe second one ends here.\f",
	} {
		e := mustParse(t, "a.txt", []byte(data))
		if n := len(e.Sections[0].Paragraphs); e.Meta.Title != "Title" || n != 2 {
			t.Errorf("%s: title %q, %d paragraphs", name, e.Meta.Title, n)
		}
	}
}

// text is the text of an edition without headings, paragraphs parted by line breaks.
func text(e *corpus.Edition) string {
	var paragraphs []string
	for _, s := range e.Sections {
		for _, p := range s.Paragraphs {
			paragraphs = append(paragraphs, p.Text())
		}
	}
	return strings.Join(paragraphs, "\n")
}

// TestParseLongLabels states that what no place has room for is neither a title nor a heading, and that nothing of it is lost.
func TestParseLongLabels(t *testing.T) {
	letters, words := strings.Repeat("a", 5000), strings.TrimSpace(strings.Repeat("word ", 1000))
	for name, tt := range map[string]struct{ file, text, title, kept string }{
		"one word":     {"heron.txt", letters, "heron", letters},
		"title":        {"heron.md", "# " + words + "\n\nThe heron ate fish.\n", "heron", words},
		"heading":      {"heron.md", "# Heron\n\n## " + words + "\n\nThe heron ate fish.\n", "Heron", words},
		"front matter": {"heron.md", "---\ntitle: " + letters + "\n---\n\nThe heron ate fish.\n", strings.Repeat("a", 200) + "…", "The heron ate fish."},
	} {
		t.Run(name, func(t *testing.T) {
			e, err := corpus.Parse(tt.file, []byte(tt.text))
			if err != nil {
				t.Fatal(err)
			}
			var text strings.Builder
			for _, section := range e.Sections {
				if len(section.Title) > 200 {
					t.Errorf("a heading has %d bytes", len(section.Title))
				}
				for _, p := range section.Paragraphs {
					text.WriteString(strings.Join(p.Sentences, "") + "\n")
				}
			}
			if e.Meta.Title != tt.title || !strings.Contains(text.String(), tt.kept) {
				t.Errorf("the title is %.250q, the text %.80q", e.Meta.Title, text.String())
			}
		})
	}
}
