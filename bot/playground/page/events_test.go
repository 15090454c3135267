package page_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"articlebot/bot/playground"
)

// What a stream begins with when nothing has happened.
const (
	stateAtFirst = `state {"bot":{"name":"Reader","username":"playground_bot","description":"问我。"},` +
		`"people":[{"id":11,"name":"Ann","username":"ann"},{"id":12,"name":"Bo","username":""}],` +
		`"chats":[{"id":11,"type":"private","title":"Ann"},{"id":12,"type":"private","title":"Bo"},` +
		`{"id":-1001,"type":"supergroup","title":"Readers"}],"model":{"offline":true,"profile":"","model":"","custom":false},` +
		`"article":{"titles":[{"lang":"en","title":"Rain"}],"custom":false,"version":1}}`
	noMessages = `chat {"id":%d,"messages":[],"gone":[],"draft":null,"typing":false}`
)

// changes is an event of Ann's chat in which nothing is typed or drafted.
func changes(messages, gone string) string {
	return `chat {"id":11,"messages":[` + messages + `],"gone":[` + gone + `],"draft":null,"typing":false}`
}

func TestEventsBeginWithAll(t *testing.T) {
	listening(t, func(t *testing.T, w *world, l *listener) {
		l.wants(t, stateAtFirst, fmt.Sprintf(noMessages, 11), fmt.Sprintf(noMessages, 12), fmt.Sprintf(noMessages, -1001))
		if kind := l.header.Get("Content-Type"); kind != "text/event-stream" {
			t.Errorf("content type %q", kind)
		}
		w.server.Do(playground.Say{By: ann, Text: "/ask why", At: time.Now()})
		w.call(t, "sendMessage", "chat_id", "11", "text", "<b>So</b> it\nis", "parse_mode", "HTML", "reply_to_message_id", "100",
			"reply_markup", `{"inline_keyboard":[[{"text":"[1]","callback_data":"c1"},{"text":"more","url":"https://example.org/"}]]}`)
		l.take()
		late := w.listen(t.Context(), &listener{})
		late.wants(t, stateAtFirst, changes(
			`{"id":100,"from_bot":false,"from":11,"name":"Ann","text":"/ask why",`+
				`"entities":[{"type":"bot_command","offset":0,"length":4}],"keyboard":[],"reply_to":0,"photo":null,"caption":"",`+
				`"at":946684800000,"changed":946684800000,"edits":0},`+
				`{"id":101,"from_bot":true,"from":0,"name":"Reader","text":"So it\nis","entities":[{"type":"bold","offset":0,"length":2}],`+
				`"keyboard":[[{"text":"[1]","data":"c1","url":""},{"text":"more","data":"","url":"https://example.org/"}]],`+
				`"reply_to":100,"photo":null,"caption":"","at":946684800000,"changed":946684800000,"edits":0}`, ""),
			fmt.Sprintf(noMessages, 12), fmt.Sprintf(noMessages, -1001))
		l.wants(t) // the other reader hears nothing twice
	})
}

// short is the JSON of a message of the bot without a keyboard.
func short(id int64, text string, at, changed, edits int) string {
	return fmt.Sprintf(`{"id":%d,"from_bot":true,"from":0,"name":"Reader","text":%q,"entities":[],"keyboard":[],"reply_to":0,`+
		`"photo":null,"caption":"","at":%d,"changed":%d,"edits":%d}`, id, text, 946684800000+at, 946684800000+changed, edits)
}

func TestEventsTellOnlyWhatChanged(t *testing.T) {
	listening(t, func(t *testing.T, w *world, l *listener) {
		w.says(t, ann.ID, "one")
		w.says(t, ann.ID, "two")
		l.take()
		time.Sleep(250 * time.Millisecond)
		w.call(t, "editMessageText", "chat_id", "11", "message_id", "100", "text", "One")
		l.wants(t, changes(short(100, "One", 0, 250, 1), ""))
		time.Sleep(250 * time.Millisecond)
		w.call(t, "editMessageReplyMarkup", "chat_id", "11", "message_id", "101", "reply_markup",
			`{"inline_keyboard":[[{"text":"k","callback_data":"d"}]]}`)
		l.take()
		time.Sleep(250 * time.Millisecond)
		w.call(t, "editMessageReplyMarkup", "chat_id", "11", "message_id", "101")
		l.wants(t, changes(short(101, "two", 0, 750, 0), ""))
		w.call(t, "deleteMessage", "chat_id", "11", "message_id", "100")
		l.wants(t, changes("", "100"))
		w.call(t, "getMe") // a change that no reader sees
		l.wants(t)
		w.says(t, group.ID, "three")
		if got := l.take(); len(got) != 1 || !strings.HasPrefix(got[0], `chat {"id":-1001,"messages":[{"id":1,`) {
			t.Errorf("events %q", got)
		}
	})
}

func TestEventsOfTyping(t *testing.T) {
	const typing = `chat {"id":11,"messages":[],"gone":[],"draft":null,"typing":true}`
	listening(t, func(t *testing.T, w *world, l *listener) {
		l.take()
		act := func() { w.call(t, "sendChatAction", "chat_id", "11", "action", "typing") }
		act()
		l.wants(t, typing)
		time.Sleep(4 * time.Second)
		act()
		time.Sleep(5*time.Second - time.Nanosecond)
		l.wants(t)
		time.Sleep(time.Nanosecond)
		l.wants(t, changes("", ""))
		act()
		l.wants(t, typing)
		w.says(t, ann.ID, "done")
		l.wants(t, changes(short(100, "done", 9000, 9000, 0), ""))
		time.Sleep(time.Second)
		act()
		l.wants(t, typing)
		time.Sleep(time.Second)
		w.server.Do(playground.Say{By: ann, Text: "and?"}) // ends nothing
		if got := l.take(); len(got) != 1 || !strings.HasSuffix(got[0], `"typing":true}`) {
			t.Errorf("events %q", got)
		}
	})
}

