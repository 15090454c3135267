package llm

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"time"
)

const (
	maxRefusal = 64 << 10 // bytes read of a refusal's body
	maxPlain   = 32 << 20 // bytes of an answer that is no chat
)

// transport stands between a server and go-openai: it lets through good answers only, in the form that go-openai reads,
// and makes an *Error of all else. To a request it adds the extras in its context. Redirects are refusals, so that neither key nor question goes where nobody sent it.
type transport struct{ base http.RoundTripper }

// RoundTrip implements http.RoundTripper.
func (t transport) RoundTrip(req *http.Request) (*http.Response, error) {
	more := extrasOf(req.Context())
	req, err := more.fields.merge(req)
	if err != nil {
		return nil, err
	}
	resp, err := t.base.RoundTrip(req)
	if err != nil {
		return nil, err
	}
	if resp.StatusCode == http.StatusOK && req.Header.Get("Accept") == "text/event-stream" {
		resp.Body = struct {
			io.Reader
			io.Closer
		}{newNormalizer(lively{resp.Body, more.alive}), resp.Body}
		return resp, nil
	}
	defer func() { _ = resp.Body.Close() }()
	if resp.StatusCode != http.StatusOK {
		return nil, refused(resp)
	}
	data, err := readPlain(resp.Body)
	if err != nil {
		return nil, err
	}
	resp.Body = io.NopCloser(bytes.NewReader(data))
	resp.ContentLength = int64(len(data))
	return resp, nil
}

// lively tells of everything that arrives.
type lively struct {
	io.Reader
	alive func()
}

// Read implements io.Reader.
func (l lively) Read(p []byte) (int, error) {
	n, err := l.Reader.Read(p)
	if n > 0 {
		l.alive()
	}
	return n, err
}

// refused makes the error of a response with another status than 200.
func refused(resp *http.Response) *Error {
	// What arrived before the body broke is all there is to say.
	body, _ := io.ReadAll(io.LimitReader(resp.Body, maxRefusal))
	f, isJSON := findFailure(body)
	html := bytes.HasPrefix(bytes.TrimSpace(body), []byte("<"))
	// A body that was cut short could end in half a key, which nothing recognizes as a secret.
	if !isJSON && !html && len(body) < maxRefusal && !json.Valid(body) {
		f.message = string(body)
	}
	e := refusal(resp.StatusCode, f)
	e.RetryAfter = retryAfter(resp.Header)
	e.address = e.Kind == KindProtocol
	switch {
	case resp.StatusCode/100 == 3:
		e.Message = "it redirects to " + redirectTarget(resp)
	case html:
		e.Message = "an HTML page"
	}
	return e
}

func redirectTarget(resp *http.Response) string {
	target, err := resp.Location()
	if err != nil {
		return "nowhere"
	}
	return (&url.URL{Scheme: target.Scheme, Host: target.Host, Path: target.Path}).String()
}

// retryAfter reads how long to wait: retry-after-ms (OpenAI), or Retry-After in seconds or as a date.
func retryAfter(h http.Header) time.Duration {
	const most = 1e6 // seconds; more means the same and would overflow
	if ms, err := strconv.ParseFloat(h.Get("Retry-After-Ms"), 64); err == nil && ms > 0 {
		return time.Duration(min(ms/1000, most) * float64(time.Second))
	}
	value := h.Get("Retry-After")
	if s, err := strconv.ParseFloat(value, 64); err == nil && s > 0 {
		return time.Duration(min(s, most) * float64(time.Second))
	}
	if date, err := http.ParseTime(value); err == nil {
		return max(0, date.Sub(sentAt(h)))
	}
	return 0
}

// sentAt is when a response was sent, by the clock of the server, which may be far from ours.
func sentAt(h http.Header) time.Time {
	if at, err := http.ParseTime(h.Get("Date")); err == nil {
		return at
	}
	return time.Now()
}

// readPlain reads a JSON answer and looks for what go-openai would let pass: errors with status 200, and null among an
// embedding's numbers, which is how some servers write NaN and which decodes as 0.
func readPlain(r io.Reader) ([]byte, error) {
	in := bufio.NewReader(r)
	first, err := skipSpace(in)
	if err == nil && first == '<' {
		return nil, addressError("it answered with an HTML page")
	}
	data, err := io.ReadAll(io.LimitReader(in, maxPlain+1))
	switch {
	case err != nil:
		return nil, brokenError()
	case len(data) == 0:
		return nil, addressError("it answered with nothing")
	case len(data) > maxPlain:
		return nil, protocolError("the answer is longer than %d bytes", maxPlain)
	}
	if f, ok := findFailure(data); ok {
		return nil, refusal(0, f)
	}
	var answer struct {
		Data []struct{ Embedding json.RawMessage }
	}
	if err := json.Unmarshal(data, &answer); err != nil {
		return nil, addressError("it answered with something that is no JSON object")
	}
	for _, item := range answer.Data {
		if bytes.Contains(item.Embedding, []byte("null")) {
			return nil, protocolError("a vector has components that are no numbers")
		}
	}
	return data, nil
}
