package rag_test

import (
	"fmt"
	"strings"
	"testing"

	"articlebot/corpus"
	"articlebot/rag"
)

func TestExtractiveAnswersAreSound(t *testing.T) {
	article := builtin(t)
	engine := newEngine(t, article)
	for _, lang := range []corpus.Lang{corpus.Chinese, corpus.English} {
		for _, question := range goldenQuestions(lang) {
			answer := ask(t, engine, question)
			mustBeSound(t, article, answer)
			if answer.Answerer != rag.Extractive || answer.Model != "" || answer.Notice != "" || answer.Lang != lang {
				t.Errorf("%q: answered by %s in %s, notice %q", question, answer.Answerer, answer.Lang, answer.Notice)
			}
			for _, c := range answer.Citations {
				if !c.Verified {
					t.Errorf("%q: a quotation of [%d] counts as unverified", question, c.N)
				}
			}
		}
	}
}

// TestExtractiveAnswersAnswer has questions about the lighthouses with what the answer must hold.
func TestExtractiveAnswersAnswer(t *testing.T) {
	engine := newEngine(t, towers(t))
	for _, tt := range []struct{ question, want string }{
		{"Who built North Light?", "Ada Brandt"},
		{"How tall is North Light?", "31 metres"},
		{"When was South Light built?", "1902"},
		{"Which oil does the lamp burn?", "the town's own press"},
		{"Who keeps North Light?", "Jonas Wehl"},
		{"北灯塔是谁建成的？", "艾达·布兰特"},
		{"南灯塔的灯烧什么油？", "自己榨的油"},
		{"北灯塔花了多少钱?", "4,500克朗"},
	} {
		answer := ask(t, engine, tt.question)
		if answer.Refused || !strings.Contains(answer.Text, tt.want) || len(answer.Citations) == 0 {
			t.Errorf("%q: refused %v, want %q cited:\n%s", tt.question, answer.Refused, tt.want, answer.Text)
		}
	}
}

// longParagraph has a paragraph too long for one passage, with the sentences of a story about brass among its filler.
func longParagraph(story ...string) string {
	var text strings.Builder
	text.WriteString("# The Workshop\n\n## Brass\n\n")
	for i, sentence := range story {
		fmt.Fprintf(&text, "%s ", sentence)
		for k := range 4 {
			fmt.Fprintf(&text, "On day %d the apprentices swept the yard and stacked the timber against the wall until noon. ", 10*i+k)
		}
	}
	return text.String() + "\n"
}

func TestExtractiveAnswersKeepTheReadingOrder(t *testing.T) {
	story := []string{
		"The smith melted brass in an iron pan.", "The smith poured brass slowly from above.",
		"The smith polished brass till evening.", "The smith carried brass across town.",
	}
	article := articleOf(t, "workshop", longParagraph(story...))
	if n := len(corpus.Passages(article.Editions[0])); n < 2 {
		t.Fatalf("the paragraph makes %d passages; the test needs several", n)
	}
	answer := ask(t, newEngine(t, article), "What did the smith do with brass?")
	mustBeSound(t, article, answer)
	last := -1
	for _, q := range quotations(answer.Text) {
		at := strings.Index(fullText(article), q.sentence)
		if at < last {
			t.Errorf("%q stands before what it follows in the article:\n%s", q.sentence, answer.Text)
		}
		last = at
	}
	if len(answer.Citations) < 2 {
		t.Errorf("the answer cites %d passages; the test needs several:\n%s", len(answer.Citations), answer.Text)
	}
}

// TestQuoteIsVerbatimAcrossAGap has an answer of two sentences of one passage between which another one stands.
func TestQuoteIsVerbatimAcrossAGap(t *testing.T) {
	article := articleOf(t, "gap", "# Bells\n\nThe smith cast bells of brass. It rained all week. The smith tuned bells of brass.\n\n"+
		"Nobody came to the fair.\n")
	answer := ask(t, newEngine(t, article), "What did the smith do with bells of brass?")
	mustBeSound(t, article, answer)
	if len(answer.Citations) != 1 || !strings.Contains(answer.Text, "cast") || !strings.Contains(answer.Text, "tuned") {
		t.Errorf("want both sentences of the one passage:\n%s", answer.Text)
	}
}

