package playground_test

import (
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"articlebot/bot/playground"
)

// People of the tests.
var (
	alice = playground.Person{ID: 1001, FirstName: "Alice", Username: "alice", LanguageCode: "en"}
	bob   = playground.Person{ID: 1002, FirstName: "Bob"}
	group = playground.Chat{ID: -500, Type: "group", Title: "Readers"}
	forum = playground.Chat{ID: -100500, Type: "supergroup", Title: "Forum", Username: "forum", Topics: true}
	news  = playground.Chat{ID: -100600, Type: "channel", Title: "News", Username: "news"}
)

// envelope is an answer of the Bot API.
type envelope struct {
	Status      int
	OK          bool `json:"ok"`
	Result      json.RawMessage
	ErrorCode   int    `json:"error_code"`
	Description string `json:"description"`
	Parameters  map[string]int64
	header      http.Header
}

// call makes a call in memory; a nil error means that an answer came and could be read.
func call(ctx context.Context, s *playground.Server, method string, params ...string) (envelope, error) {
	form := url.Values{}
	for i := 0; i < len(params); i += 2 {
		form.Set(params[i], params[i+1])
	}
	address := "http://telegram.test/bot" + s.Token() + "/" + method
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, address, strings.NewReader(form.Encode()))
	if err != nil {
		return envelope{}, err
	}
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return send(s, r)
}

func send(s *playground.Server, r *http.Request) (envelope, error) {
	var e envelope
	response, err := s.RoundTrip(r)
	if err != nil {
		return e, err
	}
	defer response.Body.Close()
	e.Status, e.header = response.StatusCode, response.Header
	return e, json.NewDecoder(response.Body).Decode(&e)
}

// must makes a call that succeeds.
func must(t *testing.T, s *playground.Server, method string, params ...string) envelope {
	t.Helper()
	e, err := call(t.Context(), s, method, params...)
	if err != nil || !e.OK || e.Status != http.StatusOK {
		t.Fatalf("%s: %d %s, %v", method, e.Status, e.Description, err)
	}
	return e
}

// refused makes a call that is refused in the given words.
func refused(t *testing.T, s *playground.Server, want string, method string, params ...string) envelope {
	t.Helper()
	e, err := call(t.Context(), s, method, params...)
	if err != nil || e.OK || e.Description != want || e.ErrorCode != e.Status {
		t.Errorf("%s %q: %d (%d) %q, %v, want %q", method, params, e.Status, e.ErrorCode, e.Description, err, want)
	}
	return e
}

// read decodes a result.
func read[T any](t *testing.T, e envelope) T {
	t.Helper()
	var v T
	if err := json.Unmarshal(e.Result, &v); err != nil {
		t.Fatalf("result %s: %v", e.Result, err)
	}
	return v
}

// ids makes one poll and returns the ids of the updates.
func ids(t *testing.T, s *playground.Server, params ...string) []int64 {
	t.Helper()
	var list []int64
	for _, u := range read[[]struct {
		ID int64 `json:"update_id"`
	}](t, must(t, s, "getUpdates", params...)) {
		list = append(list, u.ID)
	}
	return list
}
