package bot_test

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"articlebot/bot"
	"articlebot/bot/playground"
	"articlebot/corpus"
	"articlebot/rag"
)

func withAbout(o *bot.Options) {
	o.About = map[corpus.Lang]bot.About{
		corpus.English: {
			Title: "Left & <Right>", Author: "A. Writer", Publisher: "The Paper", Date: "2024-01-29",
			URL: "https://example.org/a?b=1&c=2", Note: "A retelling.", Examples: []string{"Who?", "Why?"},
		},
		corpus.Chinese: {Title: "左与右", Date: "2024-01-29", Examples: []string{"谁？"}},
	}
}

func TestStart(t *testing.T) {
	inWorld(t, says("yes"), func(w *world) {
		w.say(alice, "/start")
		w.lang = "zh-hans"
		w.say(bob, "/start q_0")
		w.settle(time.Second)
		w.sees(alice, "person: /start", "bot: Hello! I answer questions from the article only and show where each statement "+
			"stands; what the article does not say, I tell you.\n\nLeft & <Right>\nA. Writer · The Paper · 2024-01-29\n"+
			"https://example.org/a?b=1&c=2\nA retelling.\n\nFor example, ask:\n• Who?\n• Why?\n\n/help")
		w.sees(bob, "person: /start q_0", "bot: 你好！我只依据文章回答问题，并标明每句话的出处；文章没有说的，我会直说。\n\n"+
			"左与右\n2024-01-29\n\n比如可以问：\n• 谁？\n\n/help")
	}, withAbout)
}

func TestStartOffersQuestions(t *testing.T) {
	inWorld(t, says("yes"), func(w *world) {
		w.say(alice, "/start")
		w.settle(time.Second)
		w.below(alice, "Who?", "Why?")
		w.restart()
		w.press(alice, "Why?")
		w.settle(2 * time.Second)
		w.sees(alice, "person: /start", "bot: Hello!...", "bot: Why?\nyes")
	}, withAbout)
}

// TestLinkAsksAQuestion follows t.me/bot?start=q_2, also over a restart.
func TestLinkAsksAQuestion(t *testing.T) {
	var asked []string
	asker := askFunc(func(ctx context.Context, q rag.Question, draft rag.Draft) (rag.Answer, error) {
		asked = append(asked, q.Text)
		return takes(20*time.Second)(ctx, q, draft)
	})
	inWorld(t, asker, func(w *world) {
		w.say(alice, "/start q_2")
		w.settle(time.Second)
		w.sees(alice, "person: /start q_2", "bot: Why?\nReading the article…")
		w.restart()
		w.settle(30 * time.Second)
		w.sees(alice, "person: /start q_2", "bot: Why?\nre: Why?")
		for _, args := range []string{"q_0", "q_3", "q_", "q_x", "q_-1", "q_99999999999999999999"} {
			w.say(bob, "/start "+args)
		}
		w.settle(5 * time.Second)
		if got := strings.Join(asked, " "); strings.Trim(got, "Why? ") != "" {
			w.Errorf("asked %q", got)
		}
	}, withAbout)
}

func TestStartInALanguageWithoutADescription(t *testing.T) {
	inWorld(t, says("yes"), func(w *world) {
		w.say(alice, "/start")
		w.settle(time.Second)
		w.sees(alice, "person: /start", "bot: Hello! I answer questions from the article only and show where each statement "+
			"stands; what the article does not say, I tell you.\n\n/help")
	}, func(o *bot.Options) { o.About = map[corpus.Lang]bot.About{corpus.Chinese: {Title: "左与右"}} })
}

func TestCommands(t *testing.T) {
	for text, want := range map[string]string{
		"/help":                   "Just send a question...",
		"/HELP":                   "Just send a question...",
		"/help@" + botName:        "Just send a question...",
		"/help@Article_Test_Bot":  "Just send a question...",
		"/reset@" + botName:       "Done: I have forgotten...",
		"/reset now, please":      "Done: I have forgotten...",
		"/frobnicate":             "I do not know this command.\n\nJust send...",
		"/start@some_other_bot":   "I do not know this command....",
		"/start":                  "Hello!...",
		"/usr/bin is what?":       "an answer",
		"/ alone":                 "an answer",
		"what does /start do":     "an answer",
		"/帮助":                     "an answer",
		"\U0001F600/help for all": "an answer",
	} {
		t.Run(text, func(t *testing.T) {
			t.Parallel()
			inWorld(t, says("an answer"), func(w *world) {
				w.say(alice, text)
				w.settle(time.Second)
				w.sees(alice, "person: "+text, "bot: "+want)
			})
		})
	}
}

func TestMessageWithoutText(t *testing.T) {
	inWorld(t, says("yes"), func(w *world) {
		w.send(alice, map[string]any{"sticker": map[string]any{"emoji": "🙂"}})
		w.settle(time.Second)
		w.sees(alice, "bot: I can only read text....")
		for range 4 {
			w.send(bob, map[string]any{"photo": []any{}, "media_group_id": "album-1"})
		}
		w.settle(time.Second)
		w.sees(bob, "bot: I can only read text....")
	})
}