// TestComparisonsDoNotRepeat has an article that says the same of both sides in two places.
func TestComparisonsDoNotRepeat(t *testing.T) {
	refrain := "The harbour paid for North Light and for South Light."
	article := articleOf(t, "refrain", "# Lights\n\n"+refrain+" One is tall.\n\n"+refrain+" One is small.\n")
	answer := ask(t, newEngine(t, article), "What is the difference between North Light and South Light?")
	mustBeSound(t, article, answer)
	if answer.Kind != rag.Compare || strings.Count(answer.Text, refrain) > 1 {
		t.Errorf("kind %s:\n%s", answer.Kind, answer.Text)
	}
}

func TestSummaryLeadsThroughTheSections(t *testing.T) {
	article := builtin(t)
	engine := newEngine(t, article)
	for _, question := range []string{about, aboutChinese} {
		answer := ask(t, engine, question)
		mustBeSound(t, article, answer)
		titles := article.Edition(answer.Lang).SectionTitles()
		if answer.Kind != rag.Summary || len(answer.Citations) != len(titles) {
			t.Fatalf("%q: kind %s, %d citations for %d sections", question, answer.Kind, len(answer.Citations), len(titles))
		}
		for i, c := range answer.Citations {
			if c.Section != titles[i] || !strings.Contains(answer.Text, titles[i]) {
				t.Errorf("%q: [%d] is of %q, want %q, which the text names", question, c.N, c.Section, titles[i])
			}
		}
	}
}

func TestSectionQuestionsAreAnsweredFromTheSection(t *testing.T) {
	for _, article := range []*corpus.Article{builtin(t), towers(t)} {
		engine := newEngine(t, article)
		for _, edition := range article.Editions {
			titles := edition.SectionTitles()
			questions := rag.Suggestions(edition, edition.Lang, "", len(titles)+1)
			if len(questions) != len(titles)+1 {
				t.Fatalf("%d questions for %d sections", len(questions), len(titles))
			}
			for i, title := range titles {
				answer := ask(t, engine, questions[i+1])
				mustBeSound(t, article, answer)
				if answer.Refused || answer.Lang != edition.Lang || len(answer.Citations) == 0 {
					t.Errorf("%q: refused %v in %s", questions[i+1], answer.Refused, answer.Lang)
				}
				for _, c := range answer.Citations {
					if c.Section != title {
						t.Errorf("%q is answered from %q", questions[i+1], c.Section)
					}
				}
			}
		}
	}
}

// TestShortTitlesAreNoSectionQuestions has sections named like what the article is about.
func TestShortTitlesAreNoSectionQuestions(t *testing.T) {
	article := articleOf(t, "short", "# Bells\n\n## Foundry\n\nThe foundry casts bells of brass.\n\n"+
		"The foundry was founded in 1881.\n\n## 钟声\n\nNobody hears it.\n")
	engine := newEngine(t, article)
	answer := ask(t, engine, "When was the foundry founded?")
	if answer.Kind != rag.Fact || !strings.Contains(answer.Text, "1881") {
		t.Errorf("kind %s:\n%s", answer.Kind, answer.Text)
	}
	for _, question := range []string{`What does the part "Foundry" say?`, "“钟声”这一部分讲了什么？"} {
		if answer := ask(t, engine, question); answer.Kind != rag.Summary || len(answer.Citations) == 0 {
			t.Errorf("%q: kind %s:\n%s", question, answer.Kind, answer.Text)
		}
	}
}

func TestSuggestionsAreAtMostN(t *testing.T) {
	edition := towers(t).Edition(corpus.English)
	for n, want := range []int{0, 1, 2, 3, 3} {
		if got := rag.Suggestions(edition, corpus.English, "", n); len(got) != want {
			t.Errorf("%d suggestions of at most %d: %q", len(got), n, got)
		}
	}
}

