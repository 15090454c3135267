package rag_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"articlebot/corpus"
	"articlebot/rag"
)

// lamps is an article of four passages that all bear out that something is old and tall.
func lamps(tb testing.TB) *corpus.Article {
	tb.Helper()
	text := "# Lamps\n"
	for _, name := range []string{"first", "second", "third", "fourth"} {
		text += "\nThe " + name + " lamp is old, and it is tall, and taller than all that is new here. 它很老，也很高。\n"
	}
	return articleOf(tb, "lamps", text)
}

// TestCitationsAreRenumbered has replies about the four passages of the lamps; cited are the paragraphs that stand behind
// [1], [2] and so on.
func TestCitationsAreRenumbered(t *testing.T) {
	tests := []struct {
		name, reply, want string
		cited             []int
	}{
		{"plain", "It is old [1].", "It is old [1].", []int{1}},
		{"by first use", "Old [3]. Tall [1]. Old again [3].", "Old [1]. Tall [2]. Old again [1].", []int{3, 1}},
		{"behind the full stop", "It is old. [2]", "It is old. [1]", []int{2}},
		{"list", "It is old [4, 2].", "It is old [1][2].", []int{4, 2}},
		{"adjacent", "It is old [2][4].", "It is old [1][2].", []int{2, 4}},
		{"twice in a list", "It is old [2, 2].", "It is old [1].", []int{2}},
		{"lenticular brackets", "它很老【2】。", "它很老[1]。", []int{2}},
		{"lenticular brackets with a source", "它很老【2†source】。", "它很老[1]。", []int{2}},
		{"full width brackets", "它很老［2］。", "它很老[1]。", []int{2}},
		{"full width digits", "它很老［２，４］。", "它很老[1][2]。", []int{2, 4}},
		{"Chinese list", "它很老[2、4]，[1；3]。", "它很老[1][2]，[3][4]。", []int{2, 4, 1, 3}},
		{"footnote", "It is old [^2].", "It is old [1].", []int{2}},
		{"spaces", "It is old [ 2 ].", "It is old [1].", []int{2}},
		{"none", "It is old.", "It is old. [1]", []int{1}},
		{"unknown", "It is old [9].", "It is old. [1]", []int{1}},
		{"zero", "It is old [0]. It is tall [2].", "It is old. [1] It is tall [1].", []int{2}},
		{"beyond every number", "It is old [99999999999999999999].", "It is old. [1]", []int{1}},
		{"unknown beside known", "It is old [9, 2, 5].", "It is old [1].", []int{2}},
		{"unknown around known", "It is old [9][2][8].", "It is old [1].", []int{2}},
		{"code", "`It` is old [2].", "It is old [1].", []int{2}},
		{"brackets that are none", "It is old [] [a] [2].", "It is old [] [a] [1].", []int{2}},
		{"link", "It is old [2](https://example.org/2).", "It is old [1].", []int{2}},
		{"Markdown around", "- **Old** [3]\n- *Tall* [1]", "- **Old** [1]\n- *Tall* [2]", []int{3, 1}},
	}
	article := lamps(t)
	passages := corpus.Passages(article.Edition(corpus.English))
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			answer := ask(t, newEngine(t, article, profile("p", says(tt.reply))), about)
			if answer.Text != tt.want {
				t.Errorf("got %q, want %q", answer.Text, tt.want)
			}
			var cited []int
			for _, c := range answer.Citations {
				at := slices.IndexFunc(passages, func(p *corpus.Passage) bool { return p.ID == c.PassageID })
				cited = append(cited, at+1)
			}
			if !slices.Equal(cited, tt.cited) {
				t.Errorf("the paragraphs %v are cited, want %v", cited, tt.cited)
			}
		})
	}
}

// watch asks and also returns the drafts.
func watch(t *testing.T, e *rag.Engine, question string) (answer rag.Answer, drafts []string) {
	t.Helper()
	// In a bubble no time passes, so that no draft is left out for what the one before it took.
	synctest.Test(t, func(t *testing.T) {
		var err error
		answer, err = e.Ask(t.Context(), rag.Question{Text: question}, func(text string) { drafts = append(drafts, text) })
		if err != nil {
			t.Fatalf("Ask(%q): %v", question, err)
		}
	})
	return answer, drafts
}

