package bot

import (
	"fmt"
	"io"
	"mime"
	"net/http"
	"strconv"
	"time"
)

// maxAnswer bounds the body of an answer, in bytes. A full batch of getUpdates has 100 updates of at most 64 KiB.
const maxAnswer = 8 << 20

// exchange is the HTTP client of one request. It gives telegram-bot-api what that lacks: a context, a bound on the
// body, and a look at the status and the type of the answer before anything is decoded.
type exchange struct {
	// send makes the request under the call's context, which the library has no way to pass.
	send func(*http.Request) (*http.Response, error)

	// status and retryAfter say how the request was answered; status is 0 when it was not.
	status     int
	retryAfter time.Duration
}

// Do makes the request.
func (x *exchange) Do(req *http.Request) (*http.Response, error) {
	resp, err := x.send(req)
	if err != nil {
		return nil, err
	}
	x.status = resp.StatusCode
	if seconds, err := strconv.Atoi(resp.Header.Get("Retry-After")); err == nil && seconds > 0 {
		x.retryAfter = time.Duration(seconds) * time.Second
	}
	kind, _, _ := mime.ParseMediaType(resp.Header.Get("Content-Type"))
	if kind != "application/json" {
		_ = resp.Body.Close()
		return nil, fmt.Errorf("the answer is not JSON but %q", shorten(kind, 40))
	}
	resp.Body = drained{http.MaxBytesReader(nil, resp.Body, maxAnswer)}
	return resp, nil
}

// drained reads what is left of a body before it is closed, without which the connection cannot be used again.
type drained struct{ io.ReadCloser }

// Close reads a little more and closes the body.
func (d drained) Close() error {
	_, _ = io.CopyN(io.Discard, d.ReadCloser, 4096)
	return d.ReadCloser.Close()
}
