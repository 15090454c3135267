package page

import (
	"bytes"
	"cmp"
	"errors"
	"net/http"
	"strings"
	"time"
)

// heartbeat is how often a stream without events shows that it lives; writeTimeout is how long a reader may take for what is sent
// at once.
const (
	heartbeat    = 15 * time.Second
	writeTimeout = 10 * time.Second
)

// events streams what changes, as server-sent events, until the reader goes away or the page is closed. Each reader has a view
// and a goroutine of its own, so a slow one delays nobody; it misses states in between, but never the last one.
func (p *Page) events(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/event-stream")
	out := stream{w, http.NewResponseController(w)}
	seen := newView(p, cmp.Or(r.URL.Query().Get("lang"), preferred(r)))
	beat := time.NewTicker(heartbeat)
	defer beat.Stop()
	for {
		server, own := p.options.Server.Changed(), p.changed.next()
		events, next, err := seen.look()
		if err != nil {
			p.log.Error("no events could be made", "err", err)
			return
		}
		if out.send(events) != nil {
			return
		}
		select {
		case <-server:
		case <-own:
		case <-at(next):
		case <-beat.C:
			if out.write([]byte(":\n\n")) != nil {
				return
			}
		case <-r.Context().Done():
			return
		case <-p.closed:
			return
		}
	}
}

// at returns a channel that gets something at a time; nil, which never does, for zero.
func at(t time.Time) <-chan time.Time {
	if t.IsZero() {
		return nil
	}
	return time.After(time.Until(t))
}

// preferred returns the language that a browser asks for first, as an IETF tag.
func preferred(r *http.Request) string {
	first, _, _ := strings.Cut(r.Header.Get("Accept-Language"), ",")
	first, _, _ = strings.Cut(first, ";")
	return strings.TrimSpace(first)
}

// stream is an answer that goes on.
type stream struct {
	w       http.ResponseWriter
	control *http.ResponseController
}

// send sends events together.
func (s stream) send(events []event) error {
	if len(events) == 0 {
		return nil
	}
	var b bytes.Buffer
	for _, e := range events {
		b.WriteString("event: " + e.name + "\ndata: ")
		b.Write(e.data) // JSON without line ends
		b.WriteString("\n\n")
	}
	return s.write(b.Bytes())
}

// write sends bytes at once, or fails when the reader does not take them in time.
func (s stream) write(b []byte) error {
	err := s.control.SetWriteDeadline(time.Now().Add(writeTimeout))
	if err != nil && !errors.Is(err, http.ErrNotSupported) {
		return err
	}
	if _, err := s.w.Write(b); err != nil {
		return err
	}
	return s.control.Flush()
}
