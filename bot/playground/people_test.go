package playground_test

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"articlebot/bot/playground"
)

// told returns the update of an act as the bot gets it, less its id.
func told(t *testing.T, s *playground.Server, a playground.Act) string {
	t.Helper()
	id := s.Do(a)[0]
	var object map[string]json.RawMessage
	if err := json.Unmarshal(s.Update(id), &object); err != nil {
		t.Fatalf("update %d: %v", id, err)
	}
	delete(object, "update_id")
	b, err := json.Marshal(object)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func TestUpdatesOfPeople(t *testing.T) {
	at := time.Unix(1_800_000_000, 0)
	const (
		fromAlice = `"from":{"first_name":"Alice","id":1001,"is_bot":false,"language_code":"en","username":"alice"}`
		fromBob   = `"from":{"first_name":"Bob","id":1002,"is_bot":false}`
		private   = `"chat":{"first_name":"Alice","id":1001,"type":"private","username":"alice"}`
	)
	for name, tc := range map[string]struct {
		act  playground.Act
		want string
	}{
		"Text": {
			playground.Say{By: alice, Text: "x", At: at},
			`{"message":{` + private + `,"date":1800000000,` + fromAlice + `,"message_id":102,"text":"x"}}`,
		},
		"Command": {
			playground.Say{By: bob, In: group, Text: "/ask@playground_bot x", At: at},
			`{"message":{"chat":{"id":-500,"title":"Readers","type":"group"},"date":1800000000,` +
				`"entities":[{"type":"bot_command","offset":0,"length":19}],` + fromBob + `,"message_id":102,"text":"/ask@playground_bot x"}}`,
		},
		"Fields": {
			playground.Say{By: bob, Text: "x", At: at, Fields: map[string]any{"text": "y", "from": nil, "photo": []any{}}},
			`{"message":{"chat":{"first_name":"Bob","id":1002,"type":"private"},"date":1800000000,"message_id":102,"photo":[],"text":"y"}}`,
		},
		"Topic": {
			playground.Say{By: bob, In: forum, Thread: 1, Text: "x", At: at},
			`{"message":{"chat":{"id":-100500,"is_forum":true,"title":"Forum","type":"supergroup","username":"forum"},` +
				`"date":1800000000,` + fromBob + `,"is_topic_message":true,"message_id":2,"message_thread_id":1,"text":"x"}}`,
		},
		"Channel": {
			playground.Say{In: news, Text: "x", At: at},
			`{"channel_post":{"chat":{"id":-100600,"title":"News","type":"channel","username":"news"},"date":1800000000,"message_id":1,` +
				`"sender_chat":{"id":-100600,"title":"News","type":"channel","username":"news"},"text":"x"}}`,
		},
		"Inline": {
			playground.Inline{By: bob, Query: "q"},
			`{"inline_query":{"chat_type":"sender",` + fromBob + `,"id":"7001","offset":"","query":"q"}}`,
		},
		"PressOnNothing": {
			playground.Press{By: bob, In: group, Message: 77, Data: "d"},
			`{"callback_query":{"chat_instance":"-500","data":"d",` + fromBob + `,"id":"ID",` +
				`"message":{"chat":{"id":-500,"title":"Readers","type":"group"},"date":0,"message_id":77}}}`,
		},
		"Raw": {playground.Raw(func(id int64) string { return `{"update_id":1,"strange":` + strconv.FormatInt(id, 10) + `}` }), `{"strange":7001}`},
	} {
		t.Run(name, func(t *testing.T) {
			s := town(t)
			got := told(t, s, tc.act)
			for _, p := range s.Pressed() {
				got = strings.ReplaceAll(got, `"`+p.ID+`"`, `"ID"`)
			}
			if got != tc.want {
				t.Errorf("the bot is told\n%s\nwant\n%s", got, tc.want)
			}
		})
	}
}

func TestRepliesAndEditsOfPeople(t *testing.T) {
	s := town(t)
	got := told(t, s, playground.Say{By: alice, Text: "why?", ReplyTo: 101})
	if !strings.Contains(got, `"reply_to_message":{"chat"`) || !strings.Contains(got, `"reply_markup":{"inline_keyboard":[[`) ||
		!strings.Contains(got, `"from":{"first_name":"Playground","id":1000000,"is_bot":true,"username":"playground_bot"}`) {
		t.Errorf("reply %s", got)
	}
	got = told(t, s, playground.Edit{By: alice, Message: 100, Text: "/hello"})
	if !strings.HasPrefix(got, `{"edited_message":{`) || !strings.Contains(got, `"edit_date":`) || !strings.Contains(got, `"bot_command"`) {
		t.Errorf("edit %s", got)
	}
	if m := s.Screen(alice.ID).Messages[0]; !slices.Equal(m.Shown, []string{"hello", "/hello"}) || m.Edited.IsZero() || m.FromBot {
		t.Errorf("the screen shows %+v", m)
	}
	if id := s.Do(playground.Edit{By: alice, Message: 5, Text: "x"})[0]; id != 0 {
		t.Errorf("an edit of nothing is update %d", id)
	}
	want := []string{"person: /hello", "bot: hi you", "person: why?"}
	if got := s.Screen(alice.ID).Lines(); !slices.Equal(got, want) {
		t.Errorf("lines %q, want %q", got, want)
	}
	if got := s.Screen(5); got.Messages != nil || got.Last().ID != 0 {
		t.Errorf("a chat that is not there shows %+v", got)
	}
}

func TestPressIsAnswered(t *testing.T) {
	onClock(t, func(t *testing.T, s *playground.Server) {
		s.Do(playground.Press{By: alice, Message: 1, Data: "a"}, playground.Press{By: bob, Message: 1, Data: "b"})
		pressed := s.Pressed()
		must(t, s, "answerCallbackQuery", "callback_query_id", pressed[1].ID, "text", "Thanks", "show_alert", "true")
		time.Sleep(151 * time.Second)
		refused(t, s, "Bad Request: query is too old and response timeout expired or query ID is invalid",
			"answerCallbackQuery", "callback_query_id", pressed[0].ID)
		got := s.Pressed()
		if got[0].Answered || !got[1].Answered || got[1].Toast != "Thanks" || !got[1].Alert || got[1].By != bob {
			t.Errorf("presses %+v", got)
		}
	})
}

func TestInlineQueryIsAnswered(t *testing.T) {
	s := town(t)
	id := s.Do(playground.Inline{By: alice, Query: "q"})[0]
	query := strconv.FormatInt(id, 10)
	for results, want := range map[string]string{
		`{`:                       "Bad Request: can't parse inline query results JSON object",
		`[{"id":""}]`:             "Bad Request: RESULT_ID_INVALID",
		`[{"id":"1"},{"id":"1"}]`: "Bad Request: RESULT_ID_DUPLICATE",
		"[" + strings.Repeat(`{"id":"1"},`, 50) + `{"id":"1"}]`: "Bad Request: RESULTS_TOO_MUCH",
	} {
		refused(t, s, want, "answerInlineQuery", "inline_query_id", query, "results", results)
	}
	if got := s.InlineResults(id); got != nil {
		t.Errorf("results %s before the answer", got)
	}
	must(t, s, "answerInlineQuery", "inline_query_id", query, "results", `[{"id":"1"}]`)
	if got := string(s.InlineResults(id)); got != `[{"id":"1"}]` {
		t.Errorf("results %s", got)
	}
}

func TestDrafts(t *testing.T) {
	onClock(t, func(t *testing.T, s *playground.Server) {
		s.Open(alice.Private())
		draft := func(id, text string, more ...string) {
			t.Helper()
			must(t, s, "sendMessageDraft", append([]string{"chat_id", "1001", "draft_id", id, "text", text}, more...)...)
		}
		stop := func() int64 { return s.Do(playground.Stop{By: alice})[0] }
		draft("5", "")
		draft("5", "It <b>begins</b>", "parse_mode", "HTML")
		if d := s.Screen(alice.ID).Drafts; len(d) != 1 || d[0].Text != "It begins" || len(d[0].Shown) != 2 {
			t.Errorf("drafts %+v", d)
		}
		if id := stop(); id != 0 {
			t.Errorf("a draft without the button was stopped: %d", id)
		}
		time.Sleep(30 * time.Second)
		if d := s.Screen(alice.ID).Drafts; d != nil {
			t.Errorf("drafts after 30 s: %+v", d)
		}
		draft("6", "x", "can_stop", "true")
		if got := string(s.Update(stop())); !strings.Contains(got, `"stopped_message_generation":{"chat":{`) ||
			!strings.Contains(got, `"draft_id":6`) || s.Screen(alice.ID).Drafts != nil {
			t.Errorf("stopped: %s", got)
		}
		draft("7", "x", "can_stop", "true", "keep_on_stop", "true")
		if stop(); len(s.Screen(alice.ID).Drafts) != 1 || stop() != 0 {
			t.Errorf("after a stop that keeps the draft: %+v", s.Screen(alice.ID))
		}
		must(t, s, "sendMessage", "chat_id", "1001", "text", "x")
		if d := s.Screen(alice.ID).Drafts; d != nil {
			t.Errorf("drafts after a message: %+v", d)
		}
	})
}

func TestTopicsOfAPrivateChat(t *testing.T) {
	s := playground.New(playground.Options{})
	chat := alice.Private()
	chat.Topics = true
	s.Open(chat)
	topic := s.OpenTopic(alice.ID)
	s.Do(playground.Say{By: alice, Text: "x", Thread: topic}, playground.Say{By: alice, In: playground.Chat{ID: alice.ID}, Text: "y"})
	must(t, s, "sendMessage", "chat_id", "1001", "text", "z", "message_thread_id", strconv.FormatInt(topic, 10))
	if m := s.Screen(alice.ID).Last(); m.Thread != topic || topic == 0 {
		t.Errorf("the screen shows %+v of topic %d", m, topic)
	}
	if id := s.OpenTopic(bob.ID); id != 0 {
		t.Errorf("a topic %d of a chat without topics", id)
	}
	if got := s.Chats(); !slices.Equal(got, []playground.Chat{chat}) {
		t.Errorf("chats %+v", got)
	}
}

func TestMigration(t *testing.T) {
	s := town(t)
	s.Migrate(group.ID, playground.Chat{ID: -100501, Type: "supergroup", Title: "Readers"})
	waiting := s.Unconfirmed()
	if len(waiting) != 3 {
		t.Fatalf("updates %v", waiting)
	}
	for i, want := range []string{`"migrate_to_chat_id":-100501`, `"migrate_from_chat_id":-500`} {
		if got := string(s.Update(waiting[i+1])); !strings.Contains(got, want) {
			t.Errorf("update %s, want %s", got, want)
		}
	}
	must(t, s, "sendMessage", "chat_id", "-100501", "text", "x")
}

func TestSnapshotsStay(t *testing.T) {
	s := town(t)
	before := s.Screen(alice.ID)
	must(t, s, "editMessageText", "chat_id", "1001", "message_id", "101", "text", "other")
	must(t, s, "sendChatAction", "chat_id", "1001", "action", "typing")
	if m := before.Last(); m.Text != "hi you" || len(m.Shown) != 1 || len(before.Typing) != 0 {
		t.Errorf("the earlier screen is %+v", before)
	}
	if after := s.Screen(alice.ID); after.Last().Text != "other" || len(after.Typing) != 1 {
		t.Errorf("the later screen is %+v", after)
	}
}
