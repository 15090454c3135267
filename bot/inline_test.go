package bot_test

import (
	"context"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"articlebot/bot"
	"articlebot/bot/playground"
	"articlebot/corpus"
	"articlebot/rag"
)

// chosen is what a person can choose behind the bot's name.
type chosen struct {
	Type, ID, Title, Description string
	Content                      struct {
		Text    string `json:"message_text"`
		Mode    string `json:"parse_mode"`
		Preview struct {
			Off bool `json:"is_disabled"`
		} `json:"link_preview_options"`
	} `json:"input_message_content"`
}

// types has a person type behind the bot's name and returns what can be chosen; ok is false when nothing came back.
func (w *world) types(person int64, query string) (results []chosen, ok bool) {
	w.Helper()
	id := w.api.Do(playground.Inline{By: w.person(person), Query: query})[0]
	w.settle(time.Second)
	raw := w.api.InlineResults(id)
	if raw == nil {
		return nil, false
	}
	if err := json.Unmarshal(raw, &results); err != nil {
		w.Fatal(err)
	}
	return results, true
}

func withQuick(o *bot.Options) {
	o.Quick = askFunc(func(_ context.Context, q rag.Question, _ rag.Draft) (rag.Answer, error) {
		if !q.Quote {
			return rag.Answer{}, errModel
		}
		return rag.Answer{Question: q.Text, Lang: corpus.English, Text: "**Yes** & [1].",
			Citations: []rag.Citation{{N: 1, Quote: "It is <so>."}}}, nil
	})
}

func TestInlineQueryIsAnsweredAtOnce(t *testing.T) {
	inWorld(t, says("never asked"), func(w *world) {
		w.private = append(w.private, "a <lab>")
		got, ok := w.types(alice, " Who bought a <lab>? ")
		if !ok || len(got) != 1 {
			w.Fatalf("results %+v", got)
		}
		r := got[0]
		if r.Type != "article" || r.Title != "Who bought a <lab>?" || !strings.HasPrefix(r.Description, "Yes &") {
			w.Errorf("result %+v", r)
		}
		if !strings.HasPrefix(r.Content.Text, "<b>Who bought a &lt;lab&gt;?</b>\n\n<b>Yes</b> &amp; ") || r.Content.Mode != "HTML" ||
			!r.Content.Preview.Off || !strings.Contains(r.Content.Text, "It is &lt;so&gt;.") {
			w.Errorf("the message is %+v", r.Content)
		}
		c := w.api.Calls("answerInlineQuery")[0].Params
		if c["is_personal"] != "true" || c["cache_time"] != "30" || c["button"] != "" {
			w.Errorf("parameters %v", c)
		}
		if n := len(w.api.Calls("sendMessage")); n != 0 {
			w.Errorf("%d messages sent", n)
		}
	}, withQuick)
}

func TestEmptyInlineQueryOffersExamples(t *testing.T) {
	inWorld(t, says("never asked"), func(w *world) {
		got, _ := w.types(alice, "")
		if len(got) != 2 || got[0].Title != "Who?" || got[1].Title != "Why?" || got[0].ID == got[1].ID {
			w.Errorf("results %+v", got)
		}
	}, withQuick, withAbout)
}

func TestInlineQueryOfAStranger(t *testing.T) {
	inWorld(t, says("never asked"), func(w *world) {
		if got, ok := w.types(alice, "Who?"); !ok || len(got) != 0 {
			w.Errorf("results %+v", got)
		}
		if b := w.api.Calls("answerInlineQuery")[0].Params["button"]; b != `{"start_parameter":"inline","text":"This bot is private"}` {
			w.Errorf("button %s", b)
		}
		if got, _ := w.types(bob, "Who?"); len(got) != 1 {
			w.Errorf("results of a user %+v", got)
		}
	}, withQuick, func(o *bot.Options) { o.Access = bot.Access{Users: []int64{bob}} })
}

func TestInlineModeMayBeOff(t *testing.T) {
	inWorld(t, says("never asked"), func(w *world) {
		if got, ok := w.types(alice, "Who?"); ok {
			w.Errorf("results %+v", got)
		}
	})
}

func TestInlineQueriesAreBoundedAndWaitedFor(t *testing.T) {
	inWorld(t, says("never asked"), func(w *world) {
		for range 30 {
			w.api.Do(playground.Inline{By: w.person(alice), Query: "Who?"})
		}
		w.settle(time.Second)
		if d := w.halt(); d > 5*time.Second {
			w.Errorf("the bot ended after %v", d)
		}
		if n := len(w.api.Calls("answerInlineQuery")); n != 8 {
			w.Errorf("%d queries were answered, want those that there are hands for", n)
		}
	}, func(o *bot.Options) { o.Quick = takes(4 * time.Second) })
}

func TestInlineAnswerThatFails(t *testing.T) {
	inWorld(t, says("never asked"), func(w *world) {
		if got, ok := w.types(alice, "Who?"); !ok || len(got) != 0 {
			w.Errorf("results %+v", got)
		}
	}, func(o *bot.Options) {
		o.Quick = askFunc(func(context.Context, rag.Question, rag.Draft) (rag.Answer, error) { return rag.Answer{}, errModel })
	})
}

func TestLongInlineAnswerFitsAMessage(t *testing.T) {
	inWorld(t, says("never asked"), func(w *world) {
		got, _ := w.types(alice, strings.Repeat("why ", 64))
		if len(got) != 1 || playground.Units(got[0].Content.Text) > 4096 {
			w.Errorf("results %+v", got)
		}
	}, func(o *bot.Options) { o.Quick = says(strings.Repeat("It is so. ", 1000)) })
}
