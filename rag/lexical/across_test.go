package lexical_test

import (
	"testing"

	"articlebot/corpus"
	"articlebot/rag/lexical"
)

// both is a small collection in both languages.
func both() []*corpus.Passage {
	return append(
		passagesOf(corpus.Chinese,
			"谷歌在2014年收购了这家公司。", "脸书的股价在那一年上涨。", "扎克伯格（Mark Zuckerberg）公布了计划。", "灯塔建成于山上。", "GPT-4在春天发布。", "GPT-3.5在冬天发布。"),
		passagesOf(corpus.English,
			"The lighthouse was built on the hill.", "Wang Sheng (王晟) likes open source.", "The engineers established a new laboratory.", "A parameter was chosen by hand.")...)
}

func first(t *testing.T, x *lexical.Index, query string) string {
	t.Helper()
	hits, err := x.Search(t.Context(), query, 3)
	if err != nil || len(hits) == 0 {
		t.Fatalf("%q: %d hits, error %v", query, len(hits), err)
	}
	return hits[0].Passage.Text()
}

// TestSearchAcross asks in one language for what stands in the other, or under another name.
func TestSearchAcross(t *testing.T) {
	x := lexical.New(both())
	for query, want := range map[string]string{
		"Who bought the company?":        "谷歌在2014年收购了这家公司。",
		"Did the stock price rise?":      "脸书的股价在那一年上涨。",
		"Meta的股价":                        "脸书的股价在那一年上涨。",
		"小扎公布了什么":                        "扎克伯格（Mark Zuckerberg）公布了计划。",
		"What did Zuckerberg announce?":  "扎克伯格（Mark Zuckerberg）公布了计划。",
		"谁喜欢开源？王晟吗？":                     "Wang Sheng (王晟) likes open source.",
		"实验室是谁建立的？":                      "The engineers established a new laboratory.",
		"哪个参数是手选的？":                      "A parameter was chosen by hand.",
		"誰收購了這家公司？":                      "谷歌在2014年收购了这家公司。",
		"Where was the lighthouse built": "The lighthouse was built on the hill.",
	} {
		if got := first(t, x, query); got != want {
			t.Errorf("%q finds %q, want %q", query, got, want)
		}
	}
}

// TestReadExactNames holds that a number in a name counts.
func TestReadExactNames(t *testing.T) {
	passages := both()
	x := lexical.New(passages)
	readings := x.Read("GPT-4什么时候发布？", passages)
	if !readings[4].Exact || readings[5].Exact {
		t.Errorf("GPT-4 is there %v, and in GPT-3.5 %v", readings[4].Exact, readings[5].Exact)
	}
	if !readings[4].Names[0] || readings[5].Names[0] {
		t.Errorf("the sentences name it: %v, %v", readings[4].Names, readings[5].Names)
	}
}

// TestReadContent holds that a name alone is no answer, and that a synonym is.
func TestReadContent(t *testing.T) {
	passages := passagesOf(corpus.Chinese, "公司由马斯克成立。", "公司在山上。")
	x := lexical.New(passages)
	if r := x.Read("公司是马斯克创立的吗？", passages); r[0].Content == 0 || !r[0].Named {
		t.Errorf("创立 and 成立 are no synonyms: %+v", r[0])
	}
	if r := x.Read("马斯克的母校在哪里？", passages); r[0].Content != 0 || !r[0].Named || r[1].Named {
		t.Errorf("the passages have the school: %+v", r)
	}
}

func TestWrittenAs(t *testing.T) {
	passages := passagesOf(corpus.Chinese, "推特换了老板。", "axis坐标。")
	x := lexical.New(passages)
	if r := x.Read("Who owns X now?", passages); !r[0].Named {
		t.Error("X is not found as 推特")
	}
}
