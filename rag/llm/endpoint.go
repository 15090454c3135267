package llm

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"unicode"

	"github.com/sashabaranov/go-openai"
)

const (
	maxMessage = 300 // runes of an error's message
	maxDetail  = 140 // runes of the server's own words in it
)

// keyPattern finds what looks like a key, even when it is not ours, and the user part of an address such as a proxy's.
var keyPattern = regexp.MustCompile(`(?i)\b(bearer\s+|sk-)[\w.*-]{6,}|//[^/\s@]+@`)

// endpoint is what a chat model and an embedder share: the server, the retry loop, and the wording of errors.
type endpoint struct {
	name    string
	model   string
	base    *url.URL
	secrets []string
	api     *openai.Client
	log     *slog.Logger
	breaker breaker
	budget  budget
}

// newEndpoint checks and takes the fields of o that both kinds of model have.
func newEndpoint(o Options) (*endpoint, error) {
	base, err := parseBase(o.BaseURL)
	if err != nil {
		return nil, err
	}
	if strings.TrimSpace(o.Model) == "" {
		return nil, errors.New("no model is named")
	}
	key := strings.TrimSpace(o.APIKey)
	if strings.ContainsFunc(key, func(r rune) bool { return r <= ' ' || r > '~' }) {
		return nil, errors.New("the API key has characters that no key has, such as a space or a line break")
	}
	wire := o.Transport
	if wire == nil {
		wire = defaultTransport()
	}
	config := openai.DefaultConfig(key)
	config.BaseURL = base.String()
	config.HTTPClient = &http.Client{Transport: transport{base: wire}}
	e := &endpoint{name: o.Name, model: o.Model, base: base, api: openai.NewClientWithConfig(config), log: o.Logger}
	if password, ok := base.User.Password(); ok {
		e.secrets = append(e.secrets, password)
	}
	e.secrets = append(e.secrets, key)
	if e.name == "" {
		e.name = o.Model
	}
	if e.log == nil {
		e.log = slog.New(slog.DiscardHandler)
	}
	e.log = e.log.With(slog.String("component", "llm"))
	return e, nil
}

func parseBase(raw string) (*url.URL, error) {
	base, err := url.Parse(strings.TrimRight(strings.TrimSpace(raw), "/"))
	switch {
	case err != nil || base.Host == "" || base.Scheme != "http" && base.Scheme != "https":
		return nil, errors.New("the base URL must be a web address such as https://api.openai.com/v1")
	case base.RawQuery != "" || base.Fragment != "":
		return nil, errors.New("the base URL must not have a query or a fragment")
	case strings.HasSuffix(base.Path, "/chat/completions"), strings.HasSuffix(base.Path, "/embeddings"):
		return nil, errors.New("the base URL must end before /chat/completions or /embeddings, which are added to it")
	}
	return base, nil
}

// defaultTransport is http.DefaultTransport without compression, which makes some gateways hold a stream back.
func defaultTransport() http.RoundTripper {
	t, ok := http.DefaultTransport.(*http.Transport)
	if !ok {
		return http.DefaultTransport
	}
	t = t.Clone()
	t.DisableCompression = true
	return t
}

// explain makes the error that callers see: it finds out what failed and says it in one line, without secrets.
func (e *endpoint) explain(ctx context.Context, err error) *Error {
	failed := diagnose(ctx, err)
	message := e.name + ": " + failed.Kind.sentence(e.model)
	detail := clip(e.redact(oneLine(failed.Message)), maxDetail)
	if failed.Status > 0 {
		detail = strings.TrimSuffix(fmt.Sprintf("HTTP %d: %s", failed.Status, detail), ": ")
	}
	if detail != "" {
		message += " (" + detail + ")"
	}
	if failed.address {
		message += "; " + e.addressHint()
	}
	explained := *failed
	explained.Message = clip(message, maxMessage)
	return &explained
}

// diagnose finds the error behind err. What ended the context goes first, for it makes everything else fail.
func diagnose(ctx context.Context, err error) *Error {
	var failed *Error
	var syntax *json.SyntaxError
	var shape *json.UnmarshalTypeError
	switch {
	case ctx.Err() != nil && errors.As(context.Cause(ctx), &failed):
		return failed
	case errors.Is(ctx.Err(), context.DeadlineExceeded):
		return &Error{Kind: KindTimeout, cause: ctx.Err()}
	case ctx.Err() != nil:
		return &Error{Kind: KindCanceled, cause: ctx.Err()}
	case errors.As(err, &failed):
		return failed
	case errors.Is(err, openai.ErrChatCompletionInvalidModel):
		return &Error{Kind: KindModel, Message: "it is not a chat model"}
	case errors.As(err, &syntax), errors.As(err, &shape):
		return protocolError("it answered with JSON of another shape")
	}
	var request *url.Error
	if errors.As(err, &request) {
		err = request.Err
	}
	return &Error{Kind: KindNetwork, Message: err.Error()}
}

func (e *endpoint) addressHint() string {
	if e.base.Path == "" {
		return "the base URL probably lacks /v1"
	}
	return "check the base URL"
}

func (e *endpoint) redact(s string) string {
	for _, secret := range e.secrets {
		if secret != "" {
			s = strings.ReplaceAll(s, secret, "[key]")
		}
	}
	return keyPattern.ReplaceAllString(s, "[key]")
}

// oneLine joins a text's lines and takes out what is not printed, which a terminal might obey.
func oneLine(s string) string {
	printable := func(r rune) rune {
		if unicode.IsPrint(r) {
			return r
		}
		return ' '
	}
	return strings.Join(strings.Fields(strings.Map(printable, s)), " ")
}

// clip shortens s to at most n runes.
func clip(s string, n int) string {
	runes := []rune(s)
	if len(runes) <= n {
		return s
	}
	return string(runes[:n-1]) + "…"
}
