package llm_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"testing/iotest"

	"articlebot/rag/llm"
)

func TestNormalizeOutput(t *testing.T) {
	in := "\ufeff: hi\r\rdata:{\"choices\":[\r\ndata:{\"delta\":{\"content\":\"a\\nb\"}}]}\r\n\r\nevent: x\ndata: [DONE]\ndata: {\"late\":1}\n\n"
	out, err := io.ReadAll(llm.Normalize(strings.NewReader(in)))
	if err != nil {
		t.Fatal(err)
	}
	want := `data: {"id":"","object":"","created":0,"model":"","choices":[{"index":0,"delta":{"content":"a\nb"},` +
		`"finish_reason":null,"content_filter_results":{"hate":{"filtered":false},"self_harm":{"filtered":false},` +
		`"sexual":{"filtered":false},"violence":{"filtered":false},"jailbreak":{"filtered":false,"detected":false},` +
		`"profanity":{"filtered":false,"detected":false}}}],"system_fingerprint":""}` + "\n\ndata: [DONE]\n\n"
	if string(out) != want {
		t.Errorf("got  %s\nwant %s", out, want)
	}
}

// endless yields the same text for ever and counts what was read.
type endless struct {
	status int
	text   string
	read   int
}

func (e *endless) Read(p []byte) (int, error) {
	n := copy(p, e.text)
	e.read += n
	return n, nil
}

// TestFaultL11NormalizeIsBounded feeds answers without an end; what is read shows what could be kept.
func TestFaultL11NormalizeIsBounded(t *testing.T) {
	tests := map[string]struct {
		text string
		most int
	}{
		"line":  {strings.Repeat("x", 4096), llm.MaxEvent + 8192},
		"event": {strings.Repeat("data: [1\n", 400), 4 * llm.MaxEvent},
		"JSON":  {strings.Repeat("[", 4096), llm.MaxEvent + 8192},
		"data":  {"data: {\"choices\":[{\"delta\":{\"content\":\"" + strings.Repeat("x", 4000) + "\"}}]}\n\n", 2 * llm.MaxEvent},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			source := &endless{text: tt.text}
			_, err := io.Copy(io.Discard, llm.NormalizeUpTo(source, 3*llm.MaxEvent/2))
			var failed *llm.Error
			if !errors.As(err, &failed) || failed.Kind != llm.KindProtocol {
				t.Errorf("error = %v", err)
			}
			if source.read > tt.most {
				t.Errorf("read %d bytes, want at most %d", source.read, tt.most)
			}
		})
	}
}

// RoundTrip answers with what is endless.
func (e *endless) RoundTrip(r *http.Request) (*http.Response, error) {
	return &http.Response{StatusCode: e.status, Header: http.Header{}, Body: io.NopCloser(e), Request: r}, nil
}

// TestFaultL11EndlessBodies has servers send without end whatever they are asked for.
func TestFaultL11EndlessBodies(t *testing.T) {
	for name, tt := range map[string]struct {
		endless
		most int
	}{
		"line":       {endless{status: 200, text: strings.Repeat("x", 4096)}, llm.MaxEvent + 8192},
		"page":       {endless{status: 200, text: "<html>"}, 8192},
		"refusal":    {endless{status: 400, text: `{"error":"` + strings.Repeat("x", 4096)}, 65<<10 + 8192},
		"embeddings": {endless{status: 200, text: "[1,1,1,1,1,1,1,1]"}, 33 << 20},
	} {
		t.Run(name, func(t *testing.T) {
			ask := func() error {
				_, _, err := chat(t.Context(), newClient(t, nil, func(o *llm.Options) { o.Transport = &tt.endless }))
				return err
			}
			if name == "embeddings" {
				ask = func() error {
					_, err := newEmbedder(t, &tt.endless).Embed(t.Context(), []string{"a"})
					return err
				}
			}
			if err := ask(); kindOf(err) != llm.KindProtocol && kindOf(err) != llm.KindOther || tt.read > tt.most {
				t.Errorf("read %d bytes, want at most %d: %v", tt.read, tt.most, err)
			}
		})
	}
}

// drain reads all that Normalize makes of r.
func drain(r io.Reader) (string, error) {
	out, err := io.ReadAll(llm.Normalize(r))
	return string(out), err
}

// pieces reads a text in pieces of the lengths that cuts give, over and over.
type pieces struct {
	rest, cuts []byte
	n          int
}

func (p *pieces) Read(b []byte) (int, error) {
	if len(p.rest) == 0 {
		return 0, io.EOF
	}
	size := len(p.rest)
	if len(p.cuts) > 0 {
		size = int(p.cuts[p.n%len(p.cuts)]) + 1
		p.n++
	}
	n := copy(b, p.rest[:min(size, len(p.rest))])
	p.rest = p.rest[n:]
	return n, nil
}

// FuzzNormalize states: the output does not depend on how the input arrives; it consists of clean events only; what
// fails is an *Error; and what comes out is a fixed point.
func FuzzNormalize(f *testing.F) {
	for _, seed := range []string{
		data(token("Meta"), finish("stop"), "[DONE]"), "\ufeffdata: {}\r\rdata: 1", `{"choices":[{"message":{"content":"x"}}]}`,
		"data: {\ndata: }\n\n", ": c\r\n\r\n", "<html>", "[]", "data: {\"error\":\"x\"}\n", "data:\xff\n\n", "", "\xef\xbb",
		"data: {\"choices\":[{\"delta\":{\"content\":\"\\ud800\"},\"finish_reason\":\"\\\",\\\"x\"}]}\n\n", "data: [DONE]",
	} {
		f.Add([]byte(seed), []byte{0, 3, 9})
	}
	f.Fuzz(func(t *testing.T, in, cuts []byte) {
		want, wantErr := drain(bytes.NewReader(in))
		for _, r := range []io.Reader{
			iotest.OneByteReader(bytes.NewReader(in)),
			iotest.DataErrReader(bytes.NewReader(in)),
			&pieces{rest: in, cuts: cuts},
		} {
			got, err := drain(r)
			if got != want || fmt.Sprint(err) != fmt.Sprint(wantErr) {
				t.Fatalf("by %T: %q, %v; at once: %q, %v", r, got, err, want, wantErr)
			}
		}
		var failed *llm.Error
		if wantErr != nil && !errors.As(wantErr, &failed) {
			t.Fatalf("error %v is no *Error", wantErr)
		}
		checkClean(t, want)
		if again, err := drain(strings.NewReader(want)); want != "" && (again != want || err != nil) {
			t.Fatalf("%q became %q, %v", want, again, err)
		}
	})
}

func checkClean(t *testing.T, out string) {
	t.Helper()
	for event := range strings.SplitSeq(strings.TrimSuffix(out, "\n\n"), "\n\n") {
		if event == "" || event == "data: [DONE]" {
			continue
		}
		payload, ok := strings.CutPrefix(event, "data: ")
		var chunk struct{ Choices []json.RawMessage }
		if !ok || strings.Contains(payload, "\n") || json.Unmarshal([]byte(payload), &chunk) != nil || chunk.Choices == nil {
			t.Fatalf("event %q is not clean", event)
		}
	}
}
