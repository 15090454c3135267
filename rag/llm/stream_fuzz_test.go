package llm_test

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"

	"articlebot/rag"
	"articlebot/rag/llm"
)

// body is a server whose answer is read in pieces of the lengths that cuts give, and ends in order or broken.
type body struct {
	text string
	cuts []byte
	end  ending
}

// RoundTrip implements http.RoundTripper.
func (b body) RoundTrip(r *http.Request) (*http.Response, error) {
	var source io.Reader = &pieces{rest: []byte(b.text), cuts: b.cuts}
	if b.end == broken {
		source = io.MultiReader(source, brokenReader{})
	}
	return &http.Response{StatusCode: http.StatusOK, Body: io.NopCloser(source), Request: r}, nil
}

type brokenReader struct{}

func (brokenReader) Read([]byte) (int, error) { return 0, io.ErrUnexpectedEOF }

// read makes a client read the body once.
func (b body) read(t *testing.T) (rag.Reply, []string, error) {
	t.Helper()
	client, err := llm.New(llm.Options{BaseURL: "http://model.test/v1", APIKey: canary, Model: "qwen", Transport: b})
	if err != nil {
		t.Fatal(err)
	}
	var drafts []string
	reply, err := client.ChatOnce(t.Context(), question, func(text string) { drafts = append(drafts, text) })
	return reply, drafts, err
}

// FuzzAnyBody states of whatever a server sends: transport, filter and client make the same of it however it arrives; a
// reply is either whole or an error or cut by the token limit; the last draft is the reply; errors are of type *Error.
func FuzzAnyBody(f *testing.F) {
	for _, seed := range []string{
		data(token("<think>hm</think>Meta"), finish("stop"), "[DONE]"), data(token("hm</thi"), token("nk>Meta"), finish("length")),
		`{"choices":[{"message":{"content":"x"},"finish_reason":"stop"}]}`, data(token("Meta"), `{"error":"x"}`), "<html>", "",
		": c\n\n" + data(finish("stop")), data(token("<th"), finish("sensitive")), "\ufeffdata: {\r\rdata: }\r\r",
	} {
		f.Add(seed, []byte{0, 2, 7}, true)
	}
	f.Fuzz(func(t *testing.T, text string, cuts []byte, breaks bool) {
		b := body{text: text}
		if breaks {
			b.end = broken
		}
		whole, drafts, err := b.read(t)
		for _, lengths := range [][]byte{{0}, cuts} {
			b.cuts = lengths
			got, gotDrafts, gotErr := b.read(t)
			if got != whole || fmt.Sprint(gotErr) != fmt.Sprint(err) || !slices.Equal(gotDrafts, drafts) {
				t.Fatalf("in pieces of %v: %+v, %q, %v; at once: %+v, %q, %v", lengths, got, gotDrafts, gotErr, whole, drafts, err)
			}
		}
		var failed *llm.Error
		if err != nil && !errors.As(err, &failed) {
			t.Fatalf("error %v is no *Error", err)
		}
		if whole.Complete && (err != nil || whole.Text == "") || err == nil && whole.Text == "" {
			t.Fatalf("reply %+v, %v", whole, err)
		}
		if whole.Text != "" && drafts[len(drafts)-1] != whole.Text {
			t.Fatalf("drafts %q of %q", drafts, whole.Text)
		}
	})
}

// FuzzCutStream states of a stream that says text, with thinking in it, in parts: cut anywhere, in order or broken, it is
// complete exactly when the finish_reason came through; and then it is the text without the thinking.
func FuzzCutStream(f *testing.F) {
	f.Add("<think>嗯</think>Meta开源了Llama。[1]", []byte{3, 1}, uint(200), true)
	f.Add("hm</think>Yes.", []byte{0}, uint(1000), false)
	f.Add("1 < 2", []byte{9}, uint(70), false)
	f.Fuzz(func(t *testing.T, text string, cuts []byte, at uint, breaks bool) {
		var events []string
		for rest := []rune(strings.ToValidUTF8(text, "?")); len(rest) > 0; {
			n := len(rest)
			if len(cuts) > 0 {
				n = min(n, int(cuts[len(events)%len(cuts)])+1)
			}
			events = append(events, token(string(rest[:n])))
			rest = rest[n:]
		}
		stream := data(append(events, finish("stop"))...)
		end := len(stream) - len("\n\n")
		stream += data("[DONE]")
		b := body{text: stream[:min(at, uint(len(stream)))], cuts: cuts}
		if breaks {
			b.end = broken
		}
		want := llm.StripThinking(strings.ToValidUTF8(text, "?"))
		finished := len(b.text) >= end
		got, _, err := b.read(t)
		if got.Complete != (finished && want != "") || (err == nil) != got.Complete {
			t.Fatalf("cut at %d of %d: %+v, %v", len(b.text), end, got, err)
		}
		if finished && got.Text != want {
			t.Fatalf("got %q, want %q", got.Text, want)
		}
	})
}
