package page_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

func TestSay(t *testing.T) {
	w := start(t, "")
	w.wants(t, 200, `{"id":1}`, http.MethodPost, "/api/say",
		`{"person":12,"chat":-1001,"text":"/ask why","reply_to":0,"lang":"zh-hant"}`)
	w.wants(t, 200, `{"id":2}`, http.MethodPost, "/api/say", `{"person":11,"chat":-1001,"text":" Really? ","reply_to":1}`)
	w.wants(t, 200, `{"id":100}`, http.MethodPost, "/api/say", `{"person":12,"chat":12,"text":"hi"}`)
	messages := w.server.Screen(group.ID).Messages
	if m := messages[1]; len(messages) != 2 || m.From != ann || m.ReplyTo != 1 || m.Text != "Really?" {
		t.Errorf("messages %+v", messages)
	}
	if m := w.server.Screen(bo.ID).Last(); m.Text != "hi" || m.From.LanguageCode != "zh-hant" {
		t.Errorf("the language is not kept: %+v", m)
	}
}

func TestEdit(t *testing.T) {
	w := start(t, "")
	w.wants(t, 200, `{"id":100}`, http.MethodPost, "/api/say", `{"person":11,"chat":11,"text":"why"}`)
	for range 2 { // the second changes nothing
		w.wants(t, 200, `{}`, http.MethodPost, "/api/edit", `{"person":11,"chat":11,"message":100,"text":"why not"}`)
	}
	if m := w.server.Screen(ann.ID).Last(); m.Text != "why not" || len(m.Shown) != 2 {
		t.Errorf("the message is %+v", m)
	}
	id := w.says(t, ann.ID, "because")
	const own = `{"error":"only own messages can be edited"}`
	w.wants(t, 400, own, http.MethodPost, "/api/edit", fmt.Sprintf(`{"person":11,"chat":11,"message":%d,"text":"x"}`, id))
	w.wants(t, 200, `{"id":1}`, http.MethodPost, "/api/say", `{"person":11,"chat":-1001,"text":"mine"}`)
	w.wants(t, 400, own, http.MethodPost, "/api/edit", `{"person":12,"chat":-1001,"message":1,"text":"x"}`)
}

func TestActsAreChecked(t *testing.T) {
	w := start(t, "")
	const gone = `there is no such message","code":"messageGone`
	for _, tc := range []struct {
		status               int
		answer, target, body string
	}{
		{400, "there is no such person", "say", `{"person":5,"chat":11,"text":"x"}`},
		{400, "there is no such chat", "say", `{"person":11,"chat":5,"text":"x"}`},
		{400, "that person is not in this chat", "say", `{"person":11,"chat":12,"text":"x"}`},
		{400, "there is no such language", "say", `{"person":11,"chat":11,"text":"x","lang":"fr"}`},
		{400, "a message needs a text", "say", `{"person":11,"chat":11,"text":" \n"}`},
		{400, "a message has at most 4096 characters", "say", `{"person":11,"chat":11,"text":"` + strings.Repeat("😀", 2049) + `"}`},
		{404, gone, "say", `{"person":11,"chat":11,"text":"x","reply_to":7}`},
		{400, "the request cannot be read", "say", `{"person":11,"chat":11,"text":"x","by":1}`},
		{400, "the request cannot be read", "say", `{"person":"11","chat":11,"text":"x"}`},
		{400, "the request cannot be read", "say", `{"person":11,"chat":11,"text":"x"}{}`},
		{400, "the request cannot be read", "say", `[]`},
		{413, "the request is too large", "say", `{"text":"` + strings.Repeat("x", 64<<10) + `"}`},
		{404, gone, "edit", `{"person":11,"chat":11,"message":7,"text":"x"}`},
		{400, "a message needs a text", "edit", `{"person":11,"chat":11,"message":7,"text":""}`},
		{400, "there is no such person", "edit", `{"person":0,"chat":11,"message":7,"text":"x"}`},
		{404, gone, "press", `{"person":11,"chat":11,"message":7,"data":"x"}`},
		{400, "there is no such button", "press", `{"person":11,"chat":11,"message":7,"data":""}`},
		{400, "there is no such button", "press", `{"person":11,"chat":11,"message":7,"data":"` + strings.Repeat("x", 65) + `"}`},
		{400, "there is no such chat", "press", `{"person":11,"chat":0,"message":7,"data":"x"}`},
		{400, "there is no such person", "stop", `{"person":5,"chat":11}`},
		{400, "the request cannot be read", "stop", ``},
	} {
		r := request(http.MethodPost, "/api/"+tc.target, tc.body)
		r.Header.Set("Content-Type", "application/json; charset=utf-8")
		got := w.serve(r)
		if want := `{"error":"` + tc.answer + `"}`; got.Code != tc.status || strings.TrimSpace(got.Body.String()) != want {
			t.Errorf("%s %.80s: %d %s, want %d %s", tc.target, tc.body, got.Code, got.Body, tc.status, want)
		}
	}
	form := request(http.MethodPost, "/api/say", `{"person":11,"chat":11,"text":"x"}`)
	form.Header.Set("Content-Type", "text/plain")
	if got := w.serve(form); got.Code != http.StatusUnsupportedMediaType {
		t.Errorf("another content type: %d", got.Code)
	}
	if n := len(w.server.Screen(ann.ID).Messages) + len(w.server.Pressed()); n != 0 {
		t.Errorf("%d acts were done all the same", n)
	}
}

