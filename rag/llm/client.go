package llm

import (
	"cmp"
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"strings"
	"time"

	"github.com/sashabaranov/go-openai"

	"articlebot/rag"
)

// Default timeouts of a chat.
const (
	DefaultFirstToken = 60 * time.Second
	DefaultIdle       = 30 * time.Second
)

// Options configure a Client.
type Options struct {
	// Name stands in errors and logs; empty means the model's name.
	Name string
	// BaseURL is the address that /chat/completions is added to, with its /v1 where the server has one.
	BaseURL string
	// APIKey may be empty for servers that want none.
	APIKey string
	Model  string
	// Temperature is left to the server when nil, and always for models that do not let it be set.
	Temperature *float32
	// MaxTokens bounds the answer, thinking included; 0 leaves it to the server.
	MaxTokens int
	// FirstToken is the longest wait for the first word, be it of thinking; 0 means DefaultFirstToken. Idle is the longest
	// silence after it; 0 means DefaultIdle. Comments that keep a connection alive count as silence.
	FirstToken time.Duration
	Idle       time.Duration
	// Transport makes the requests; nil means one like http.DefaultTransport.
	Transport http.RoundTripper
	// Logger is told of retries; nil discards.
	Logger *slog.Logger
}

// Client is a rag.ChatModel on an OpenAI-compatible server. It may be used from several goroutines.
type Client struct {
	*endpoint
	temperature *float32
	maxTokens   int
	firstToken  time.Duration
	idle        time.Duration
}

var _ rag.ChatModel = (*Client)(nil)

// New returns a client, or an error that says which option is wrong. It makes no request.
func New(o Options) (*Client, error) {
	e, err := newEndpoint(o)
	if err != nil {
		return nil, fmt.Errorf("setting up model %s: %w", cmp.Or(o.Name, o.Model), err)
	}
	return &Client{
		endpoint:    e,
		temperature: o.Temperature,
		maxTokens:   o.MaxTokens,
		firstToken:  cmp.Or(o.FirstToken, DefaultFirstToken),
		idle:        cmp.Or(o.Idle, DefaultIdle),
	}, nil
}

// Chat implements rag.ChatModel. What the model thinks before it answers is not part of the text. A failure for a moment
// is tried again, at most twice and only as long as grow was not called; grow may be nil. Errors are of type *Error, and
// the reply holds the text until then. An answer that the token limit ended is no error, but not Complete.
func (c *Client) Chat(ctx context.Context, messages []rag.Message, grow rag.Draft) (rag.Reply, error) {
	request := c.request(messages)
	var reply rag.Reply
	err := c.retry(ctx, func(ctx context.Context) (bool, error) {
		a := &answer{grow: grow, reply: rag.Reply{Model: c.model}}
		err := c.stream(ctx, request, a)
		reply = a.reply
		return a.shown, err
	})
	return reply, err
}

// request fits the options to what the model lets be set, which go-openai checks before it sends anything.
func (c *Client) request(messages []rag.Message) openai.ChatCompletionRequest {
	r := openai.ChatCompletionRequest{
		Model:         c.model,
		Stream:        true,
		StreamOptions: &openai.StreamOptions{IncludeUsage: true},
	}
	for _, m := range messages {
		r.Messages = append(r.Messages, openai.ChatCompletionMessage{Role: m.Role, Content: m.Content})
	}
	if fixesSampling(c.model) {
		r.MaxCompletionTokens = c.maxTokens
		return r
	}
	r.MaxTokens = c.maxTokens //nolint:staticcheck // Most other servers know no other name.
	if c.temperature != nil {
		// go-openai leaves a zero out, which would mean the server's default; a thousandth is as good as none.
		r.Temperature = max(*c.temperature, 0.001)
	}
	return r
}

// fixesSampling reports whether a model is of the families that refuse a temperature, and max_tokens under that name.
func fixesSampling(model string) bool {
	for _, family := range []string{"o1", "o3", "o4", "gpt-5", "gpt-6"} {
		if strings.HasPrefix(model, family) {
			return true
		}
	}
	return false
}
