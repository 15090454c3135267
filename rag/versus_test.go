package rag_test

import (
	"reflect"
	"strings"
	"testing"

	"articlebot/corpus"
	"articlebot/rag"
)

// versus is a comparison of the two towers in each language.
var versus = map[corpus.Lang]string{
	corpus.English: "What is the difference between North Light and South Light?",
	corpus.Chinese: "北灯塔和南灯塔有什么不同？",
}

// cell is a statement without its citations, which stand in its text.
type cell struct{ aspect, side, text string }

func statements(cells []cell) []rag.Statement {
	var list []rag.Statement
	for _, c := range cells {
		citations := append([]int{}, markers(c.text)...)
		list = append(list, rag.Statement{Aspect: c.aspect, Side: c.side, Text: c.text, Citations: citations})
	}
	return list
}

// TestStatementsBecomeCards has replies in lines of statements. Their citations are put right and numbered by first use,
// and a side about which nothing is said is named in the end.
func TestStatementsBecomeCards(t *testing.T) {
	tests := []struct {
		name       string
		lang       corpus.Lang
		reply      string
		text       string
		statements []cell
	}{
		{"two aspects", corpus.English,
			"Keeper | North Light | Jonas Wehl keeps it [3]\nKeeper | South Light | It has had no keeper since 1966 [4]\n" +
				"Age | North Light | It was built in 1881 [1]\nAge | South Light | It was built in 1902 [2]",
			"**Keeper**\n- **North Light**: Jonas Wehl keeps it [1]\n- **South Light**: It has had no keeper since 1966 [2]\n\n" +
				"**Age**\n- **North Light**: It was built in 1881 [3]\n- **South Light**: It was built in 1902 [4]",
			[]cell{
				{"Keeper", "North Light", "Jonas Wehl keeps it [1]"}, {"Keeper", "South Light", "It has had no keeper since 1966 [2]"},
				{"Age", "North Light", "It was built in 1881 [3]"}, {"Age", "South Light", "It was built in 1902 [4]"},
			}},
		{"two aspects, Chinese", corpus.Chinese,
			"看守 | 北灯塔 | 看守人是约纳斯[3]\n看守 | 南灯塔 | 从1966年起没有看守人[4]\n年代 | 北灯塔 | 1881年建成[1]\n年代 | 南灯塔 | 建于1902年[2]",
			"**看守**\n- **北灯塔**：看守人是约纳斯[1]\n- **南灯塔**：从1966年起没有看守人[2]\n\n**年代**\n- **北灯塔**：1881年建成[3]\n- **南灯塔**：建于1902年[4]",
			[]cell{
				{"看守", "北灯塔", "看守人是约纳斯[1]"}, {"看守", "南灯塔", "从1966年起没有看守人[2]"},
				{"年代", "北灯塔", "1881年建成[3]"}, {"年代", "南灯塔", "建于1902年[4]"},
			}},
		{"wrong and missing citations", corpus.English, "Age | North Light | North Light was built in 1881 [4]\nAge | South Light | South Light was built in 1902",
			"**Age**\n- **North Light**: North Light was built in 1881 [1]\n- **South Light**: South Light was built in 1902 [2]",
			[]cell{{"Age", "North Light", "North Light was built in 1881 [1]"}, {"Age", "South Light", "South Light was built in 1902 [2]"}}},
		{"aspects in turn", corpus.English,
			"Age | North Light | It was built in 1881 [1]\nKeeper | North Light | Jonas Wehl keeps it [3]\nAge | South Light | It was built in 1902 [2]",
			"**Age**\n- **North Light**: It was built in 1881 [1]\n- **South Light**: It was built in 1902 [2]\n\n**Keeper**\n- **North Light**: Jonas Wehl keeps it [3]",
			[]cell{
				{"Age", "North Light", "It was built in 1881 [1]"}, {"Keeper", "North Light", "Jonas Wehl keeps it [3]"},
				{"Age", "South Light", "It was built in 1902 [2]"},
			}},
		{"a silent side", corpus.English, "Age | North Light | It was built in 1881 [1]",
			"**Age**\n- **North Light**: It was built in 1881 [1]\n\n- **South Light**: The article does not say.",
			[]cell{{"Age", "North Light", "It was built in 1881 [1]"}}},
		{"a silent side, Chinese", corpus.Chinese, "年代 | 南灯塔 | 建于1902年[2]",
			"**年代**\n- **南灯塔**：建于1902年[1]\n\n- **北灯塔**：文章没有提到。", []cell{{"年代", "南灯塔", "建于1902年[1]"}}},
		{"a side said to be silent", corpus.English, "Age | North Light | It was built in 1881 [1]\nAge | South Light | The article does not say.",
			"**Age**\n- **North Light**: It was built in 1881 [1]\n- **South Light**: The article does not say.",
			[]cell{{"Age", "North Light", "It was built in 1881 [1]"}, {"Age", "South Light", "The article does not say."}}},
		{"a side said to be silent, Chinese", corpus.Chinese, "年代 | 北灯塔 | 1881年建成[1]\n年代 | 南灯塔 | 文章没有提到。",
			"**年代**\n- **北灯塔**：1881年建成[1]\n- **南灯塔**：文章没有提到。",
			[]cell{{"年代", "北灯塔", "1881年建成[1]"}, {"年代", "南灯塔", "文章没有提到。"}}},
	}
	engine := newEngine(t, towers(t))
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			answer, d := play(t, engine, rag.Question{Text: versus[tt.lang]}, line{text: "VERDICT: yes\n" + tt.reply})
			if answer.Text != tt.text || answer.Kind != rag.Compare || len(d.asked) != 1 {
				t.Errorf("%s after %d calls:\n%s\nwant\n%s", answer.Kind, len(d.asked), answer.Text, tt.text)
			}
			if !reflect.DeepEqual(answer.Comparison, statements(tt.statements)) {
				t.Errorf("the statements are %+v, want %+v", answer.Comparison, statements(tt.statements))
			}
			citationsAreNumbered(t, answer)
		})
	}
}