func TestOnlyPrivateMessagesAreAnswered(t *testing.T) {
	inWorld(t, says("yes"), func(w *world) {
		for i, kind := range []string{"group", "supergroup", "channel"} {
			in := playground.Chat{ID: -5000 - int64(i), Type: kind}
			w.api.Do(playground.Say{By: w.person(alice), In: in, Text: "a group's talk"})
		}
		w.send(alice, map[string]any{"text": "of nobody", "from": nil})
		w.api.Do(playground.Raw(func(id int64) string { return fmt.Sprintf(`{"update_id":%d,"message":{},"poll":{"id":"1"}}`, id) }))
		w.settle(time.Second)
		if n := len(w.api.Calls("sendMessage")); n != 0 {
			w.Errorf("%d messages sent, want none", n)
		}
	})
}

func TestClosedBot(t *testing.T) {
	inWorld(t, says("yes"), func(w *world) {
		w.say(alice, "/start", "Let me in, please")
		w.say(bob, "Am I allowed?")
		w.say(carol, "May an admin ask?")
		w.settle(time.Second)
		w.sees(alice, "person: /start", "person: Let me in, please",
			"bot: This bot is private. Your Telegram id is 1001.\nPlease give it to the operator: once it stands in the "+
				"configuration under access.users, you can ask.")
		w.sees(bob, "person: Am I allowed?", "bot: yes")
		w.sees(carol, "person: May an admin ask?", "bot: yes")
	}, func(o *bot.Options) { o.Access = bot.Access{Users: []int64{bob}, Admins: []int64{carol}} })
}

func TestAccess(t *testing.T) {
	for name, tc := range map[string]struct {
		access bot.Access
		want   bool
	}{
		"Zero":      {bot.Access{}, false},
		"Open":      {bot.Access{Open: true}, true},
		"User":      {bot.Access{Users: []int64{7}}, true},
		"Admin":     {bot.Access{Admins: []int64{7}}, true},
		"OtherUser": {bot.Access{Users: []int64{8}, Admins: []int64{9}}, false},
	} {
		t.Run(name, func(t *testing.T) {
			if got := tc.access.Allows(7); got != tc.want {
				t.Errorf("Allows = %v, want %v", got, tc.want)
			}
		})
	}
}

func TestChatKeepsItsOrderAndChatsRunBesideEachOther(t *testing.T) {
	var mu sync.Mutex
	var under, most, ofAlice int
	count := func(q rag.Question, n int) {
		mu.Lock()
		defer mu.Unlock()
		under += n
		most = max(most, under)
		if strings.HasSuffix(q.Text, "Alice") {
			ofAlice += n
		}
		if ofAlice > 1 {
			t.Error("two questions of a chat at the same time")
		}
	}
	asker := askFunc(func(_ context.Context, q rag.Question, _ rag.Draft) (rag.Answer, error) {
		count(q, 1)
		defer count(q, -1)
		time.Sleep(10 * time.Second)
		return rag.Answer{Text: "re: " + q.Text}, nil
	})
	inWorld(t, asker, func(w *world) {
		w.say(alice, "first of Alice", "second of Alice")
		for i := range int64(5) {
			w.say(2000+i, fmt.Sprintf("a question of person %d", i))
		}
		w.settle(41 * time.Second)
		w.sees(alice, "person: first of Alice", "person: second of Alice", "bot: re: first of Alice", "bot: re: second of Alice")
		for i := range int64(5) {
			w.sees(2000+i, fmt.Sprintf("person: a question of person %d", i), fmt.Sprintf("bot: re: a question of person %d", i))
		}
		if most != 3 {
			w.Errorf("%d questions at the same time, want 3", most)
		}
	}, func(o *bot.Options) { o.Parallel = 3 })
}

func TestFullQueueIsToldOnce(t *testing.T) {
	asker := askFunc(func(_ context.Context, q rag.Question, _ rag.Draft) (rag.Answer, error) {
		time.Sleep(10 * time.Second)
		return rag.Answer{Text: "re: " + q.Text}, nil
	})
	inWorld(t, asker, func(w *world) {
		var flood []string
		for i := range 10 {
			flood = append(flood, fmt.Sprintf("flood number %d", i))
		}
		w.say(alice, flood...)
		w.say(bob, "Does it hurt others?")
		w.settle(11 * time.Second)
		w.sees(bob, "person: Does it hurt others?", "bot: re: Does it hurt others?")
		w.settle(2 * time.Minute)
		all := strings.Join(w.screen(alice), "\n")
		if n := strings.Count(all, "That was too much at once"); n != 1 {
			w.Errorf("%d notices, want 1", n)
		}
		if n := strings.Count(all, "bot: re: flood number"); n != 4 {
			w.Errorf("%d answers, want one and the three that wait", n)
		}
	})
}

// TestFaultM10FilesAreNotRead: what people send as a file is neither fetched nor opened.
func TestFaultM10FilesAreNotRead(t *testing.T) {
	inWorld(t, says("yes"), func(w *world) {
		w.send(alice, map[string]any{"document": map[string]any{
			"file_id": "bomb", "file_unique_id": "b", "file_name": "bomb.pdf", "mime_type": "application/pdf", "file_size": 131,
		}})
		w.settle(10 * time.Second)
		w.sees(alice, "bot: I can only read text. Please write your question.")
		if n := len(w.api.Calls("getFile")); n != 0 {
			w.Errorf("%d files were asked for", n)
		}
	})
}
