package bot

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"
)

// callsAtOnce bounds the ordinary requests under way, so that a burst of chats does not use up sockets.
const callsAtOnce = 32

// client speaks to the Bot API through telegram-bot-api. No error that it returns holds the token.
type client struct {
	token    string
	endpoint string
	http     *http.Client
	slots    chan struct{}
	// chatlessHold keeps back what is to no chat.
	chatlessHold hold
	// refused, unless nil, is told what came of a request to a chat that was not done.
	refused func(ctx context.Context, chat string, err error)
}

// newClient makes a client without a network call. The library's own constructors call getMe and fail with it, which
// would keep a bot from starting while Telegram is out of reach.
func newClient(token, apiURL string, transport http.RoundTripper) (*client, error) {
	if token == "" || strings.ContainsFunc(token, notTokenRune) {
		return nil, fmt.Errorf("the Telegram token is empty or malformed: %w", ErrToken)
	}
	u, err := url.Parse(apiURL)
	if err != nil || (u.Scheme != "http" && u.Scheme != "https") || u.Host == "" {
		return nil, fmt.Errorf("the address of the Bot API must be like https://api.telegram.org, not %q",
			redact(apiURL, token))
	}
	if transport == nil {
		transport = http.DefaultTransport.(*http.Transport).Clone()
	}
	return &client{
		token:    token,
		endpoint: strings.ReplaceAll(strings.TrimRight(apiURL, "/"), "%", "%%") + "/bot%s/%s",
		http:     &http.Client{Transport: transport, CheckRedirect: stayHere},
		slots:    make(chan struct{}, callsAtOnce),
	}, nil
}

// notTokenRune reports characters that no token has and that would change the meaning of the request's path.
func notTokenRune(r rune) bool {
	return r <= ' ' || r > '~' || strings.ContainsRune(`/?#%\"`, r)
}

// stayHere keeps the token from being sent to wherever a redirect points.
func stayHere(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }

// request makes one request and returns the raw result. Every error is an *APIError.
func (c *client) request(
	ctx context.Context, method string, params tgbotapi.Params, limit time.Duration,
) (json.RawMessage, error) {
	return c.perform(ctx, method, limit, func(api *tgbotapi.BotAPI) (*tgbotapi.APIResponse, error) {
		return api.MakeRequest(method, params)
	})
}

// libraryCall is a request as the library makes it.
type libraryCall func(*tgbotapi.BotAPI) (*tgbotapi.APIResponse, error)

// perform has the library make a request and returns the raw result. Every error is an *APIError.
func (c *client) perform(ctx context.Context, method string, limit time.Duration, do libraryCall) (json.RawMessage, error) {
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	x := &exchange{send: func(r *http.Request) (*http.Response, error) { return c.http.Do(r.WithContext(ctx)) }}
	api := tgbotapi.BotAPI{Token: c.token, Client: x}
	api.SetAPIEndpoint(c.endpoint)
	resp, err := do(&api)
	if err == nil && x.status/100 == 2 {
		return resp.Result, nil
	}
	return nil, c.failure(method, x, err)
}

// failure makes the error of a request from what came back.
func (c *client) failure(method string, x *exchange, err error) *APIError {
	e := &APIError{Method: method, Code: x.status, Description: http.StatusText(x.status), RetryAfter: x.retryAfter}
	var refusal *tgbotapi.Error
	switch {
	case errors.As(err, &refusal):
		e.Code = cmp.Or(refusal.Code, e.Code)
		e.Description, e.MovedTo = shorten(redact(refusal.Message, c.token), 300), refusal.MigrateToChatID
		if refusal.RetryAfter > 0 {
			// The library leaves the code of uploads out.
			e.Code = cmp.Or(refusal.Code, http.StatusTooManyRequests)
			e.RetryAfter = time.Duration(refusal.RetryAfter) * time.Second
		}
	case err != nil:
		e.cause = redactError(err, c.token)
	}
	e.MaybeDone = e.Code/100 == 2 || e.Code/100 == 5 || (e.Code == 0 && !neverLeft(err))
	return e
}

// neverLeft reports errors from before a connection stood: the request cannot have been processed.
func neverLeft(err error) bool {
	var dns *net.DNSError
	var op *net.OpError
	return errors.As(err, &dns) || errors.As(err, &op) && (op.Op == "dial" || op.Op == "proxyconnect")
}

// redactError takes the request's address, which holds the token, out of an error. What is left can be tested with
// errors.Is unless the token stands in it all the same.
func redactError(err error, token string) error {
	var address *url.Error
	if errors.As(err, &address) {
		err = address.Err
	}
	if text := err.Error(); text != redact(text, token) {
		return errors.New(redact(text, token))
	}
	return err
}

// redact takes the token out of a text, and its secret part alone too.
func redact(text, token string) string {
	text = strings.ReplaceAll(text, token, "<token>")
	if _, secret, found := strings.Cut(token, ":"); found && secret != "" {
		text = strings.ReplaceAll(text, secret, "<token>")
	}
	return text
}
