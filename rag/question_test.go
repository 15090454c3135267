package rag_test

import (
	"errors"
	"strings"
	"testing"
	"unicode"

	"articlebot/corpus"
	"articlebot/rag"
)

func TestAskRefusesWhatIsNoQuestion(t *testing.T) {
	engine := newEngine(t, towers(t))
	tests := []struct {
		name, text string
		want       error
	}{
		{"empty", "", rag.ErrEmptyQuestion},
		{"blank", " \n\t\u3000", rag.ErrEmptyQuestion},
		{"punctuation", "?!...", rag.ErrEmptyQuestion},
		{"Chinese punctuation", "？！。，……“”（）", rag.ErrEmptyQuestion},
		{"brackets and dashes", "《》【】——", rag.ErrEmptyQuestion},
		{"Markdown", "** _ # -", rag.ErrEmptyQuestion},
		{"invisible", "\u200b\u200d\ufeff\u00ad", rag.ErrEmptyQuestion},
		{"control characters", "\x00\x01\x1b", rag.ErrEmptyQuestion},
		{"invalid UTF-8", "Who?\xff", rag.ErrInvalidQuestion},
		{"invalid UTF-8 alone", "\xff\xfe", rag.ErrInvalidQuestion},
		{"too long", strings.Repeat("塔", rag.MaxQuestion+1), rag.ErrLongQuestion},
		{"far too long", strings.Repeat("lamp ", 20_000), rag.ErrLongQuestion},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if _, err := engine.Ask(t.Context(), rag.Question{Text: tt.text}, nil); !errors.Is(err, tt.want) {
				t.Errorf("got %v, want %v", err, tt.want)
			}
			if _, err := engine.Search(t.Context(), tt.text, "", 5); !errors.Is(err, tt.want) {
				t.Errorf("Search: got %v, want %v", err, tt.want)
			}
		})
	}
}

func TestAskTakesTheLongestQuestion(t *testing.T) {
	engine := newEngine(t, towers(t))
	longest := strings.Repeat("lamp ", rag.MaxQuestion/5)
	for _, text := range []string{strings.Repeat("塔", rag.MaxQuestion), "\n" + longest + "  ", "1881", "a", "塔", "👍"} {
		if _, err := engine.Ask(t.Context(), rag.Question{Text: text}, nil); err != nil {
			t.Errorf("%.20q …: %v", text, err)
		}
	}
	short := mustEngine(t, rag.Options{Views: newViews(t, towers(t)), MaxQuestion: 5})
	if _, err := short.Ask(t.Context(), rag.Question{Text: "Who keeps it?"}, nil); !errors.Is(err, rag.ErrLongQuestion) {
		t.Errorf("with a limit of 5 got %v", err)
	}
}

func TestAskAnswersInTheLanguageOfTheQuestion(t *testing.T) {
	engine := newEngine(t, towers(t))
	tests := []struct {
		name     string
		question rag.Question
		want     corpus.Lang
	}{
		{"Chinese", rag.Question{Text: "北灯塔是谁建的？"}, corpus.Chinese},
		{"English", rag.Question{Text: "Who built North Light?"}, corpus.English},
		{"English names in Chinese", rag.Question{Text: "North Light是谁建的?"}, corpus.Chinese},
		{"Chinese names in English", rag.Question{Text: "Who built 北灯塔?"}, corpus.English},
		{"Chinese asked for", rag.Question{Text: about, Lang: corpus.Chinese}, corpus.Chinese},
		{"English asked for", rag.Question{Text: aboutChinese, Lang: corpus.English}, corpus.English},
		{"a language that there is not", rag.Question{Text: about, Lang: "fr"}, corpus.English},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			answer, err := engine.Ask(t.Context(), tt.question, nil)
			if err != nil {
				t.Fatal(err)
			}
			isHan := func(r rune) bool { return unicode.Is(unicode.Han, r) }
			if answer.Lang != tt.want || strings.ContainsFunc(answer.Text, isHan) != (tt.want == corpus.Chinese) {
				t.Errorf("answered in %s:\n%s", answer.Lang, answer.Text)
			}
		})
	}
}

func TestAskTellsKindsApart(t *testing.T) {
	kinds := map[rag.Kind][]string{
		rag.Fact: {
			"北灯塔是谁建的？", "灯油是哪里来的", "南灯塔什么时候建成的？", "北灯塔有多高?", "Who built North Light?", "when was south light built",
			"How tall is North Light?", "Who is Jonas Wehl?", "Ada Brandt",
		},
		rag.Compare: {"北灯塔和南灯塔有什么不同？", "Compare North Light and South Light.", "North Light vs South Light"},
		rag.Summary: {
			about, aboutChinese, "总结一下这篇文章", "概括全文", "这篇文章主要讲什么？", "请给我一个摘要", "Summarize the article.",
			"Give me a summary, please", "tl;dr", "What are the key takeaways?", "What's this article about?",
			"What’s the article about?",
			"“谁来守灯”这一部分讲了什么？", `What does the part "Who keeps the lamps" say?`, "how the towers were built",
		},
		rag.Smalltalk: {
			"你好", "您好！", "嗨", "谢谢", "谢谢你！", "你是谁？", "你能做什么?", "再见", "Hi", "hello!", "Hello there", "Thanks!", "thank you so much",
			"Good morning", "Who are you?", "What can you do?", "bye", "ＨＥＬＬＯ",
		},
	}
	engine := newEngine(t, towers(t))
	for kind, questions := range kinds {
		for _, question := range questions {
			if got := ask(t, engine, question).Kind; got != kind {
				t.Errorf("%q: kind %s, want %s", question, got, kind)
			}
		}
	}
}

func TestSmalltalkSaysWhatTheBotIsFor(t *testing.T) {
	model := says("I know everything.")
	engine := newEngine(t, towers(t), profile("p", model))
	for question, title := range map[string]string{"Hello!": "Two Lighthouses", "你好": "两座灯塔"} {
		answer := ask(t, engine, question)
		if answer.Refused || len(answer.Citations) != 0 || !strings.Contains(answer.Text, title) {
			t.Errorf("%q: refused %v, cites %v, without %q:\n%s", question, answer.Refused, answer.Citations, title, answer.Text)
		}
	}
	if len(model.asked) != 0 {
		t.Error("a model was asked for a greeting")
	}
}

// FuzzAsk holds that whatever is asked is answered, or is one of the errors about questions, and cites what there is.
func FuzzAsk(f *testing.F) {
	for _, seed := range []string{
		"", "?", "北灯塔和南灯塔有什么不同？", about, "Compare North Light and", "和和和", "还是更", "vs", "Who is , or ?", "《》", "\xff", "的的的不同",
		"compare a,b,c,d,e and f", "is x better than y", "North Light's and South Light's lamps respectively",
	} {
		f.Add(seed)
	}
	article := towers(f)
	engine := newEngine(f, article)
	f.Fuzz(func(t *testing.T, text string) {
		answer, err := engine.Ask(t.Context(), rag.Question{Text: text}, nil)
		switch {
		case errors.Is(err, rag.ErrEmptyQuestion), errors.Is(err, rag.ErrInvalidQuestion), errors.Is(err, rag.ErrLongQuestion):
		case err != nil:
			t.Errorf("Ask(%q): %v", text, err)
		default:
			mustBeSound(t, article, answer)
		}
	})
}
