package eval_test

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"articlebot/corpus"
	"articlebot/rag"
	"articlebot/rag/eval"
)

func TestReadItems(t *testing.T) {
	set := `{"id":"a1","lang":"zh","type":"fact","q":"谁种苹果?","must":[["果园","农场"],["苹果"]]}

  	 
{"id":"a2","lang":"en","type":"none","q":"Who flies?","refuse":true,"history":[{"question":"Who walks?","answer":"Nobody."}]}
`
	want := []eval.Item{
		{ID: "a1", Lang: corpus.Chinese, Type: "fact", Question: "谁种苹果?", Must: [][]string{{"果园", "农场"}, {"苹果"}}},
		{
			ID: "a2", Lang: corpus.English, Type: "none", Question: "Who flies?", Refuse: true,
			History: []rag.Turn{{Question: "Who walks?", Answer: "Nobody."}},
		},
	}
	got, err := eval.ReadItems(strings.NewReader(set))
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("ReadItems = %+v, %v\nwant %+v", got, err, want)
	}
}

func TestReadItemsErrors(t *testing.T) {
	good := `{"id":"a1","q":"Who?","must":[["Ann"]]}` + "\n"
	tests := []struct{ name, set, names string }{
		{"not JSON", good + "\n" + "who knows?", "line 3"},
		{"cut off", good + `{"id":"a2","q":"Wh`, "line 2"},
		{"wrong type", `{"id":"a1","q":"Who?","must":"somebody"}`, "line 1"},
		{"two items in a line", good + good[:len(good)-1] + good, "line 2"},
		{"no question", good + good + `{"id":"a3"}`, "line 3: the item has no question"},
		{"unknown field", good + `{"q":"Who?","must":[["Ann"]],"refused":true}`, `line 2: json: unknown field "refused"`},
		{"unknown field of a turn", `{"q":"Who?","must":[["Ann"]],"history":[{"q":"Why?"}]}`, `line 1: json: unknown field "q"`},
		{"neither must nor refuse", good + `{"q":"Who?"}`, "line 2: the item says neither"},
		{"must without groups", `{"q":"Who?","must":[],"refuse":false}`, "line 1: the item says neither"},
		{"empty group", `{"q":"Who?","must":[["Ann"],[]]}`, "line 1: a group of must is empty"},
		{"empty string", `{"q":"Who?","must":[["Ann",""]]}`, "line 1: a group of must has an empty string"},
		{"empty", "", "empty"},
		{"blank", "\n \n", "empty"},
		{"endless line", good + `{"q":"` + strings.Repeat("o", 2<<20) + `"}`, "question set"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			items, err := eval.ReadItems(strings.NewReader(tt.set))
			if err == nil || !strings.Contains(err.Error(), tt.names) {
				t.Errorf("got %v, want an error that says %q", err, tt.names)
			}
			if items != nil {
				t.Errorf("got %d items with the error", len(items))
			}
		})
	}
}

// FuzzReadItems holds that every item that is read has a question and something to judge its answer by, and that an error
// comes alone.
func FuzzReadItems(f *testing.F) {
	for _, seed := range []string{
		"", "{}", `{"q":"Who?","must":[["Ann"]]}`, "\xef\xbb\xbf{}", `{"q":"a","refuse":true}` + "\r\n", `{"q":"a","must":[[]]}`, "null", "[1]",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, set string) {
		items, err := eval.ReadItems(strings.NewReader(set))
		if (err == nil) != (len(items) > 0) {
			t.Fatalf("%d items with the error %v", len(items), err)
		}
		for _, item := range items {
			if item.Question == "" || len(item.Must) == 0 && !item.Refuse {
				t.Errorf("an item that asks or judges nothing: %+v", item)
			}
			if slices.ContainsFunc(item.Must, func(group []string) bool { return len(group) == 0 || slices.Contains(group, "") }) {
				t.Errorf("a group that judges nothing: %+v", item)
			}
		}
	})
}