// pressing has Ann press a button and returns the answer with how long it took.
func pressing(w *world, message int64) (answer string, took time.Duration) {
	begin := time.Now()
	got := w.serve(request(http.MethodPost, "/api/press", fmt.Sprintf(`{"person":11,"chat":11,"message":%d,"data":"d"}`, message)))
	return fmt.Sprint(got.Code, " ", got.Body), time.Since(begin)
}

func TestPressWaitsForTheAnswer(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := start(t, "")
		id := w.says(t, ann.ID, "well?")
		go func() {
			time.Sleep(3 * time.Second)
			w.call(t, "answerCallbackQuery", "callback_query_id", w.server.Pressed()[0].ID, "text", "Thanks", "show_alert", "true")
		}()
		answer, took := pressing(w, id)
		if answer != `200 {"toast":"Thanks","alert":true}` || took != 3*time.Second {
			t.Errorf("%s after %s", answer, took)
		}
		if p := w.server.Pressed()[0]; p.By.ID != ann.ID || p.Chat != ann.ID || p.Message != id || p.Data != "d" {
			t.Errorf("pressed %+v", p)
		}
	})
}

func TestPressEndsWithoutAnAnswer(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := start(t, "")
		id := w.says(t, ann.ID, "well?")
		answer, took := pressing(w, id)
		if answer != `200 {"toast":"","alert":false}` || took != 10*time.Second {
			t.Errorf("%s after %s", answer, took)
		}
		time.AfterFunc(time.Second, w.page.Close)
		if answer, took := pressing(w, id); answer != `200 {"toast":"","alert":false}` || took != time.Second {
			t.Errorf("%s after %s of a page that is closed", answer, took)
		}
	})
}

func TestStop(t *testing.T) {
	w := start(t, "")
	w.call(t, "sendMessageDraft", "chat_id", "11", "draft_id", "1", "text", "well", "can_stop", "true")
	for range 2 { // the second finds nothing
		w.wants(t, 200, `{}`, http.MethodPost, "/api/stop", `{"person":11,"chat":11}`)
	}
	if d := w.server.Screen(ann.ID).Drafts; len(d) != 0 {
		t.Errorf("drafts %+v", d)
	}
}

func TestCommands(t *testing.T) {
	w := start(t, "")
	w.call(t, "setMyCommands", "commands", `[{"command":"help","description":"Help"}]`)
	w.call(t, "setMyCommands", "commands", `[{"command":"ask","description":"提问"}]`, "language_code", "zh",
		"scope", `{"type":"all_group_chats"}`)
	const (
		help = `{"commands":[{"command":"help","description":"Help"}]}`
		ask  = `{"commands":[{"command":"ask","description":"提问"}]}`
	)
	w.wants(t, 200, help, http.MethodGet, "/api/commands?person=11&chat=11&lang=zh", "")
	w.wants(t, 200, ask, http.MethodGet, "/api/commands?person=11&chat=-1001&lang=zh", "")
	w.wants(t, 200, help, http.MethodGet, "/api/commands?person=11&chat=-1001&lang=en", "")
	w.wants(t, 400, `{"error":"that is no id"}`, http.MethodGet, "/api/commands?person=a&chat=11", "")
	w.wants(t, 400, `{"error":"that person is not in this chat"}`, http.MethodGet, "/api/commands?person=11&chat=12", "")
	w.call(t, "deleteMyCommands")
	w.wants(t, 200, `{"commands":[]}`, http.MethodGet, "/api/commands?person=11&chat=11&lang=zh", "")
}

// FuzzSay states that a body is answered with one message that it made, or with one line and none.
func FuzzSay(f *testing.F) {
	for _, body := range []string{
		`{"person":11,"chat":11,"text":"x"}`, `{"person":12,"chat":-1001,"text":"/ask","lang":"en"}`, `{"text":"\ud800"}`, `null`, `{`,
	} {
		f.Add(body)
	}
	w := start(f, "")
	said := func() int {
		n := 0
		for _, c := range []int64{ann.ID, bo.ID, group.ID} {
			n += len(w.server.Screen(c).Messages)
		}
		return n
	}
	f.Fuzz(func(t *testing.T, body string) {
		before := said()
		r := request(http.MethodPost, "/api/say", body)
		r.Header.Set("Content-Type", "application/json")
		got := w.serve(r)
		made, text := said()-before, got.Body.String()
		good := got.Code == http.StatusOK && made == 1 && strings.HasPrefix(text, `{"id":`)
		bad := got.Code >= 400 && got.Code < 500 && made == 0 && strings.HasPrefix(text, `{"error":"`)
		if !good && !bad {
			t.Errorf("%q: %d %s, %d messages", body, got.Code, text, made)
		}
	})
}