// TestDraftsTakeLittleTime has drafts cost more the longer they grow: all of them together take no more than a tenth or so.
func TestDraftsTakeLittleTime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var spent time.Duration
		start := time.Now()
		model := says(strings.Repeat("It is old [1]. ", 60))
		model.pause = 5 * time.Millisecond
		_, err := newEngine(t, lamps(t), profile("p", model)).Ask(t.Context(), rag.Question{Text: about}, func(text string) {
			cost := time.Duration(len(text)) * 100 * time.Microsecond
			time.Sleep(cost)
			spent += cost
		})
		if err != nil {
			t.Fatal(err)
		}
		if all := time.Since(start); spent == 0 || spent > all/8 {
			t.Errorf("drafts took %v of %v", spent, all)
		}
	})
}

// TestDraftsGrow has replies that come rune by rune: each draft begins the next one, the last one is the answer, and no
// part of a marker is shown.
func TestDraftsGrow(t *testing.T) {
	for _, said := range []string{
		"It is old [3]. It is tall [1, 2]. It is old [3].",
		"它很老【3】，也很高［１、２］。",
		"它很老【3†source】，也很高【1†第一段】。",
		"It is old [^3]. It is tall [3].",
		"It is old [3][1][9][4].",
		"All is old [ 3 ; 1 ] here.",
		"**Old** [3]\n\n- tall [1]\n- taller [2]",
	} {
		answer, drafts := watch(t, newEngine(t, lamps(t), profile("p", says(said))), about)
		if len(drafts) < 5 {
			t.Fatalf("%q: %d drafts", said, len(drafts))
		}
		for i, draft := range drafts {
			mustShowNoHalfMarker(t, draft)
			if i > 0 && !strings.HasPrefix(draft, strings.TrimSpace(drafts[i-1])) {
				t.Errorf("%q: the draft %q follows %q", said, draft, drafts[i-1])
			}
		}
		if last := drafts[len(drafts)-1]; strings.TrimSpace(last) != answer.Text {
			t.Errorf("%q: the last draft is %q, the answer %q", said, last, answer.Text)
		}
	}
}

var halfMarker = regexp.MustCompile(`[\[【［][\^\s0-9０-９,，、;；]*(?:[0-9０-９]\s*†[^\]】］]*)?$`)

func mustShowNoHalfMarker(t *testing.T, draft string) {
	t.Helper()
	if half := halfMarker.FindString(draft); half != "" {
		t.Errorf("the draft %q ends with the half marker %q", draft, half)
	}
	if strings.TrimSpace(draft) == "" {
		t.Errorf("the draft %q shows nothing", draft)
	}
}

// FuzzCitations holds that whatever a model writes, outside of code and links only known numbers are shown, from 1 in the
// order of first use, and no draft ends in half a marker.
func FuzzCitations(f *testing.F) {
	for _, seed := range []string{
		"It is old [3]. It is tall [1, 2].", "[9]", "[[9]1]", "[1[2]3]", "【[9]2†x】", "[^[^9]1]", "[1,]", "[,1]", "［１】", "[1】［2]",
		"[9]\n[4]", "[ 9 ]]", "[", "[1", "[0001]", "[1]: x", "[9] [8]7]", "`[1]`", "[1](x)", "[0]\u200b(", "[0](", "VERDICT: yes [1]", "【3†a】【9†b】4】", "It【0\u2000", "[0\n",
	} {
		f.Add(seed, len(seed)/2)
	}
	views, isCode := newViews(f, towers(f)), regexp.MustCompile("`|[\\]】］]\\(")
	f.Fuzz(func(t *testing.T, said string, cut int) {
		cut = min(max(cut, 0), len(said))
		model := &scriptedModel{chunks: []string{said[:cut], said[cut:]}}
		engine := mustEngine(t, rag.Options{Views: views, Models: rag.Models{Profiles: map[string]rag.Profile{"p": profile("p", model)}, Default: "p"}})
		answer, drafts := watch(t, engine, about)
		// Characters that are not printed may stand between a bracket and the next.
		if isCode.MatchString(said) || isCode.MatchString(answer.Text) {
			return
		}
		citationsAreNumbered(t, answer)
		for _, draft := range drafts {
			mustShowNoHalfMarker(t, draft)
		}
	})
}