// TestStatementsInOtherClothes has the same statements written in the ways that models write them.
func TestStatementsInOtherClothes(t *testing.T) {
	want := map[corpus.Lang]string{
		corpus.English: "**Age**\n- **North Light**: It was built in 1881 [1]\n- **South Light**: It was built in 1902 [2]",
		corpus.Chinese: "**年代**\n- **北灯塔**：1881年建成[1]\n- **南灯塔**：建于1902年[2]",
	}
	engine := newEngine(t, towers(t))
	for lang, replies := range map[corpus.Lang]map[string]string{
		corpus.English: {
			"bars around":      "| Age | North Light | It was built in 1881 [1] |\n| Age | South Light | It was built in 1902 [2] |",
			"bullets":          "- Age | North Light | It was built in 1881 [1]\n- Age | South Light | It was built in 1902 [2]",
			"numbers":          "1. Age | North Light | It was built in 1881 [1]\n2. Age | South Light | It was built in 1902 [2]",
			"bold":             "**Age** | **North Light** | It was built in 1881 [1]\n**Age:** | **South Light** | It was built in 1902 [2]",
			"blank lines":      "Age | North Light | It was built in 1881 [1]\n\nAge | South Light | It was built in 1902 [2]\n",
			"a table":          "| Aspect | Side | Statement |\n|---|---|---|\n| Age | North Light | It was built in 1881 [1] |\n| Age | South Light | It was built in 1902 [2] |",
			"a column each":    "| | North Light | South Light |\n|:--|---|---|\n| Age | It was built in 1881 [1] | It was built in 1902 [2] |",
			"a rule below":     "Age | North Light | It was built in 1881 [1]\nAge | South Light | It was built in 1902 [2]\n\n---",
			"no bars around":   "Aspect | Side | Statement\n--- | --- | ---\nAge | North Light | It was built in 1881 [1]\nAge | South Light | It was built in 1902 [2]",
			"a line before":    "Here is how they differ:\n\nAge | North Light | It was built in 1881 [1]\nAge | South Light | It was built in 1902 [2]",
			"a heading before": "## The two towers\nAge | North Light | It was built in 1881 [1]\nAge | South Light | It was built in 1902 [2]",
			"another case":     "Age | NORTH LIGHT | It was built in 1881 [1]\nAge | south light | It was built in 1902 [2]",
			"an article":       "Age | The North Light | It was built in 1881 [1]\nAge | South Light's tower | It was built in 1902 [2]",
			"a gloss":          "Age | North Light (北灯塔) | It was built in 1881 [1]\nAge | South Light（南灯塔） | It was built in 1902 [2]",
			"a part":           "Age | North | It was built in 1881 [1]\nAge | South | It was built in 1902 [2]",
			"cited by name":    "Age [1] | North Light [1] | It was built in 1881 [1]\nAge [2] | South Light [2] | It was built in 1902 [2]",
		},
		corpus.Chinese: {
			"bars around":     "| 年代 | 北灯塔 | 1881年建成[1] |\n| 年代 | 南灯塔 | 建于1902年[2] |",
			"bullets":         "- 年代 | 北灯塔 | 1881年建成[1]\n- 年代 | 南灯塔 | 建于1902年[2]",
			"full width bars": "年代｜北灯塔｜1881年建成[1]\n年代｜南灯塔｜建于1902年[2]",
			"bold":            "**年代** | **北灯塔** | 1881年建成[1]\n**年代：** | **南灯塔** | 建于1902年[2]",
			"a table":         "| 方面 | 哪一方 | 陈述 |\n|---|---|---|\n| 年代 | 北灯塔 | 1881年建成[1] |\n| 年代 | 南灯塔 | 建于1902年[2] |",
			"a column each":   "| 方面 | **北灯塔** | **南灯塔** |\n|---|---|---|\n| 年代 | 1881年建成[1] | 建于1902年[2] |",
			"a line before":   "两者的区别如下：\n年代 | 北灯塔 | 1881年建成[1]\n年代 | 南灯塔 | 建于1902年[2]",
			"Traditional":     "年代 | 北燈塔 | 1881年建成[1]\n年代 | 南燈塔 | 建于1902年[2]",
			"a gloss":         "年代 | 北灯塔（North Light） | 1881年建成[1]\n年代 | 南灯塔（South Light） | 建于1902年[2]",
			"a part":          "年代 | 北 | 1881年建成[1]\n年代 | 南 | 建于1902年[2]",
		},
	} {
		for name, reply := range replies {
			answer, d := play(t, engine, rag.Question{Text: versus[lang]}, line{text: "VERDICT: yes\n" + reply})
			if answer.Text != want[lang] || len(answer.Comparison) != 2 || len(d.asked) != 1 {
				t.Errorf("%s %s: %d calls, %d statements:\n%s", lang, name, len(d.asked), len(answer.Comparison), answer.Text)
			}
		}
	}
}