func TestEventsOfDrafts(t *testing.T) {
	listening(t, func(t *testing.T, w *world, l *listener) {
		l.take()
		w.call(t, "sendMessageDraft", "chat_id", "11", "draft_id", "1", "text", "It", "can_stop", "true")
		l.wants(t, `chat {"id":11,"messages":[],"gone":[],"draft":{"text":"It","can_stop":true},"typing":false}`)
		w.call(t, "sendMessageDraft", "chat_id", "11", "draft_id", "1", "text", "It is")
		l.wants(t, `chat {"id":11,"messages":[],"gone":[],"draft":{"text":"It is","can_stop":false},"typing":false}`)
		time.Sleep(30*time.Second - time.Nanosecond)
		l.wants(t, ":")
		time.Sleep(time.Nanosecond)
		if got := l.take(); !slices.Contains(got, fmt.Sprintf(noMessages, 11)) {
			t.Errorf("after the draft's life: %q", got)
		}
	})
}

func TestEventsOfArticleAndModel(t *testing.T) {
	listening(t, func(t *testing.T, w *world, l *listener) {
		l.take()
		r := request(http.MethodPost, "/api/article?name=a.md", "# A")
		r.Header.Set("Content-Type", "text/plain")
		w.serve(r)
		l.wants(t, strings.Replace(stateAtFirst, `"custom":false,"version":1`, `"custom":true,"version":2`, 1))
		w.serve(request(http.MethodPost, "/api/model", `{"base_url":"http://x/v1","api_key":"k","model":"m"}`))
		got := l.take()
		if len(got) != 1 || !strings.Contains(got[0], `"model":{"offline":false,"profile":"","model":"m","custom":true}`) {
			t.Errorf("events %q", got)
		}
	})
}

func TestEventsKeepAliveAndEnd(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := start(t, "")
		ctx, leave := context.WithCancel(t.Context())
		leaves, stays := w.listen(ctx, &listener{}), w.listen(t.Context(), &listener{})
		stays.take()
		time.Sleep(15 * time.Second)
		stays.wants(t, ":")
		leave()
		synctest.Wait()
		if !leaves.ended.Load() || stays.ended.Load() {
			t.Error("the stream of a reader who left goes on, or took the other with it")
		}
		w.page.Close()
		synctest.Wait()
		if !stays.ended.Load() {
			t.Error("a stream outlives the page")
		}
	})
}

func TestSlowReaderDelaysNobody(t *testing.T) {
	listening(t, func(t *testing.T, w *world, l *listener) {
		l.take()
		slow := w.listen(t.Context(), &listener{stuck: true})
		begin := time.Now()
		w.says(t, ann.ID, "hello")
		l.wants(t, changes(short(100, "hello", 0, 0, 0), ""))
		if took := time.Since(begin); took != 0 {
			t.Errorf("another reader waited for %s", took)
		}
		if slow.ended.Load() {
			t.Error("a slow reader has no time")
		}
		time.Sleep(10 * time.Second)
		synctest.Wait()
		if !slow.ended.Load() {
			t.Error("a reader who takes nothing in is waited for without end")
		}
	})
}

// TestEventsAreJSON states that the data of an event is one line of JSON, whatever is said.
func TestEventsAreJSON(t *testing.T) {
	listening(t, func(t *testing.T, w *world, l *listener) {
		l.take()
		w.server.Do(playground.Say{By: ann, Text: "a\n\ndata: x\r\u2028</script>\x00\xff"})
		got := l.take()
		var chat struct{ Messages []struct{ Text string } }
		if len(got) != 1 || json.Unmarshal([]byte(strings.TrimPrefix(got[0], "chat ")), &chat) != nil ||
			chat.Messages[0].Text != "a\n\ndata: x\r\u2028</script>\x00\uFFFD" {
			t.Errorf("events %q", got)
		}
	})
}

// TestStateInThePage states that the page comes with what the first event tells, whatever stands in it.
func TestStateInThePage(t *testing.T) {
	listening(t, func(t *testing.T, w *world, l *listener) {
		w.subject.now.Editions[0].Title = "</script><script>alert(1)</script> \u2028 雨 & \"rain\" {{.}}"
		r := request(http.MethodGet, "/", "")
		r.Header.Set("Accept-Language", "zh-CN,zh;q=0.9")
		body := w.serve(r).Body.String()
		_, rest, _ := strings.Cut(body, `<script type="application/json" id="state">`)
		inside, after, _ := strings.Cut(rest, "</script>")
		if strings.Contains(after, "<script") {
			t.Errorf("a script follows the state: %s", after)
		}
		var inPage, inEvent any
		first, _ := strings.CutPrefix(l.take()[0], "state ")
		if err := errors.Join(json.Unmarshal([]byte(inside), &inPage), json.Unmarshal([]byte(first), &inEvent)); err != nil {
			t.Fatalf("%v of %s", err, inside)
		}
		if !reflect.DeepEqual(inPage, inEvent) {
			t.Errorf("the page says %v, the event %v", inPage, inEvent)
		}
	})
}
