package bot

import (
	"errors"
	"log/slog"
	"slices"
	"strings"
	"sync/atomic"
)

// feature is something of Telegram's that not every server knows. It is used where the operator wants it, until a server says
// that it does not know it; from then on, until the program ends, the bot does without.
type feature struct {
	name   string
	wanted bool
	// signs are what a refusal with code 400 says, in lower case, where the server does not know the feature.
	signs []string
	log   *slog.Logger

	unknown atomic.Bool
}

// newDrafts is the feature of texts that are shown while they are written.
func newDrafts(wanted bool, log *slog.Logger) *feature {
	return &feature{name: "drafts", wanted: wanted, signs: []string{"draft", "message text is empty"}, log: log}
}

// newRich is the feature of messages with tables. A server that does not know it looks for a text.
func newRich(wanted bool, log *slog.Logger) *feature {
	return &feature{name: "rich messages", wanted: wanted, signs: []string{"rich", "message text is empty"}, log: log}
}

func (f *feature) on() bool { return f.wanted && !f.unknown.Load() }

// learn notes what a refusal says about the feature. One for too many requests says nothing.
func (f *feature) learn(err error) {
	if f.isUnknown(err) && !f.unknown.Swap(true) {
		f.log.Warn("Telegram's server does not take a feature, doing without it until the next start", "feature", f.name, "err", err)
	}
}

func (f *feature) isUnknown(err error) bool {
	var e *APIError
	if !errors.As(err, &e) || e.cause != nil {
		return false
	}
	description := strings.ToLower(e.Description)
	switch e.Code {
	case 404:
		return strings.Contains(description, "method not found")
	case 400:
		return slices.ContainsFunc(f.signs, func(sign string) bool { return strings.Contains(description, sign) })
	}
	return false
}
