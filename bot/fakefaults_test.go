package bot_test

import (
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// fault plays a trick on one request; next does what would have been done.
type fault func(f *fakeAPI, w http.ResponseWriter, params map[string]string, next func(http.ResponseWriter))

// on scripts the faults of the next requests of a method, in order.
func (f *fakeAPI) on(method string, faults ...fault) {
	f.mu.Lock()
	defer f.mu.Unlock()
	method = strings.ToLower(method)
	f.script[method] = append(f.script[method], faults...)
}

// fine lets a request pass.
func fine(_ *fakeAPI, w http.ResponseWriter, _ map[string]string, next func(http.ResponseWriter)) {
	next(w)
}

// refuse answers with an error.
func refuse(code int, description string) fault {
	return func(_ *fakeAPI, w http.ResponseWriter, _ map[string]string, _ func(http.ResponseWriter)) {
		answer(w, &refusal{code: code, description: description}, nil)
	}
}

// tooMany answers 429 and takes every request to the chat, or every one to none, in the next seconds for a violation.
func tooMany(seconds int) fault {
	return func(f *fakeAPI, w http.ResponseWriter, params map[string]string, _ func(http.ResponseWriter)) {
		f.mu.Lock()
		until := time.Now().Add(time.Duration(seconds) * time.Second)
		if id, err := strconv.ParseInt(params["chat_id"], 10, 64); err == nil && f.chats[id] != nil {
			f.chats[id].holdOff = until
		} else {
			f.holdOff = until
		}
		f.mu.Unlock()
		answer(w, &refusal{
			code:        429,
			description: "Too Many Requests: retry after " + strconv.Itoa(seconds),
			retryAfter:  seconds,
		}, nil)
	}
}

// respond answers with any status, type and body.
func respond(status int, kind, body string) fault {
	return func(_ *fakeAPI, w http.ResponseWriter, _ map[string]string, _ func(http.ResponseWriter)) {
		w.Header().Set("Content-Type", kind)
		w.WriteHeader(status)
		_, _ = io.WriteString(w, body)
	}
}

// badGateway answers as a proxy does.
func badGateway() fault {
	return respond(http.StatusBadGateway, "text/html", "<html>502 Bad Gateway</html>")
}

// oddResult does what is asked and answers with another result.
func oddResult(result string) fault {
	return func(_ *fakeAPI, w http.ResponseWriter, _ map[string]string, next func(http.ResponseWriter)) {
		next(httptest.NewRecorder())
		respond(http.StatusOK, "application/json", `{"ok":true,"result":`+result+`}`)(nil, w, nil, nil)
	}
}

// lost is a connection that breaks; the fake's transport makes an error of it.
type lost struct{ err error }

// cut does what is asked and breaks the connection before the answer.
func cut(_ *fakeAPI, _ http.ResponseWriter, _ map[string]string, next func(http.ResponseWriter)) {
	next(httptest.NewRecorder())
	panic(lost{io.ErrUnexpectedEOF})
}

// unreachable refuses the connection: nothing is done.
func unreachable(*fakeAPI, http.ResponseWriter, map[string]string, func(http.ResponseWriter)) {
	panic(lost{&net.OpError{Op: "dial", Net: "tcp", Err: syscall.ECONNREFUSED}})
}

// hang never answers; the client's deadline ends it.
func hang(*fakeAPI, http.ResponseWriter, map[string]string, func(http.ResponseWriter)) {
	time.Sleep(10 * time.Minute)
}

// slow answers late.
func slow(d time.Duration) fault {
	return func(_ *fakeAPI, w http.ResponseWriter, _ map[string]string, next func(http.ResponseWriter)) {
		time.Sleep(d)
		next(w)
	}
}

// RoundTrip carries a request in memory, so that the fake works on synctest's clock.
func (f *fakeAPI) RoundTrip(r *http.Request) (*http.Response, error) {
	rec := httptest.NewRecorder()
	done := make(chan error, 1)
	f.serving.Go(func() {
		defer func() {
			switch v := recover().(type) {
			case nil:
				done <- nil
			case lost:
				done <- v.err
			default:
				done <- errors.New("the fake panicked")
				panic(v)
			}
		}()
		f.ServeHTTP(rec, r)
	})
	select {
	case err := <-done:
		if err != nil {
			return nil, err
		}
		return rec.Result(), nil
	case <-r.Context().Done():
		return nil, r.Context().Err()
	}
}
