package bot

import (
	"errors"
	"fmt"
	"strings"
	"time"
)

// ErrToken reports a bot token that Telegram does not accept.
var ErrToken = errors.New("check that the bot token is the one that @BotFather gave")

// APIError is a request to the Bot API that was not answered with success. Its text never holds the token.
type APIError struct {
	Method string
	// Code is Telegram's error_code or else the HTTP status; 0 means that no answer came.
	Code        int
	Description string
	// RetryAfter is how long Telegram wants no further request; 0 when it did not say.
	RetryAfter time.Duration
	// MovedTo is the id that the chat has now, where a group became a supergroup; else 0.
	MovedTo int64
	// MaybeDone reports that the request may have been carried out all the same, so that repeating it can do it twice.
	MaybeDone bool

	cause error
}

// Error returns the method and what came back.
func (e *APIError) Error() string {
	text := "telegram " + e.Method
	if e.Code == 0 {
		text += ": no answer"
	} else {
		text += fmt.Sprintf(": %d %s", e.Code, e.Description)
	}
	if e.cause != nil {
		text += ": " + e.cause.Error()
	}
	return text
}

// Unwrap returns what kept the answer from arriving or from being read; nil when Telegram refused in words.
func (e *APIError) Unwrap() error { return e.cause }

// verdict is what an error of a message to a chat means for what is done next.
type verdict int

const (
	shown       verdict = iota // done, or it stands there already
	limited                    // too many requests: wait, then repeat
	malformed                  // the formatting does not parse
	vanished                   // the message to edit is not there or can no longer be edited
	tooLong                    // more text than a message holds
	astray                     // the topic is not there
	moved                      // the chat has another id now
	gone                       // nobody can be reached in this chat
	unavailable                // Telegram or the way to it fails for the time being
	refused                    // anything else, which repeating does not change
	aborted                    // not Telegram's word: the work was cut off
)

// sign is a phrase of Telegram's descriptions, in lower case, and what it means.
type sign struct {
	phrase  string
	meaning verdict
}

// signs tell the refusals with code 400 apart, which nearly all have. The phrases are those of tdlib/telegram-bot-api
// and, in capitals there, of Telegram's core.
func signs() []sign {
	return []sign{
		{"message is not modified", shown},
		{"can't parse entities", malformed},
		{"can't parse messageentity", malformed},
		{"entities_too_long", malformed},
		{"message to edit not found", vanished},
		{"message can't be edited", vanished},
		{"message_id_invalid", vanished},
		{"message is too long", tooLong},
		{"message_too_long", tooLong},
		{"text is too long", tooLong},
		{"message thread not found", astray},
		{"chat not found", gone},
		{"user not found", gone},
		{"peer_id_invalid", gone},
		{"chat_write_forbidden", gone},
	}
}

// judge says what the outcome of sending or editing a message means.
func judge(err error) verdict {
	var e *APIError
	switch {
	case err == nil:
		return shown
	case !errors.As(err, &e):
		return aborted
	case e.Code == 429:
		return limited
	case e.cause != nil || e.Code < 400 || e.Code >= 500:
		// What cannot be read is the word of a proxy in between, whatever its code.
		return unavailable
	case e.Code == 403:
		return gone
	case e.MovedTo != 0:
		return moved
	}
	description := strings.ToLower(e.Description)
	for _, s := range signs() {
		if strings.Contains(description, s.phrase) {
			return s.meaning
		}
	}
	return refused
}
