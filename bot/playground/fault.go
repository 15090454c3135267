package playground

import (
	"context"
	"errors"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"strings"
	"syscall"
	"time"
)

// Fault plays a trick on one request. It may be one of this package's or any function that answers an Exchange.
type Fault func(x *Exchange)

// Exchange is one request that a fault answers, or does not.
type Exchange struct {
	http.ResponseWriter
	Call

	server  *Server
	request *http.Request
}

// Pass does what is asked and answers as if there were no fault.
func (x *Exchange) Pass() { x.next(x.ResponseWriter) }

func (x *Exchange) next(w http.ResponseWriter) {
	result, refused := x.server.dispatch(x.Context(), x.Method, x.Params)
	answer(w, result, refused)
}

// Do does what is asked and returns the answer instead of sending it.
func (x *Exchange) Do() []byte {
	r := &reply{header: http.Header{}}
	x.next(r)
	return r.body.Bytes()
}

// Context ends when the client goes away.
func (x *Exchange) Context() context.Context { return x.request.Context() }

// On scripts the faults of the next requests of a method, in order, after those scripted before.
func (s *Server) On(method string, faults ...Fault) {
	s.mu.Lock()
	defer s.mu.Unlock()
	method = strings.ToLower(method)
	s.script[method] = append(s.script[method], faults...)
}

// weather is faults that come at random.
type weather struct {
	rate   float64
	dice   *rand.Rand
	faults []Fault
}

// Weather gives requests without a scripted fault one of these at random, at a rate from 0 to 1, until it is called
// again; a rate of 0 ends it. The same seed gives the same sequence.
func (s *Server) Weather(rate float64, seed uint64, faults ...Fault) {
	s.mu.Lock()
	defer s.mu.Unlock()
	dice := rand.New(rand.NewPCG(seed, seed))
	s.weather = weather{rate: rate, dice: dice, faults: faults}
}

func (w *weather) fault() Fault {
	if len(w.faults) == 0 || w.dice.Float64() >= w.rate {
		return nil
	}
	return w.faults[w.dice.IntN(len(w.faults))]
}

// Fine lets a request pass.
func Fine(x *Exchange) { x.Pass() }

// Refuse answers with an error code and description and does nothing.
func Refuse(code int, description string) Fault {
	return func(x *Exchange) { answer(x, nil, &refusal{code: code, description: description}) }
}

// TooMany answers 429 and takes every request to the chat, or every one to none if this is to none, in the next seconds
// for a violation.
func TooMany(seconds int) Fault {
	return func(x *Exchange) {
		s := x.server
		until := time.Now().Add(time.Duration(seconds) * time.Second)
		s.mu.Lock()
		if c := s.chats[params(x.Params).number("chat_id")]; c != nil {
			c.holdOff = until
		} else {
			s.holdOff = until
		}
		s.mu.Unlock()
		answer(x, nil, tooManyRequests(seconds))
	}
}

// Respond answers with any status, content type and body and does nothing.
func Respond(status int, kind, body string) Fault {
	return func(x *Exchange) {
		x.Header().Set("Content-Type", kind)
		x.WriteHeader(status)
		_, _ = io.WriteString(x, body)
	}
}

// BadGateway answers as a proxy does whose server is away.
func BadGateway(x *Exchange) {
	Respond(http.StatusBadGateway, "text/html", "<html>502 Bad Gateway</html>")(x)
}

// OddResult does what is asked and answers with another result, given as JSON.
func OddResult(result string) Fault {
	return func(x *Exchange) {
		x.Do()
		Respond(http.StatusOK, "application/json", `{"ok":true,"result":`+result+`}`)(x)
	}
}

// Cut does what is asked and closes the connection before the answer.
func Cut(x *Exchange) {
	x.Do()
	x.sever(io.ErrUnexpectedEOF, false)
}

// Reset does what is asked and resets the connection before the answer.
func Reset(x *Exchange) {
	x.Do()
	x.sever(&net.OpError{Op: "read", Net: "tcp", Err: syscall.ECONNRESET}, true)
}

// Truncate does what is asked and breaks the connection in the middle of the answer.
func Truncate(x *Exchange) {
	body := x.Do()
	x.Header().Set("Content-Type", "application/json")
	x.Header().Set("Content-Length", "1000000")
	_, _ = x.Write(body[:len(body)/2])
	_ = http.NewResponseController(x.ResponseWriter).Flush()
	x.sever(io.ErrUnexpectedEOF, false)
}

// Unreachable refuses the connection and does nothing. A listener has accepted the connection by then, so over one it is
// reset before anything is done; only in memory can the client tell that.
func Unreachable(x *Exchange) {
	x.sever(&net.OpError{Op: "dial", Net: "tcp", Err: syscall.ECONNREFUSED}, true)
}

// Hang never answers and does nothing; the client's patience or Close ends it.
func Hang(x *Exchange) {
	select {
	case <-x.Context().Done():
	case <-x.server.closed:
	}
	x.sever(errors.New("playground: closed"), false)
}

// Slow does what is asked after d, whether or not the client still waits, and answers.
func Slow(d time.Duration) Fault {
	return func(x *Exchange) {
		timer := time.NewTimer(d)
		defer timer.Stop()
		select {
		case <-timer.C:
		case <-x.server.closed:
		}
		x.Pass()
	}
}

// sever breaks the connection; err is what a client in memory sees.
func (x *Exchange) sever(err error, reset bool) {
	if r, ok := x.ResponseWriter.(*reply); ok {
		r.err = err
		return
	}
	conn, _, hijacked := http.NewResponseController(x.ResponseWriter).Hijack()
	if hijacked != nil {
		panic(http.ErrAbortHandler) // net/http's own way to break off; HTTP/2 has no other
	}
	if tcp, ok := conn.(*net.TCPConn); ok && reset {
		_ = tcp.SetLinger(0)
	}
	_ = conn.Close()
}
