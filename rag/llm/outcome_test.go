package llm_test

import (
	"context"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"articlebot/corpus"
	"articlebot/rag"
	"articlebot/rag/lexical"
)

const (
	asked = "When was North Light built?"
	// first and whole are what a model says, up to where it breaks off and to the end.
	first = "North Light was built in 1881 by the engineer Ada Brandt [1]."
	whole = first + " It stands 31 metres tall [1]."
	// brief is what the next model says.
	brief = "It was built in 1881 [1]."
)

// outcome is how a question ends when the only model has a fault, by what is shown.
type outcome string

const (
	answered outcome = "answered by the model"
	cutOff   outcome = "what the model said, marked as cut off"
	quoted   outcome = "sentences of the article, with a notice"
)

// TestEveryFaultEndsInOneAnswer puts a client into the engine and plays every fault to it: without another model it ends in
// the outcome, and with one, that one answers, unless the first does.
func TestEveryFaultEndsInOneAnswer(t *testing.T) {
	begun := data(token(first), token(" It stan"))
	slow := reply{parts: []part{{text: begun}}, end: hung}
	for name, tt := range map[string]struct {
		replies []reply
		want    outcome
	}{
		"L1":          {[]reply{refuses(401, `{"error":{"message":"no `+canary+`"}}`)}, quoted},
		"L2":          {[]reply{refuses(404, `{"error":{"message":"model \"qwen\" not found, try pulling it first"}}`)}, quoted},
		"L3":          {[]reply{refuses(429, "{}", "Retry-After", "30"), good(whole)}, answered},
		"L3_long":     {[]reply{refuses(429, "{}", "Retry-After", "3600")}, quoted},
		"L4":          {[]reply{refuses(503, ""), refuses(502, "<html>"), good(whole)}, answered},
		"L5":          {[]reply{refuses(503, "")}, quoted},
		"L6":          {[]reply{{end: hung}}, quoted},
		"L7":          {[]reply{slow}, cutOff},
		"L8":          {[]reply{{parts: slow.parts, end: broken}}, cutOff},
		"L8_once":     {[]reply{{parts: slow.parts, end: broken}, good(whole)}, answered},
		"L8_thoughts": {[]reply{{parts: []part{{text: data(token("<think>North Light was built in 1902"))}}, end: broken}}, quoted},
		"L8_few":      {[]reply{{parts: []part{{text: data(token("North Li"))}}, end: broken}}, quoted},
		"L9":          {[]reply{says(begun + data("[DONE]"))}, cutOff},
		"L10":         {[]reply{says(data(token(whole), finish("stop")))}, answered},
		"L11":         {[]reply{says("<html>")}, quoted},
		"L12":         {[]reply{says(begun + data(`{"error":{"message":"boom","code":503}}`))}, cutOff},
		"L13":         {[]reply{says(data(`{"choices":[]}`, token(whole), `{"choices":null}`, finish("stop")))}, answered},
		"L14":         {[]reply{says(data(finish("stop")))}, quoted},
		"L14_thought": {[]reply{says(data(token("<think>hm"), finish("length")))}, quoted},
		"L15":         {[]reply{says(begun + data(finish("length")))}, cutOff},
		"L16":         {[]reply{refuses(400, `{"error":{"code":"data_inspection_failed"}}`)}, quoted},
		"L16_stopped": {[]reply{says(begun + data(finish("content_filter")))}, quoted},
		"L17":         {[]reply{refuses(400, `{"error":{"message":"prompt is too long"}}`), good(whole)}, answered},
		"L17_again":   {[]reply{refuses(400, `{"error":{"message":"prompt is too long"}}`)}, quoted},
		"L19":         {[]reply{says(begun + data(finish("insufficient_system_resource")))}, cutOff},
		"L20":         {[]reply{says(data(token("<thi"), token("nk>hm [2]</th"), token("ink>"+whole), finish("stop")))}, answered},
		"L21":         {[]reply{says(`{"choices":[{"message":{"content":"` + whole + `"},"finish_reason":"stop"}]}`)}, answered},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				checkOutcome(t, askEngine(t, &fake{replies: tt.replies}), tt.want)
				got := askEngine(t, &fake{replies: tt.replies}, &fake{replies: []reply{good(brief)}})
				switch {
				case tt.want == answered, name == "L15":
					checkOutcome(t, got, tt.want)
				case got.Text != brief || got.Answerer != rag.Model || got.Notice != "":
					t.Errorf("the next model does not answer: %q, notice %q", got.Text, got.Notice)
				}
			})
		})
	}
}

func checkOutcome(t *testing.T, got rag.Answer, want outcome) {
	t.Helper()
	var is outcome
	switch {
	case got.Answerer == rag.Extractive && strings.Contains(got.Notice, "No model gave an answer"):
		is = quoted
	case got.Answerer == rag.Model && strings.Contains(got.Notice, "cut off") && strings.HasPrefix(got.Text, first):
		is = cutOff
	case got.Answerer == rag.Model && got.Notice == "" && got.Text == whole:
		is = answered
	}
	if is != want || !strings.Contains(got.Text, "1881") {
		t.Errorf("the end is %q, want %q: by %s: %q, notice %q", is, want, got.Answerer, got.Text, got.Notice)
	}
}

// askEngine has an engine answer the question by clients on servers, each the fallback of the one before. No draft may hold a
// thought, and the answer must come within the two minutes that a question has.
func askEngine(t *testing.T, servers ...*fake) rag.Answer {
	t.Helper()
	models := rag.Models{Profiles: map[string]rag.Profile{}, Default: "a"}
	for i, f := range servers {
		p := rag.Profile{Name: string(rune('a' + i)), Model: newClient(t, f)}
		if i+1 < len(servers) {
			p.Fallback = []string{string(rune('b' + i))}
		}
		models.Profiles[p.Name] = p
	}
	edition, err := corpus.Parse("a.md", []byte("# Two Lighthouses\n\nNorth Light was built in 1881 by the engineer Ada Brandt. "+
		"It stands 31 metres tall.\n\nSouth Light was built in 1902, after the wreck of the steamer Halcyon.\n"))
	if err != nil {
		t.Fatal(err)
	}
	view := &rag.View{Editions: []*corpus.Edition{edition}, Passages: corpus.Passages(edition)}
	view.Lexical = lexical.New(view.Passages)
	engine, err := rag.New(rag.Options{
		Views: map[corpus.Lang]*rag.View{corpus.Chinese: view, corpus.English: view}, Models: models,
	})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	defer cancel()
	answer, err := engine.Ask(ctx, rag.Question{Text: asked}, func(draft string) {
		if strings.Contains(draft, "hm") || strings.Contains(draft, "1902") {
			t.Errorf("the draft %q holds a thought", draft)
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	return answer
}