// TestTheLongestSideIsMeant has sides of which one is the beginning of the other, and a name that may be either's.
func TestTheLongestSideIsMeant(t *testing.T) {
	article := articleOf(t, "lamps", "# Lamps\n\nThe Halcyon burns oil of the whale.\n\nThe Halcyon Two burns gas of the town.\n")
	engine := newEngine(t, article)
	for _, question := range []string{"Compare Halcyon and Halcyon Two.", "Compare Halcyon Two and Halcyon."} {
		answer, _ := play(t, engine, rag.Question{Text: question}, line{text: "Fuel | Halcyon | It burns oil [1]\nFuel | The Halcyon Two | It burns gas [2]"})
		const want = "**Fuel**\n- **Halcyon**: It burns oil [1]\n- **Halcyon Two**: It burns gas [2]"
		if answer.Text != want {
			t.Errorf("%q: %s", question, answer.Text)
		}
	}
	answer, _ := play(t, newEngine(t, towers(t)), rag.Question{Text: versus[corpus.English]}, line{text: "Age | Light | North Light was built in 1881 [1]"})
	if answer.Comparison != nil {
		t.Errorf("a name that both have is taken for one: %+v", answer.Comparison)
	}
}

// TestComparisonsInFreeText has models that write a comparison in their own way, which is accepted.
func TestComparisonsInFreeText(t *testing.T) {
	engine := newEngine(t, towers(t))
	for lang, replies := range map[corpus.Lang][]string{
		corpus.English: {
			"North Light was built in 1881 [1]. South Light was built in 1902 [2].",
			"**North Light**\n- It was built in 1881 [1].\n\n**South Light**\n- It was built in 1902 [2].",
			"| Tower | Age |\n|---|---|\n| North Light | built in 1881 [1] |\n| South Light | built in 1902 [2] |",
			"North Light was built in 1881 [1].\n\n| Age | South Light | built in 1902 [2] |",
		},
		corpus.Chinese: {
			"北灯塔在1881年建成[1]。南灯塔建于1902年[2]。",
			"**北灯塔**\n- 在1881年建成[1]。\n\n**南灯塔**\n- 建于1902年[2]。",
			"| 灯塔 | 年代 |\n|---|---|\n| 北灯塔 | 在1881年建成[1] |\n| 南灯塔 | 建于1902年[2] |",
		},
	} {
		for _, reply := range replies {
			answer, d := play(t, engine, rag.Question{Text: versus[lang]}, line{text: "VERDICT: yes\n" + reply})
			if answer.Text != reply || answer.Comparison != nil || answer.Answerer != rag.Model || len(d.asked) != 1 {
				t.Errorf("%q: %d calls, by %s, %+v:\n%s", reply, len(d.asked), answer.Answerer, answer.Comparison, answer.Text)
			}
		}
	}
}

