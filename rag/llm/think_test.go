package llm_test

import (
	"strings"
	"testing"

	"articlebot/rag/llm"
)

func TestFaultL20ThinkingIsStripped(t *testing.T) {
	tests := map[string]struct{ in, want string }{
		"none":           {"Meta opened Llama.", "Meta opened Llama."},
		"first":          {"<think>\nhm\n</think>\n\nMeta.", "Meta."},
		"in between":     {"A <think>hm</think>B", "A B"},
		"twice":          {"<think>a</think>A<think>b</think>B", "AB"},
		"not closed":     {"A<think>hm", "A"},
		"not opened":     {"hm, so</think>Meta.", "Meta."},
		"nested":         {"<think>a<think>b</think>c</think>d", "d"},
		"almost a tag":   {"1 <thin 2 </thin> <th", "1 <thin 2 </thin> <th"},
		"a start again":  {"<thi<think>x</think>y", "<thiy"},
		"inside a start": {"<think>x</thin</think>y", "y"},
		"only thinking":  {"<think>hm</think>", ""},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			if got := llm.StripThinking(tt.in); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
			for i := range len(tt.in) {
				for j := i; j < len(tt.in); j++ {
					if got := llm.StripThinking(tt.in[:i], tt.in[i:j], tt.in[j:]); got != tt.want {
						t.Fatalf("split at %d and %d: got %q, want %q", i, j, got, tt.want)
					}
				}
			}
		})
	}
}

// TestFaultL20ThoughtsAreNeverShown has servers send thoughts in each of their ways, the stream cut into two chunks anywhere:
// neither the answer nor a draft shows any of them.
func TestFaultL20ThoughtsAreNeverShown(t *testing.T) {
	const answer = "Meta <开源>了。"
	thoughts := map[string]string{
		"content": "", "reasoning": `{"choices":[{"delta":{"reasoning":"嗯 secret"}}]}`,
		"reasoning_content": `{"choices":[{"delta":{"reasoning_content":"嗯 secret","content":null}}]}`,
	}
	for name, thought := range thoughts {
		said := answer
		if thought == "" {
			said = "<think>嗯, secret <b>\n</thin</think>\n\nMeta <开源><think>secret</think>了。"
		}
		t.Run(name, func(t *testing.T) {
			for at := range []rune(said) {
				cut := string([]rune(said)[:at])
				events := []string{token(cut), token(strings.TrimPrefix(said, cut)), finish("stop")}
				if thought != "" {
					events = append([]string{thought}, events...)
				}
				reply, drafts, err := body{text: data(events...)}.read(t)
				if err != nil || reply.Text != answer || !reply.Complete {
					t.Fatalf("cut at %d: %+v, %v", at, reply, err)
				}
				for _, draft := range drafts {
					if !strings.HasPrefix(answer, draft) {
						t.Fatalf("cut at %d: draft %q", at, draft)
					}
				}
			}
		})
	}
}

func TestFaultL20TextLikeATagIsKept(t *testing.T) {
	f := &fake{replies: []reply{good("1 <")}}
	reply, drafts, err := chat(t.Context(), newClient(t, f))
	if err != nil || reply.Text != "1 <" || len(drafts) != 2 || drafts[1] != "1 <" {
		t.Errorf("reply = %+v, %v, drafts %q", reply, err, drafts)
	}
}

// TestFaultL20ThoughtsWithoutAnOpeningTag are known for thoughts when they end.
func TestFaultL20ThoughtsWithoutAnOpeningTag(t *testing.T) {
	checkGoodAnswers(t, map[string]string{
		"one tag":      data(token("hm, well</thi"), token("nk>Meta opened."), finish("stop")),
		"in one chunk": data(token("hm, well</think>\n\nMeta opened."), finish("stop")),
		"plain JSON":   `{"choices":[{"message":{"content":"hm</think>Meta opened."},"finish_reason":"stop"}]}`,
	})
}

// wholeText is the filter's rule on a text that is known to its end.
func wholeText(s string) string {
	var out string
	for {
		before, after, opened := strings.Cut(s, "<think>")
		if _, late, closed := strings.Cut(before, "</think>"); closed {
			out, s = "", late+s[len(before):]
			continue
		}
		out += before
		if !opened {
			return strings.TrimSpace(out)
		}
		if _, s, opened = strings.Cut(after, "</think>"); !opened {
			return strings.TrimSpace(out)
		}
	}
}

// FuzzStripThinking states: any split gives what the whole text gives.
func FuzzStripThinking(f *testing.F) {
	f.Add("<think>a</think>b<think>", []byte{1, 5})
	f.Add("</think></think><<think>x", []byte{0})
	f.Add("<th<think></th</think>", []byte{3})
	f.Fuzz(func(t *testing.T, s string, cuts []byte) {
		var parts []string
		for rest, n := s, 0; rest != ""; n++ {
			size := len(rest)
			if len(cuts) > 0 {
				size = min(len(rest), int(cuts[n%len(cuts)])%10)
			}
			if len(parts) > 4*len(s) {
				size = len(rest)
			}
			parts = append(parts, rest[:size])
			rest = rest[size:]
		}
		if got, want := llm.StripThinking(parts...), wholeText(s); got != want {
			t.Fatalf("%q: got %q, want %q", parts, got, want)
		}
	})
}
