package playground

import (
	"encoding/json"
	"strconv"
	"time"
	"unicode/utf8"
)

const staleQuery = "query is too old and response timeout expired or query ID is invalid"

// Pressed is a button that somebody pressed, and what the bot answered.
type Pressed struct {
	ID            string
	By            Person
	Chat, Message int64
	Data          string
	At            time.Time
	Answered      bool
	// Toast is what is shown for a moment, or in a box if Alert is true.
	Toast string
	Alert bool
}

func (s *Server) answerCallbackQuery(p params) (any, *refusal) {
	if utf8.RuneCountInString(p["text"]) > 200 {
		return nil, badRequest("MESSAGE_TOO_LONG")
	}
	for _, pressed := range s.presses {
		if pressed.ID != p["callback_query_id"] || time.Since(pressed.At) > callbackLife {
			continue
		}
		pressed.Answered, pressed.Toast, pressed.Alert = true, p["text"], p.flag("show_alert")
		return true, nil
	}
	return nil, badRequest(staleQuery)
}

// inlineQuery is what somebody typed after the bot's name, and the JSON of the results.
type inlineQuery struct {
	at      time.Time
	results json.RawMessage
}

func (s *Server) answerInlineQuery(p params) (any, *refusal) {
	q := s.inline[p["inline_query_id"]]
	if q == nil || time.Since(q.at) > inlineLife {
		return nil, badRequest(staleQuery)
	}
	var results []struct {
		ID string `json:"id"`
	}
	if json.Unmarshal([]byte(p["results"]), &results) != nil {
		return nil, badRequest("can't parse inline query results JSON object")
	}
	if len(results) > 50 {
		return nil, badRequest("RESULTS_TOO_MUCH")
	}
	seen := map[string]bool{}
	for _, r := range results {
		switch {
		case r.ID == "" || len(r.ID) > 64:
			return nil, badRequest("RESULT_ID_INVALID")
		case seen[r.ID]:
			return nil, badRequest("RESULT_ID_DUPLICATE")
		}
		seen[r.ID] = true
	}
	q.results = json.RawMessage(p["results"])
	return true, nil
}

// InlineResults returns what the bot answered to the inline query of an update, as JSON; nil when it has not.
func (s *Server) InlineResults(update int64) json.RawMessage {
	s.mu.Lock()
	defer s.mu.Unlock()
	if q := s.inline[strconv.FormatInt(update, 10)]; q != nil {
		return q.results
	}
	return nil
}
