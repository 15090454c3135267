package playground

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
)

// Carry returns a RoundTripper that has a handler answer in memory, on testing/synctest's clock. A request whose context
// ends is answered with the context's error while the handler, told by the same context, comes to its end alone.
func Carry(h http.Handler) http.RoundTripper {
	return carrier{handler: h, begin: func() {}, end: func() {}}
}

// RoundTrip carries a request to the server in memory.
func (s *Server) RoundTrip(r *http.Request) (*http.Response, error) {
	return carrier{handler: s, begin: func() { s.carry(1) }, end: func() { s.carry(-1) }}.RoundTrip(r)
}

func (s *Server) carry(n int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.carried += n
	s.changed.fire()
}

// Wait returns when no request in memory is under way any more.
func (s *Server) Wait() {
	for {
		s.mu.Lock()
		carried, changed := s.carried, s.changed.c
		s.mu.Unlock()
		if carried == 0 {
			return
		}
		<-changed
	}
}

// carrier is a RoundTripper over a handler; begin and end frame each handler's run.
type carrier struct {
	handler    http.Handler
	begin, end func()
}

// RoundTrip runs the handler and returns what it answered.
func (c carrier) RoundTrip(r *http.Request) (*http.Response, error) {
	if err := r.Context().Err(); err != nil {
		return nil, err
	}
	in := r.Clone(r.Context())
	in.RequestURI = r.URL.RequestURI()
	in.Host = r.URL.Host
	if in.Body == nil {
		in.Body = http.NoBody
	}
	reply := &reply{header: http.Header{}}
	done := make(chan struct{})
	c.begin()
	go func() {
		defer c.end()
		defer close(done)
		defer func() { _ = in.Body.Close() }()
		c.handler.ServeHTTP(reply, in)
	}()
	select {
	case <-done:
		return reply.response(r)
	case <-r.Context().Done():
		return nil, r.Context().Err()
	}
}

// reply is an answer kept in memory. A fault sets err to break the connection instead, after what was written if
// anything was.
type reply struct {
	header http.Header
	status int
	body   bytes.Buffer
	err    error
}

// Header returns the header to be sent.
func (r *reply) Header() http.Header { return r.header }

// WriteHeader sets the status once.
func (r *reply) WriteHeader(status int) {
	if r.status == 0 {
		r.status = status
	}
}

// Write appends to the body.
func (r *reply) Write(p []byte) (int, error) {
	r.WriteHeader(http.StatusOK)
	return r.body.Write(p)
}

func (r *reply) response(request *http.Request) (*http.Response, error) {
	if r.err != nil && r.body.Len() == 0 {
		return nil, r.err
	}
	r.WriteHeader(http.StatusOK)
	var body io.Reader = &r.body
	length := int64(r.body.Len())
	if r.err != nil {
		body, length = io.MultiReader(body, broken{r.err}), -1
	}
	return &http.Response{
		Status:     fmt.Sprintf("%d %s", r.status, http.StatusText(r.status)),
		StatusCode: r.status, Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
		Header: r.header, Body: io.NopCloser(body), ContentLength: length, Request: request,
	}, nil
}

// broken is the end of a body whose connection broke.
type broken struct{ err error }

// Read returns the error.
func (b broken) Read([]byte) (int, error) { return 0, b.err }
