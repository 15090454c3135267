package rag_test

import (
	"context"
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"articlebot/corpus"
	"articlebot/rag"
	"articlebot/rag/lexical"
	"articlebot/rag/vector"
)

var update = flag.Bool("update", false, "rewrite the golden files in testdata")

// golden compares got with a file of testdata, or rewrites the file.
func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s differs; run with -update and read the change. Got:\n%s", path, got)
	}
}

// The questions that every article answers, whatever it is about.
const (
	about        = "What is the article about?"
	aboutChinese = "文章讲了什么？"
)

const lighthouses = `# Two Lighthouses

## How the towers were built

North Light was built in 1881 by the engineer Ada Brandt. It cost 4,500 crowns, and it stands 31 metres tall.

South Light was built in 1902, after the wreck of the steamer Halcyon. Its lamp burns oil from the town's own press.

## Who keeps the lamps

The keeper of North Light is Jonas Wehl, who says that “a lamp asks for patience” of its keeper. He counts the ships every night.

South Light has had no keeper since 1966. A clock turns its lamp on at dusk.
`

const lighthousesChinese = `# 两座灯塔

## 灯塔是怎样建成的

北灯塔由工程师艾达·布兰特在1881年建成。北灯塔花了4,500克朗，塔高31米。

南灯塔建于1902年，是在海燕号轮船失事之后。南灯塔的灯烧的是镇上自己榨的油。

## 谁来守灯

北灯塔的看守人是约纳斯，他说“灯需要耐心”，每晚都数过往的船。

南灯塔从1966年起就没有看守人。一座时钟在黄昏把灯点亮。
`

// articleOf makes an article of the texts of its editions in Markdown.
func articleOf(tb testing.TB, id string, texts ...string) *corpus.Article {
	tb.Helper()
	article := &corpus.Article{ID: id}
	for _, text := range texts {
		edition, err := corpus.Parse(id+"."+string(corpus.DetectLang(text))+".md", []byte(text))
		if err != nil {
			tb.Fatal(err)
		}
		article.Editions = append(article.Editions, edition)
	}
	return article
}

// towers is the article of the two lighthouses, in both languages and four passages each.
func towers(tb testing.TB) *corpus.Article {
	tb.Helper()
	return articleOf(tb, "towers", lighthouses, lighthousesChinese)
}

func builtin(tb testing.TB) *corpus.Article {
	tb.Helper()
	article, err := corpus.Builtin()
	if err != nil {
		tb.Fatal(err)
	}
	return article
}

// newViews indexes articles as the program does when it is given no configuration.
func newViews(tb testing.TB, articles ...*corpus.Article) map[corpus.Lang]*rag.View {
	tb.Helper()
	views := make(map[corpus.Lang]*rag.View)
	for _, lang := range []corpus.Lang{corpus.Chinese, corpus.English} {
		view := &rag.View{Editions: rag.Editions(articles, lang), DenseWeight: 0.001}
		var texts []string
		for _, edition := range view.Editions {
			view.Passages = append(view.Passages, corpus.Passages(edition)...)
		}
		for _, p := range view.Passages {
			texts = append(texts, p.Searchable())
		}
		vectors, err := vector.NewHashing().Embed(tb.Context(), texts)
		if err != nil {
			tb.Fatal(err)
		}
		view.Lexical = lexical.New(view.Passages)
		if view.Dense, err = vector.New(tb.Context(), vector.NewHashing(), view.Passages, vectors); err != nil {
			tb.Fatal(err)
		}
		views[lang] = view
	}
	return views
}

// newEngine answers from one article, by the first profile if there is any.
func newEngine(tb testing.TB, article *corpus.Article, profiles ...rag.Profile) *rag.Engine {
	tb.Helper()
	models := rag.Models{Profiles: make(map[string]rag.Profile)}
	for _, p := range profiles {
		models.Profiles[p.Name] = p
	}
	if len(profiles) > 0 {
		models.Default = profiles[0].Name
	}
	o := rag.Options{Views: newViews(tb, article), Models: models}
	return mustEngine(tb, o)
}

func mustEngine(tb testing.TB, o rag.Options) *rag.Engine {
	tb.Helper()
	engine, err := rag.New(o)
	if err != nil {
		tb.Fatal(err)
	}
	return engine
}

func ask(tb testing.TB, e *rag.Engine, question string) rag.Answer {
	tb.Helper()
	answer, err := e.Ask(tb.Context(), rag.Question{Text: question}, nil)
	if err != nil {
		tb.Fatalf("Ask(%q): %v", question, err)
	}
	return answer
}

// scriptedModel streams its chunks and then ends as it is told to.
type scriptedModel struct {
	chunks []string
	// pause is how long each chunk takes.
	pause time.Duration
	// err ends the reply, hang makes it wait for the end of the context, cut leaves it incomplete.
	err  error
	hang bool
	cut  bool
	// asked are the messages of every call.
	asked [][]rag.Message
}

func (m *scriptedModel) Chat(ctx context.Context, messages []rag.Message, grow rag.Draft) (rag.Reply, error) {
	m.asked = append(m.asked, messages)
	text := ""
	for _, chunk := range m.chunks {
		text += chunk
		time.Sleep(m.pause)
		if grow != nil {
			grow(text)
		}
	}
	if m.hang {
		<-ctx.Done()
		return rag.Reply{}, ctx.Err()
	}
	if m.err != nil {
		return rag.Reply{}, m.err
	}
	usage := rag.Usage{PromptTokens: 100, CompletionTokens: 7}
	return rag.Reply{Text: text, Model: "scripted-1", Complete: !m.cut, Usage: usage}, nil
}

// says is a model that streams one reply rune by rune.
func says(reply string) *scriptedModel {
	return &scriptedModel{chunks: strings.Split(reply, "")}
}

// profile is a profile of a model.
func profile(name string, model rag.ChatModel, fallback ...string) rag.Profile {
	return rag.Profile{Name: name, Model: model, Fallback: fallback}
}

// reply has a model that says text answer about the lighthouses.
func reply(tb testing.TB, text string) rag.Answer {
	tb.Helper()
	return ask(tb, newEngine(tb, towers(tb), profile("p", says(text))), about)
}

var marker = regexp.MustCompile(`\[([0-9]+)\]`)

// markers returns the numbers of the citations in a text, in order.
func markers(text string) []int {
	var numbers []int
	for _, match := range marker.FindAllStringSubmatch(text, -1) {
		n, _ := strconv.Atoi(match[1])
		numbers = append(numbers, n)
	}
	return numbers
}
