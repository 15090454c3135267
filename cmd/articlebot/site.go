package main

import (
	"context"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"time"
)

// siteGrace is how long requests under way may go on when a site is closed.
const siteGrace = 3 * time.Second

// site is an HTTP server at work.
type site struct {
	server *http.Server
	// ended is closed when Serve has returned; err is then its error.
	ended chan struct{}
	err   error
}

// newSite serves a handler to those who come to a listener; the contexts of their requests end with ctx. The caller closes the site, and
// the listener with it.
func newSite(ctx context.Context, listener net.Listener, h http.Handler, log *slog.Logger) *site {
	s := &site{
		server: &http.Server{
			Addr: listener.Addr().String(), Handler: h, ReadHeaderTimeout: 10 * time.Second,
			BaseContext: func(net.Listener) context.Context { return ctx },
			ErrorLog:    slog.NewLogLogger(log.With("component", "http").Handler(), slog.LevelWarn),
		},
		ended: make(chan struct{}),
	}
	go func() {
		s.err = s.server.Serve(listener)
		close(s.ended)
	}()
	return s
}

// url returns where a site is that listens on one address.
func (s *site) url() string { return "http://" + s.server.Addr }

// wait returns nil when ctx ends, or Serve's error where that comes first.
func (s *site) wait(ctx context.Context) error {
	select {
	case <-ctx.Done():
		return nil
	case <-s.ended:
		return s.err
	}
}

// close ends the site, also when ctx has ended.
func (s *site) close(ctx context.Context) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), siteGrace)
	defer cancel()
	if err := s.server.Shutdown(ctx); errors.Is(err, context.DeadlineExceeded) {
		_ = s.server.Close() // they had their time
	}
	<-s.ended
}