// TestTitlesThatAreQuestions are asked as they stand by who reads their language and script, save where that would ask for another
// thing.
func TestTitlesThatAreQuestions(t *testing.T) {
	chinese, traditional, english := rag.Audience{Lang: corpus.Chinese}, rag.Audience{Lang: corpus.Chinese, Script: rag.Traditional},
		rag.Audience{Lang: corpus.English}
	long := "Who keeps " + strings.Repeat("the lamps ", 6) + "?"
	for name, tt := range map[string]struct {
		title, want string
		to          rag.Audience
	}{
		"English":     {"Who keeps the lamps?", "Who keeps the lamps?", english},
		"Comparison":  {"Oil or gas: which is better?", "Oil or gas: which is better?", english},
		"NoQuestion":  {"Who keeps the lamps", `What is "Who keeps the lamps" about?`, english},
		"Short":       {"Why?", `What is "Why?" about?`, english},
		"SmallTalk":   {"What can you do?", `What is "What can you do?" about?`, english},
		"Long":        {long, `What is "` + long + `" about?`, english},
		"Chinese":     {"谁来看守那些灯？", "谁来看守那些灯？", chinese},
		"OtherScript": {"谁来看守那些灯？", "「谁来看守那些灯？」講了什麼？", traditional},
		"OtherTongue": {"谁来看守那些灯？", `What is "谁来看守那些灯？" about?`, english},
	} {
		t.Run(name, func(t *testing.T) {
			article := articleOf(t, "lamps", "# Lamps\n\n## "+tt.title+"\n\nJonas keeps the lamps. 约纳斯看守那些灯。\n")
			got := rag.Suggestions(article.Editions[0], tt.to.Lang, tt.to.Script, 2)
			if len(got) != 2 || got[1] != tt.want {
				t.Fatalf("got %q, want %q", got, tt.want)
			}
			q := rag.Question{Text: got[1], Lang: tt.to.Lang, Script: tt.to.Script, Quote: true}
			answer, err := newEngine(t, article).Ask(t.Context(), q, nil)
			if err != nil || answer.Kind != rag.Summary || answer.Refused {
				t.Errorf("%q is answered as %s, refused %v, %v", got[1], answer.Kind, answer.Refused, err)
			}
		})
	}
}

// TestQuotationsInAnotherLanguageAreIntroduced has articles with one edition, asked about in the other language.
func TestQuotationsInAnotherLanguageAreIntroduced(t *testing.T) {
	for _, tt := range []struct {
		name, text, question string
		lang                 corpus.Lang
	}{
		{"Chinese article", lighthousesChinese, about, corpus.English},
		{"English article", lighthouses, aboutChinese, corpus.Chinese},
	} {
		t.Run(tt.name, func(t *testing.T) {
			article := articleOf(t, "single", tt.text)
			answer := ask(t, newEngine(t, article), tt.question)
			mustBeSound(t, article, answer)
			first, _, _ := strings.Cut(answer.Text, "\n")
			if answer.Lang != tt.lang || corpus.DetectLang(first) != tt.lang || len(markers(first)) != 0 {
				t.Errorf("answered in %s, introduced by %q", answer.Lang, first)
			}
		})
	}
}

// TestArticleWithoutSections has no headings, and so nothing to name in a summary.
func TestArticleWithoutSections(t *testing.T) {
	article := articleOf(t, "plain", "The smith cast bells of brass.\n\nHis sister tuned them.\n")
	engine := newEngine(t, article)
	for _, question := range []string{about, "Who tuned the bells?"} {
		answer := ask(t, engine, question)
		mustBeSound(t, article, answer)
		if answer.Refused || len(headings(answer.Text)) != 0 {
			t.Errorf("%q: refused %v:\n%s", question, answer.Refused, answer.Text)
		}
	}
}

// TestFootnotesOfTheArticleAreNoCitations has an article with footnote marks of its own.
func TestFootnotesOfTheArticleAreNoCitations(t *testing.T) {
	article := articleOf(t, "notes", "# Lights\n\n## North\n\nNorth Light was built in 1881.[3]\n\n"+
		"## South\n\nSouth Light[1] was built in 1902.[2]\n\n## East\n\nEast Light was never built.[1]\n")
	for _, question := range []string{about, "When was South Light built?"} {
		answer := ask(t, newEngine(t, article), question)
		citationsAreNumbered(t, answer)
		for _, q := range quotations(answer.Text) {
			light, _, _ := strings.Cut(q.sentence, " ")
			if q.n > len(answer.Citations) || light == "" || !strings.HasPrefix(answer.Citations[q.n-1].Text, light) {
				t.Errorf("%q: %q is cited as [%d]:\n%s", question, q.sentence, q.n, answer.Text)
			}
		}
	}
	model := says("It was built in 1881 [1].")
	ask(t, newEngine(t, article, profile("p", model)), about)
	text := model.asked[0][1].Content
	passages, _, _ := strings.Cut(text, "Question:")
	if got := markers(passages); len(got) != 3 {
		t.Errorf("the passages are numbered %v:\n%s", got, passages)
	}
}