// TestFaultyStatementsAreRepaired has a statement that is doubtful and one without basis: told of them the model does
// better, and where it does not the one is marked and the other left out.
func TestFaultyStatementsAreRepaired(t *testing.T) {
	engine := newEngine(t, towers(t))
	for lang, said := range map[corpus.Lang]struct{ faulty, better, shown, kept string }{
		corpus.English: {
			"Age | North Light | It was built in 1881 [1]\nAge | South Light | It was built in 1950 [2]\nFood | South Light | Bananas are rich in potassium [2]",
			"Age | North Light | It was built in 1881 [1]\nAge | South Light | It was built in 1902 [2]",
			"**Age**\n- **North Light**: It was built in 1881 [1]\n- **South Light**: It was built in 1902 [2]",
			"**Age**\n- **North Light**: It was built in 1881 [1]\n- **South Light**: It was built in 1950 [2] (unverified)",
		},
		corpus.Chinese: {
			"年代 | 北灯塔 | 1881年建成[1]\n年代 | 南灯塔 | 建于1950年[2]\n食物 | 南灯塔 | 香蕉含有丰富的钾[2]",
			"年代 | 北灯塔 | 1881年建成[1]\n年代 | 南灯塔 | 建于1902年[2]",
			"**年代**\n- **北灯塔**：1881年建成[1]\n- **南灯塔**：建于1902年[2]",
			"**年代**\n- **北灯塔**：1881年建成[1]\n- **南灯塔**：建于1950年[2]（未核实）",
		},
	} {
		answer, d := play(t, engine, rag.Question{Text: versus[lang]}, lines(said.faulty, said.better)...)
		if answer.Text != said.shown || len(d.asked) != 2 || !strings.Contains(d.request(1), "1950") {
			t.Errorf("%s: %d calls: %s", lang, len(d.asked), answer.Text)
		}
		answer, _ = play(t, engine, rag.Question{Text: versus[lang]}, line{text: said.faulty}, line{err: errBroken})
		if answer.Text != said.kept || answer.Notice == "" || len(answer.Comparison) != 2 || answer.Citations[1].Verified {
			t.Errorf("%s: notice %q, %+v: %s", lang, answer.Notice, answer.Citations, answer.Text)
		}
	}
}

// TestDraftsShowNoBars has comparisons that come rune by rune: the drafts are cards from the first statement on, and no
// side is said to be silent before the end.
func TestDraftsShowNoBars(t *testing.T) {
	engine := newEngine(t, towers(t))
	for lang, replies := range map[corpus.Lang][]string{
		corpus.English: {
			"Age | North Light | It was built in 1881 [1]\nAge | South Light | It was built in 1902 [2]",
			"They differ:\nAge | North Light | It was built in 1881 [1]\nAge | South Light | It was built in 1902 [2]",
			"| Aspect | Side | Statement |\n|---|---|---|\n| Age | North Light | It was built in 1881 [1] |\n| Age | South Light | It was built in 1902 [2] |",
			"| | North Light | South Light |\n|---|---|---|\n| Age | It was built in 1881 [1] | It was built in 1902 [2] |",
		},
		corpus.Chinese: {
			"年代 | 北灯塔 | 1881年建成[1]\n年代 | 南灯塔 | 建于1902年[2]",
			"年代｜北灯塔｜1881年建成[1]\n年代｜南灯塔｜建于1902年[2]",
			"区别如下：\n| 方面 | 哪一方 | 陈述 |\n|---|---|---|\n| 年代 | 北灯塔 | 1881年建成[1] |\n| 年代 | 南灯塔 | 建于1902年[2] |",
		},
	} {
		for _, reply := range replies {
			use(t, engine, says("VERDICT: yes\n"+reply))
			answer, drafts := watch(t, engine, versus[lang])
			if len(drafts) < 20 || drafts[len(drafts)-1] != answer.Text {
				t.Errorf("%q: %d drafts, the last is %q, the answer %q", reply, len(drafts), drafts[len(drafts)-1], answer.Text)
			}
			for _, draft := range drafts {
				isEarly := strings.Contains(draft, "does not say") || strings.Contains(draft, "没有提到")
				if strings.ContainsAny(draft, "|｜") || isEarly {
					t.Errorf("%q: a draft shows %q", reply, draft)
				}
			}
		}
	}
}

// TestDraftsOfFreeComparisons holds that a comparison in free text is drafted like every answer.
func TestDraftsOfFreeComparisons(t *testing.T) {
	engine := newEngine(t, towers(t))
	for lang, reply := range map[corpus.Lang]string{
		corpus.English: "North Light was built in 1881 [1]. South Light was built in 1902 [2].",
		corpus.Chinese: "北灯塔在1881年建成[1]。南灯塔建于1902年[2]。",
	} {
		use(t, engine, says("VERDICT: yes\n"+reply))
		if _, drafts := watch(t, engine, versus[lang]); len(drafts) < 15 || drafts[len(drafts)-1] != reply {
			t.Errorf("%s: the drafts are %q", lang, drafts)
		}
	}
}
