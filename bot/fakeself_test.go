package bot_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
)

// TestFakeParsesLikeTelegram keeps the fake honest: its words are those of tdlib.
func TestFakeParsesLikeTelegram(t *testing.T) {
	for src, want := range map[string]string{
		"<b>a</b> &lt;&amp;&quot;&#65;&nbsp;&": "",
		"<x>a</x>":                             `Unsupported start tag "x" at byte offset 0`,
		"a<br>b":                               `Unsupported start tag "br" at byte offset 1`,
		"<b>a":                                 `Can't find end tag corresponding to start tag "b"`,
		"a</b>":                                "Unexpected end tag at byte offset 1",
		"<b><i>a</b></i>":                      `Unmatched end tag at byte offset 7, expected "</i>", found "</b>"`,
		"a <":                                  "Unclosed start tag at byte offset 2",
		"<a href=\"x\" =>":                     `Empty attribute name in the tag "a" at byte offset 0`,
	} {
		_, _, err := parseTelegramHTML(src)
		switch {
		case want == "" && err != nil:
			t.Errorf("%q is refused: %v", src, err)
		case want != "" && (err == nil || err.Error() != "can't parse entities: "+want):
			t.Errorf("%q: %v, want %s", src, err, want)
		}
	}
	text, entities, _ := parseTelegramHTML(`😀<a href="http://x/?a&amp;b">l<b>&lt;</b></a>`)
	if text != "😀l<" || len(entities) != 2 || entities[0] != (entity{"b", 3, 1, ""}) ||
		entities[1] != (entity{"a", 2, 2, "http://x/?a&b"}) {
		t.Errorf("parsed as %q with %+v", text, entities)
	}
}

func TestFakeRefusesLikeTelegram(t *testing.T) {
	api := newFakeAPI()
	api.open(alice)
	call := func(token, method string, params url.Values) (int, string) {
		r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/bot"+token+"/"+method, strings.NewReader(params.Encode()))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		w := httptest.NewRecorder()
		api.ServeHTTP(w, r)
		var envelope struct {
			Description string `json:"description"`
		}
		if err := json.Unmarshal(w.Body.Bytes(), &envelope); err != nil {
			t.Fatal(err)
		}
		return w.Code, envelope.Description
	}
	text := func(text string) url.Values { return url.Values{"chat_id": {"1001"}, "text": {text}} }
	for name, tc := range map[string]struct {
		token, method string
		params        url.Values
		code          int
		want          string
	}{
		"Token":    {"1:x", "getMe", nil, 401, "Unauthorized: invalid token specified"},
		"Method":   {fakeToken, "sendGift", nil, 404, "Not Found: method not found"},
		"Case":     {fakeToken, "GETME", nil, 200, ""},
		"Chat":     {fakeToken, "sendMessage", url.Values{"chat_id": {"5"}, "text": {"x"}}, 400, "Bad Request: chat not found"},
		"Empty":    {fakeToken, "sendMessage", text(" \n"), 400, "Bad Request: message text is empty"},
		"Bytes":    {fakeToken, "sendMessage", text(strings.Repeat("a", 32_769)), 400, "Bad Request: text is too long"},
		"Units":    {fakeToken, "sendMessage", text(strings.Repeat("😀", 2049)), 400, "Bad Request: message is too long"},
		"UnitsFit": {fakeToken, "sendMessage", text(strings.Repeat("😀", 2048)), 200, ""},
		"Edit":     {fakeToken, "editMessageText", text("x"), 400, "Bad Request: message to edit not found"},
		"Action": {fakeToken, "sendChatAction", url.Values{"chat_id": {"1001"}}, 400,
			"Bad Request: wrong parameter action in request"},
	} {
		t.Run(name, func(t *testing.T) {
			if code, got := call(tc.token, tc.method, tc.params); code != tc.code || got != tc.want {
				t.Errorf("%d %q, want %d %q", code, got, tc.code, tc.want)
			}
		})
	}
}
