package llm

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"slices"
)

// Bounds of what is read of an answer. Comments count for neither: they may keep a connection alive for as long as the
// timeouts allow.
const (
	maxEvent  = 1 << 20  // bytes of a line, of an event, of an answer that is no stream
	maxStream = 32 << 20 // bytes of all events of a stream
)

// normalizer reads what servers send in answer to a streaming request and yields the little that go-openai understands:
// one line "data: " with a chunk, or with [DONE], and an empty line. It takes server-sent events as the HTML standard
// has them (byte order mark, three line ends, comments, data over several lines), events without empty lines between
// them, and a whole answer as plain JSON. What is none of these, and every error that a server reports, becomes the
// *Error of Read. The output depends on the input's bytes only, not on how they arrive.
type normalizer struct {
	src *bufio.Reader
	// next reads on and adds to out; it is begin, then line.
	next func() error
	err  error
	// out is clean and not yet read, data the lines of an unfinished event.
	out, data []byte
	// total counts the bytes of all events, up to limit.
	total, limit int
	events       int
	// isStream reports that there was a line of a stream, be it a comment.
	isStream bool
	// afterCR reports that a line feed would belong to the line end before it.
	afterCR bool
	chunkReader
}

func newNormalizer(r io.Reader) *normalizer {
	n := &normalizer{src: bufio.NewReader(r), limit: maxStream}
	n.next = n.begin
	return n
}

// Read implements io.Reader.
func (n *normalizer) Read(p []byte) (int, error) {
	for len(n.out) == 0 && n.err == nil {
		n.err = n.next()
	}
	if len(n.out) == 0 {
		return 0, n.err
	}
	k := copy(p, n.out)
	n.out = n.out[k:]
	return k, nil
}

// begin tells by the first byte what kind of answer it is.
func (n *normalizer) begin() error {
	const mark = "\ufeff"
	if head, _ := n.src.Peek(len(mark)); string(head) == mark {
		_, _ = n.src.Discard(len(mark))
	}
	first, err := skipSpace(n.src)
	switch {
	case errors.Is(err, io.EOF):
		return addressError("it answered with nothing")
	case err != nil:
		return brokenError()
	case first == '<':
		return addressError("it answered with an HTML page")
	case first == '{', first == '[':
		return n.whole()
	}
	n.next = n.line
	return nil
}

func skipSpace(r *bufio.Reader) (byte, error) {
	for {
		b, err := r.ReadByte()
		if err != nil {
			return 0, err
		}
		if b != ' ' && b != '\t' && b != '\r' && b != '\n' {
			return b, r.UnreadByte()
		}
	}
}

// whole reads an answer that is no stream and makes one event of it.
func (n *normalizer) whole() error {
	data, err := io.ReadAll(io.LimitReader(n.src, maxEvent+1))
	switch {
	case err != nil:
		return brokenError()
	case len(data) > maxEvent:
		return protocolError("the answer is longer than %d bytes", maxEvent)
	}
	if err := n.event(data); err != nil {
		return err
	}
	if !n.chosen {
		return addressError("the answer has no choices")
	}
	return io.EOF
}

// line reads a line of a stream; the last one may lack its end.
func (n *normalizer) line() error {
	line, readErr := n.readLine()
	var tooLong *Error
	if errors.As(readErr, &tooLong) {
		return tooLong
	}
	if readErr == nil || len(line) > 0 {
		if err := n.field(line); err != nil {
			return err
		}
	}
	switch {
	case readErr == nil:
		return nil
	case errors.Is(readErr, io.EOF):
		return n.end()
	default:
		return brokenError()
	}
}

func (n *normalizer) readLine() ([]byte, error) {
	var line []byte
	for {
		b, err := n.src.ReadByte()
		if err != nil {
			return line, err
		}
		if b == '\n' && n.afterCR {
			n.afterCR = false
			continue
		}
		n.afterCR = b == '\r'
		if b == '\n' || b == '\r' {
			return line, nil
		}
		if len(line) == maxEvent {
			return nil, protocolError("a line is longer than %d bytes", maxEvent)
		}
		line = append(line, b)
	}
}

// field takes a line: of all fields only data matters, and an empty line ends the event. A line that is an event by
// itself is passed on at once, for some servers leave the empty line out.
func (n *normalizer) field(line []byte) error {
	if len(line) == 0 {
		return n.dispatch()
	}
	name, value, _ := bytes.Cut(line, []byte(":"))
	n.isStream = n.isStream || slices.Contains([]string{"", "data", "event", "id", "retry"}, string(name))
	value = bytes.TrimSpace(value)
	if string(name) != "data" || len(value) == 0 {
		return nil
	}
	if n.total += len(value); n.total > n.limit {
		return protocolError("the answer is longer than %d bytes", n.limit)
	}
	if len(n.data) == 0 && (string(value) == "[DONE]" || json.Valid(value)) {
		return n.event(value)
	}
	if len(n.data)+len(value) > maxEvent {
		return protocolError("an event is longer than %d bytes", maxEvent)
	}
	n.data = append(append(n.data, value...), '\n')
	return nil
}

func (n *normalizer) dispatch() error {
	if len(n.data) == 0 {
		return nil
	}
	data := n.data
	n.data = nil
	return n.event(data)
}

// end decides what a stream is whose connection was closed in order.
func (n *normalizer) end() error {
	switch {
	case len(n.data) > 0 && !json.Valid(n.data):
		return brokenError()
	case len(n.data) > 0:
		if err := n.dispatch(); err != nil {
			return err
		}
	case n.events == 0 && n.isStream:
		return brokenError()
	case n.events == 0:
		return addressError("it answered with something that is no stream of events")
	}
	return io.EOF
}

// event passes a whole event on; after [DONE] nothing more is read.
func (n *normalizer) event(data []byte) error {
	n.events++
	if string(data) == "[DONE]" {
		n.out = append(n.out, "data: [DONE]\n\n"...)
		return io.EOF
	}
	clean, err := n.read(data)
	if err != nil {
		return err
	}
	n.out = append(append(append(n.out, "data: "...), clean...), "\n\n"...)
	return nil
}
