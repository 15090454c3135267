package rag_test

import (
	"fmt"
	"slices"
	"testing"

	"articlebot/corpus"
	"articlebot/rag"
)

// paragraphsCited are the numbers, in reading order, of the passages that stand behind [1], [2] and so on.
func paragraphsCited(e *corpus.Edition, answer rag.Answer) []int {
	var numbers []int
	passages := corpus.Passages(e)
	for _, c := range answer.Citations {
		at := slices.IndexFunc(passages, func(p *corpus.Passage) bool { return p.ID == c.PassageID })
		numbers = append(numbers, at+1)
	}
	return numbers
}

// TestCitationsAreAssigned has true sentences with no citation, with one for several, or with a wrong one. Each gets the
// one that is right, and nobody asks the model again; cited are the paragraphs behind the numbers.
func TestCitationsAreAssigned(t *testing.T) {
	both := towers(t)
	tests := []struct {
		name, question, reply, want string
		cited                       []int
	}{
		{"none", about, "South Light was built in 1902.", "South Light was built in 1902. [1]", []int{2}},
		{"none, Chinese", aboutChinese, "南灯塔建于1902年。", "南灯塔建于1902年。 [1]", []int{2}},
		{"none in a list", about, "- Jonas Wehl counts the ships every night.\n- A clock turns the lamp on at dusk.\n- North Light was built in 1881.",
			"- Jonas Wehl counts the ships every night. [1]\n- A clock turns the lamp on at dusk. [2]\n- North Light was built in 1881. [3]", []int{3, 4, 1}},
		{"none in a list, Chinese", aboutChinese, "- 北灯塔的看守人每晚都数过往的船。\n- 一座时钟在黄昏把灯点亮。\n- 北灯塔在1881年建成。",
			"- 北灯塔的看守人每晚都数过往的船。 [1]\n- 一座时钟在黄昏把灯点亮。 [2]\n- 北灯塔在1881年建成。 [3]", []int{3, 4, 1}},
		{"one at the end", about, "North Light was built in 1881. It stands 31 metres tall, and it cost 4,500 crowns [1].",
			"North Light was built in 1881. [1] It stands 31 metres tall, and it cost 4,500 crowns [1].", []int{1}},
		{"one behind all", about, "North Light was built in 1881. It cost 4,500 crowns. [1]",
			"North Light was built in 1881. [1] It cost 4,500 crowns. [1]", []int{1}},
		{"one at the end, Chinese", aboutChinese, "北灯塔在1881年建成。它花了4,500克朗。塔高31米[1]。",
			"北灯塔在1881年建成。 [1] 它花了4,500克朗。 [1] 塔高31米[1]。", []int{1}},
		{"one at the end for what is only like it", about, "The tower by the harbour has a keeper. He counts the ships every night [3].",
			"The tower by the harbour has a keeper. [1] He counts the ships every night [1].", []int{3}},
		{"one at the end for what is only like it, Chinese", aboutChinese, "港口小镇的灯塔有一位安静的看守人。他每晚都数过往的船[3]。",
			"港口小镇的灯塔有一位安静的看守人。 [1] 他每晚都数过往的船[1]。", []int{3}},
		{"one at the end that is not all's", about, "South Light was built in 1902. A clock turns its lamp on at dusk [4].",
			"South Light was built in 1902. [1] A clock turns its lamp on at dusk [2].", []int{2, 4}},
		{"one at the end that is not all's, Chinese", aboutChinese, "南灯塔建于1902年。一座时钟在黄昏把灯点亮[4]。",
			"南灯塔建于1902年。 [1] 一座时钟在黄昏把灯点亮[2]。", []int{2, 4}},
		{"wrong", about, "North Light was built in 1881 [4]. South Light was built in 1902 [1].",
			"North Light was built in 1881. [1] South Light was built in 1902. [2]", []int{1, 2}},
		{"wrong, Chinese", aboutChinese, "北灯塔在1881年建成[4]。南灯塔建于1902年[1]。",
			"北灯塔在1881年建成。 [1] 南灯塔建于1902年。 [2]", []int{1, 2}},
		{"two wrong", about, "North Light was built in 1881 [2][4].", "North Light was built in 1881. [1]", []int{1}},
		{"two wrong, Chinese", aboutChinese, "北灯塔在1881年建成 [2][4]。", "北灯塔在1881年建成。 [1]", []int{1}},
		{"two that are right together", about, "North Light was built in 1881 and South Light in 1902 [1][2].",
			"North Light was built in 1881 and South Light in 1902 [1][2].", []int{1, 2}},
		{"two that are right together, Chinese", aboutChinese, "北灯塔在1881年建成，南灯塔建于1902年[1][2]。",
			"北灯塔在1881年建成，南灯塔建于1902年[1][2]。", []int{1, 2}},
		{"in a table", about, "| Tower | Age |\n|---|---|\n| North Light | built in 1881 |\n| South Light | built in 1902 [1] |",
			"| Tower | Age |\n|---|---|\n| North Light | built in 1881 [1] |\n| South Light | built in 1902 [2] |", []int{1, 2}},
	}
	engine := newEngine(t, both)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			answer, d := play(t, engine, rag.Question{Text: tt.question}, line{text: tt.reply})
			if answer.Text != tt.want || len(d.asked) != 1 {
				t.Errorf("%d calls: got %q, want %q", len(d.asked), answer.Text, tt.want)
			}
			if got := paragraphsCited(both.Edition(answer.Lang), answer); !slices.Equal(got, tt.cited) {
				t.Errorf("the paragraphs %v are cited, want %v", got, tt.cited)
			}
		})
	}
}

// TestCitationsAreAssignedAcrossLanguages has an article in one language and true sentences in the other. A wrong citation is
// surely found out only where a figure tells.
func TestCitationsAreAssignedAcrossLanguages(t *testing.T) {
	for _, tt := range []struct {
		edition, question string
		paragraphs        map[string]int
	}{
		{lighthousesChinese, about, map[string]int{
			"The engineer finished the tower in 1881.": 1, "The lighthouse is 31 metres tall.": 1, "The steamer was wrecked before 1902.": 2,
			"A clock lights the lamp at dusk.": 4,
		}},
		{lighthouses, aboutChinese, map[string]int{
			"北灯塔建于1881年。": 1, "灯塔高31米。": 1, "看守人每晚数船。": 3, "时钟在黄昏点亮灯。": 4,
		}},
	} {
		article := articleOf(t, "towers", tt.edition)
		engine := newEngine(t, article)
		for sentence, paragraph := range tt.paragraphs {
			replies := []string{sentence, fmt.Sprintf("%s [%d]", sentence, paragraph)}
			if digits.MatchString(sentence) {
				replies = append(replies, fmt.Sprintf("%s [%d]", sentence, 1+paragraph%4))
			}
			for _, reply := range replies {
				answer, d := play(t, engine, rag.Question{Text: tt.question}, line{text: reply})
				if answer.Text != sentence+" [1]" || answer.Lang != corpus.DetectLang(tt.question) || len(d.asked) != 1 {
					t.Errorf("%q: %d calls, in %s: %q", reply, len(d.asked), answer.Lang, answer.Text)
				}
				if got := paragraphsCited(article.Editions[0], answer); !slices.Equal(got, []int{paragraph}) || !answer.Citations[0].Verified {
					t.Errorf("%q: the paragraphs %v are cited: %+v", reply, got, answer.Trace.Claims)
				}
			}
		}
	}
}
