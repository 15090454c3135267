package llm

import (
	"cmp"
	"errors"
	"fmt"
	"time"

	"articlebot/rag"
)

// Kind says what went wrong, as far as a caller acts on it.
type Kind string

// The kinds of failure.
const (
	KindAuth       Kind = "auth"       // the key was refused
	KindModel      Kind = "model"      // the server does not know the model
	KindRate       Kind = "rate"       // too many requests, for now
	KindQuota      Kind = "quota"      // no credit or quota left; waiting does not help
	KindOverloaded Kind = "overloaded" // the server has too much to do or is failing
	KindContext    Kind = "context"    // the request is longer than the model takes
	KindContent    Kind = "content"    // a content filter refused the request or the answer
	KindProtocol   Kind = "protocol"   // the answer is not what an OpenAI-compatible server sends
	KindNetwork    Kind = "network"    // the server was not reached
	KindTimeout    Kind = "timeout"    // no first word, or silence in mid-answer, for too long
	KindCanceled   Kind = "canceled"   // the caller gave up
	KindCut        Kind = "cut"        // the answer ended before the model did
	KindEmpty      Kind = "empty"      // the model ended without any text to show
	KindOpen       Kind = "open"       // the server was not asked, because it failed before
	KindOther      Kind = "other"      // the server refused the request for another reason
)

// Error is the error of every call to a model server. It holds neither the key nor more of a server's text than a line.
type Error struct {
	Kind Kind
	// Status is the HTTP status of a refusal, also one that a server reported in the middle of a stream; otherwise 0.
	Status int
	// RetryAfter is how long the server asked to wait, or for how long it will not be asked; 0 when neither is known.
	RetryAfter time.Duration
	// Message is one line of at most 300 characters that says what to do.
	Message string

	// address reports that the base URL is the likely culprit.
	address bool
	// cause is a context's error and nothing else, for other errors may quote addresses and bodies.
	cause error
}

// Error returns the message.
func (e *Error) Error() string { return e.Message }

// Unwrap returns context.Canceled or context.DeadlineExceeded when the caller's context ended the call.
func (e *Error) Unwrap() error { return e.cause }

// Is makes errors.Is find rag.ErrPromptTooLong when the messages were longer than the model takes.
func (e *Error) Is(target error) bool { return target == rag.ErrPromptTooLong && e.Kind == KindContext }

// Transient reports whether the same request may well succeed in a moment.
func (e *Error) Transient() bool {
	switch e.Kind {
	case KindRate, KindOverloaded, KindNetwork, KindCut:
		return true
	default:
		return false
	}
}

// is reports whether err is an *Error of a kind.
func is(err error, kind Kind) bool {
	var failed *Error
	return errors.As(err, &failed) && failed.Kind == kind
}

func protocolError(format string, args ...any) *Error {
	return &Error{Kind: KindProtocol, Message: fmt.Sprintf(format, args...)}
}

// addressError is a protocol error that a wrong base URL explains best.
func addressError(message string) *Error {
	return &Error{Kind: KindProtocol, Message: message, address: true}
}

func brokenError() *Error {
	return &Error{Kind: KindCut, Message: "the connection broke"}
}

// openError says for how long a server is left alone, and after which failure.
func openError(left time.Duration, why Kind, model string) *Error {
	message := fmt.Sprintf("for another %v, after: %s", left.Round(time.Second), why.sentence(model))
	return &Error{Kind: KindOpen, RetryAfter: left, Message: message}
}

// sentence says what a kind of failure means and what to do about it.
func (k Kind) sentence(model string) string {
	sentences := map[Kind]string{
		KindAuth:       "the server refused the API key; check the key and what it may be used for",
		KindModel:      fmt.Sprintf("the server does not know the model %q; check its name", clip(model, 60)),
		KindRate:       "the server's rate limit is reached; try again later",
		KindQuota:      "the account has no credit or quota left; top it up or use another key",
		KindOverloaded: "the server is overloaded or failing; try again later",
		KindContext:    "the request is too long for the model",
		KindContent:    "the server's content filter refused",
		KindProtocol:   "the server does not answer as an OpenAI-compatible one should",
		KindNetwork:    "the server cannot be reached; check the base URL and that the server is running",
		KindTimeout:    "the server took too long",
		KindCanceled:   "the request was given up",
		KindCut:        "the answer was cut off",
		KindEmpty:      "the model gave no text; raise the token limit or switch its thinking off",
		KindOpen:       "the server is not asked for now",
	}
	return cmp.Or(sentences[k], "the server refused the request")
}
