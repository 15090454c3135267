package lexical_test

import (
	"fmt"
	"slices"
	"testing"

	"articlebot/corpus"
	"articlebot/rag/lexical"
)

// TestSearchFigures asks for each way to write a figure by each other, in one language and across, among passages that have
// the same digits in other figures.
func TestSearchFigures(t *testing.T) {
	tests := []struct{ chinese, english, otherChinese, otherEnglish []string }{
		{[]string{"4:1", "4比1", "四比一"}, []string{"4:1", "4 to 1"}, []string{"1比4", "4和1"}, []string{"1 to 4", "1 and 4"}},
		{[]string{"160%", "百分之160", "百分之一百六十"}, []string{"160%", "160 percent"}, []string{"160分"}, []string{"160 points"}},
		{[]string{"2023年3月", "二〇二三年三月"}, []string{"March 2023", "Mar. 2023"}, []string{"2023年5月3日"}, []string{"April 2023"}},
		{[]string{"3亿", "三亿", "300,000,000"}, []string{"300 million"}, []string{"3万", "300万"}, []string{"3 million"}},
		{[]string{"数十亿", "几十亿"}, []string{"billions", "several billion"}, []string{"数千"}, []string{"thousands"}},
	}
	for _, test := range tests {
		t.Run(test.chinese[0], func(t *testing.T) {
			for _, asked := range slices.Concat(test.chinese, test.english) {
				for _, written := range test.chinese {
					findsFigure(t, corpus.Chinese, asked, written, test.otherChinese)
				}
				for _, written := range test.english {
					findsFigure(t, corpus.English, asked, written, test.otherEnglish)
				}
			}
		})
	}
}

// findsFigure fails unless a question with a figure as it is asked finds the passage where it is written, before the others.
func findsFigure(t *testing.T, lang corpus.Lang, asked, written string, others []string) {
	t.Helper()
	text := func(figure string) string {
		if lang == corpus.Chinese {
			return fmt.Sprintf("山上的灯塔，%s。", figure)
		}
		return fmt.Sprintf("The lighthouse, %s.", figure)
	}
	var texts []string
	for _, other := range others {
		texts = append(texts, text(other))
	}
	x := lexical.New(passagesOf(lang, append(texts, text(written))...))
	if got := first(t, x, asked); got != text(written) {
		t.Errorf("%q finds %q, want %q", asked, got, text(written))
	}
}

// TestReadFigures holds that a passage covers a figure as much by its normal form as by its words, and that the words cover it
// as much as if there were no such form.
func TestReadFigures(t *testing.T) {
	passages := append(
		passagesOf(corpus.Chinese, "以4比1获胜。", "以4：1获胜。", "在4和1之间。", "灯塔。"),
		passagesOf(corpus.English, "It won 4 to 1.", "It took 300 million.", "The lighthouse.")...)
	x := lexical.New(passages)
	tests := []struct {
		question string
		passage  int
	}{
		{"四比一", 0}, {"四比一", 1}, {"4比1", 1}, {"4：1", 2}, {"四比一", 4}, {"4比1", 4}, {"3亿", 5},
	}
	for _, test := range tests {
		if r := x.Read(test.question, passages)[test.passage]; r.Coverage < 0.99 {
			t.Errorf("%q covers %.2f of %q", passages[test.passage].Text(), r.Coverage, test.question)
		}
	}
}

// TestReadDates holds that a date stands in a text in any writing, and that another date is not taken for it.
func TestReadDates(t *testing.T) {
	passages := append(
		passagesOf(corpus.Chinese, "灯塔建成于2023年3月。", "灯塔开放于1月18日。"),
		passagesOf(corpus.English, "The lighthouse was built in March 2023.")...)
	x := lexical.New(passages)
	for question, want := range map[string][]bool{
		"Was the lighthouse built in March 2023?":    {true, false, true},
		"Was the lighthouse built in Mar. 2023?":     {true, false, true},
		"Was the lighthouse built in March 2021?":    {false, false, false},
		"Was the lighthouse opened on January 18?":   {false, true, false},
		"Was the lighthouse opened on January 19th?": {false, false, false},
	} {
		for i, r := range x.Read(question, passages) {
			if r.Exact != want[i] {
				t.Errorf("%q in %q: exact %v", question, passages[i].Text(), r.Exact)
			}
		}
	}
}
