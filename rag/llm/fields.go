package llm

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net/http"
	"slices"
	"strings"
)

// The names of the request field that bounds an answer. OpenAI's newer models and Moonshot's take the second only, most
// other servers know no other than the first.
const (
	FieldMaxTokens           = "max_tokens"
	FieldMaxCompletionTokens = "max_completion_tokens"
)

// fields are fields of a request's body, as JSON.
type fields map[string]json.RawMessage

// newFields returns the fields of every request beyond model and messages, and those of one that is to do without thinking.
func newFields(o Options) (always, quiet fields, err error) {
	always = fields{}
	if o.Temperature != nil && (!fixesSampling(o.Model) || o.TokenField == FieldMaxTokens) {
		always["temperature"], _ = json.Marshal(*o.Temperature)
	}
	if err := always.add(o.Extra); err != nil {
		return nil, nil, err
	}
	quiet = maps.Clone(always)
	if err := quiet.add(o.NoThinking); err != nil {
		return nil, nil, err
	}
	switch field := tokenField(o); {
	case field != FieldMaxTokens && field != FieldMaxCompletionTokens:
		return nil, nil, fmt.Errorf("the token field must be %s or %s", FieldMaxTokens, FieldMaxCompletionTokens)
	case o.MaxTokens > 0:
		always.limit(field, o.MaxTokens)
		quiet.limit(field, o.MaxTokens)
	}
	return always, quiet, nil
}

// add encodes values, of which none may be a field that the client sets.
func (f fields) add(values map[string]any) error {
	own := []string{"model", "messages", "stream", "stream_options", FieldMaxTokens, FieldMaxCompletionTokens}
	for _, name := range slices.Sorted(maps.Keys(values)) {
		if slices.Contains(own, name) {
			return fmt.Errorf("the request field %s is not free", name)
		}
		data, err := json.Marshal(values[name])
		if err != nil {
			return fmt.Errorf("the request field %s is not what JSON can hold", name)
		}
		f[name] = data
	}
	return nil
}

// limit bounds the answer to n tokens.
func (f fields) limit(tokenField string, n int) { f[tokenField], _ = json.Marshal(n) }

// tokenField is the name of the field that bounds an answer.
func tokenField(o Options) string {
	switch {
	case o.TokenField != "":
		return o.TokenField
	case fixesSampling(o.Model):
		return FieldMaxCompletionTokens
	}
	return FieldMaxTokens
}

// fixesSampling reports whether a model is of the families that refuse a temperature, and max_tokens under that name.
func fixesSampling(model string) bool {
	isOf := func(family string) bool { return strings.HasPrefix(model, family) }
	return slices.ContainsFunc([]string{"o1", "o3", "o4", "gpt-5", "gpt-6", "kimi-"}, isOf)
}

// merge returns req with the fields in its body, above those that it has.
func (f fields) merge(req *http.Request) (*http.Request, error) {
	if len(f) == 0 || req.Body == nil {
		return req, nil
	}
	defer func() { _ = req.Body.Close() }()
	body := fields{}
	if err := json.NewDecoder(req.Body).Decode(&body); err != nil {
		return nil, fmt.Errorf("reading the request: %w", err)
	}
	maps.Copy(body, f)
	data, err := json.Marshal(body)
	if err != nil {
		return nil, fmt.Errorf("writing the request: %w", err)
	}
	merged := req.WithContext(req.Context())
	merged.GetBody = func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(data)), nil }
	merged.Body = io.NopCloser(bytes.NewReader(data))
	merged.ContentLength = int64(len(data))
	return merged, nil
}

// extras is what the transport needs to know of a request and go-openai cannot carry; the context does.
type extras struct {
	fields fields
	// alive is called when anything of the answer arrives.
	alive func()
}

type extrasKey struct{}

// in returns a context with the extras of the request that is made in it.
func (x extras) in(ctx context.Context) context.Context {
	return context.WithValue(ctx, extrasKey{}, x)
}

// extrasOf returns those of a context, which are empty for requests that have none.
func extrasOf(ctx context.Context) extras {
	x, ok := ctx.Value(extrasKey{}).(extras)
	if !ok || x.alive == nil {
		x.alive = func() {}
	}
	return x
}
