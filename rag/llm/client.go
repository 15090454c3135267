package llm

import (
	"cmp"
	"context"
	"fmt"
	"log/slog"
	"net/http"
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
	// Temperature is left to the server when nil, and always for models of the families that do not let it be set, unless
	// TokenField is FieldMaxTokens: then the model only bears such a name.
	Temperature *float32
	// MaxTokens bounds the answer, thinking included; 0 leaves it to the server. TokenField is the request field that says
	// so, FieldMaxTokens or FieldMaxCompletionTokens; empty means the one that the model's family takes.
	MaxTokens  int
	TokenField string
	// Extra are further fields of a request's body, as JSON encodes them. Those that the client sets are refused.
	Extra map[string]any
	// NoThinking are the fields that make the server's models think less or not at all, where there are such. They are sent
	// above Extra after an answer without text.
	NoThinking map[string]any
	// FirstToken is the longest wait for the first word, be it of thinking; 0 means DefaultFirstToken. A server that
	// shows signs of life, such as comments that keep the connection alive, gets up to twice as long. Idle is the longest
	// silence after the first word; 0 means DefaultIdle. Comments then count as silence.
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
	// fields are those of every request, quiet those of one after an answer without text.
	fields, quiet fields
	tokenField    string
	firstToken    time.Duration
	idle          time.Duration
}

var _ rag.ChatModel = (*Client)(nil)

// New returns a client, or an error that says which option is wrong. It makes no request.
func New(o Options) (*Client, error) {
	e, err := newEndpoint(o)
	if err != nil {
		return nil, fmt.Errorf("setting up model %s: %w", cmp.Or(o.Name, o.Model), err)
	}
	always, quiet, err := newFields(o)
	if err != nil {
		return nil, fmt.Errorf("setting up model %s: %w", cmp.Or(o.Name, o.Model), err)
	}
	return &Client{
		endpoint:   e,
		fields:     always,
		quiet:      quiet,
		tokenField: tokenField(o),
		firstToken: cmp.Or(o.FirstToken, DefaultFirstToken),
		idle:       cmp.Or(o.Idle, DefaultIdle),
	}, nil
}

// Chat implements rag.ChatModel. What the model thinks before it answers is not part of the text. A failure for a moment
// is tried again, at most twice; after grow was called only once, and then the text begins anew. An answer without text is
// asked for once more, with as little thinking as the server allows. grow may be nil. Errors are of type *Error, and the
// reply holds the last text that came, unless a content filter refused it; its usage is that of all attempts. An answer
// that the token limit ended is no error, but not Complete.
func (c *Client) Chat(ctx context.Context, messages []rag.Message, grow rag.Draft) (rag.Reply, error) {
	request, more := c.request(messages), c.fields
	reply := rag.Reply{Model: c.model}
	err := c.retry(ctx, func(ctx context.Context) (bool, error) {
		a := &answer{grow: grow, reply: rag.Reply{Model: c.model}}
		err := c.stream(ctx, request, more, a)
		reply = a.after(reply)
		if is(err, KindEmpty) {
			more = c.quiet
		}
		return a.shown, err
	})
	if is(err, KindContent) {
		reply.Text = ""
	}
	return reply, err
}

// request holds what go-openai can carry without looking at the model's name: it refuses other fields for names that only
// resemble those of OpenAI's models, and leaves a temperature of zero out. The transport adds the rest.
func (c *Client) request(messages []rag.Message) openai.ChatCompletionRequest {
	r := openai.ChatCompletionRequest{
		Model:         c.model,
		Stream:        true,
		StreamOptions: &openai.StreamOptions{IncludeUsage: true},
	}
	for _, m := range messages {
		r.Messages = append(r.Messages, openai.ChatCompletionMessage{Role: m.Role, Content: m.Content})
	}
	return r
}
