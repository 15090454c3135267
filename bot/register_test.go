package bot_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"

	"articlebot/bot/playground"
)

// sets counts what was set, by method, language and scope.
func (w *world) sets() map[string]int {
	sets := map[string]int{}
	for _, c := range w.api.Calls("") {
		if strings.HasPrefix(strings.ToLower(c.Method), "setmy") {
			sets[c.Method+" "+c.Params["language_code"]+" "+c.Params["scope"]]++
		}
	}
	return sets
}

// menuOf returns the names in the menu that was set for a scope in a language, and the first description.
func (w *world) menuOf(scope, language string) (names []string, first string) {
	for _, c := range w.api.Calls("setMyCommands") {
		if c.Params["scope"] != scope || c.Params["language_code"] != language {
			continue
		}
		var list []struct{ Command, Description string }
		if err := json.Unmarshal([]byte(c.Params["commands"]), &list); err != nil {
			w.Fatal(err)
		}
		for _, entry := range list {
			names = append(names, entry.Command)
		}
		first = list[0].Description
	}
	return names, first
}

// TestRegistration sets everything once, for each language and for the admins, and nothing again after a restart.
func TestRegistration(t *testing.T) {
	const scope = `{"type":"chat","chat_id":1001}`
	inStillWorld(t, says("an answer"), func(w *world) {
		w.meets(alice)
		w.boot()
		w.settle(time.Minute)
		want := []string{"start", "help", "ask", "compare", "summary", "stop", "sources", "reset", "lang", "forget", "privacy", "about"}
		if got, first := w.menuOf("", ""); !slices.Equal(got, want) || first != "what the article is" {
			w.Errorf("everybody sees %q, first %s", got, first)
		}
		if got, first := w.menuOf("", "zh"); !slices.Equal(got, want) || first != "介绍这篇文章" {
			w.Errorf("readers of Chinese see %q, first %s", got, first)
		}
		for _, language := range []string{"", "zh"} {
			got, _ := w.menuOf(scope, language)
			if !slices.Equal(got, append(slices.Clone(want), "usage", "stats", "reload", "who")) {
				w.Errorf("an admin sees %q", got)
			}
		}
		before := w.sets()
		if len(before) != 8 {
			w.Errorf("set are %v", before)
		}
		w.restart()
		w.settle(time.Minute)
		for what, n := range w.sets() {
			if n != 1 {
				w.Errorf("%s was called %d times", what, n)
			}
		}
	}, admin)
}

// TestRegistrationOfAnAdminWhoNeverWrote leaves that admin out, and sets all else.
func TestRegistrationOfAnAdminWhoNeverWrote(t *testing.T) {
	inWorld(t, says("an answer"), func(w *world) {
		w.settle(time.Minute)
		if sets := w.sets(); len(sets) != 6 {
			w.Errorf("set are %v", sets)
		}
		if strings.Contains(w.log.String(), "level=WARN") {
			w.Errorf("the log warns:\n%s", w.log)
		}
	}, admin)
}

// TestRegistrationIsRepeatedUntilTelegramTakesIt, and people are answered meanwhile.
func TestRegistrationIsRepeatedUntilTelegramTakesIt(t *testing.T) {
	inStillWorld(t, says("an answer"), func(w *world) {
		w.api.On("getMyCommands", playground.BadGateway, playground.Unreachable, playground.Cut)
		w.api.On("setMyDescription", playground.TooMany(10), playground.Truncate)
		w.api.On("setMyShortDescription", playground.Refuse(400, "Bad Request: no"), playground.Refuse(400, "Bad Request: no"))
		w.boot()
		w.say(alice, "Is anybody there?")
		w.settle(time.Second)
		w.sees(alice, "person: Is anybody there?", "bot: an answer")
		w.settle(2 * time.Minute)
		sets := w.sets()
		if sets["setMyCommands  "] != 1 || sets["setMyCommands zh "] != 1 {
			w.Errorf("the commands were set: %v", sets)
		}
		if sets["setMyDescription  "] != 2 || sets["setMyShortDescription  "] != 1 || sets["setMyShortDescription zh "] != 1 {
			w.Errorf("the descriptions were set: %v", sets)
		}
	})
}

// TestRegistrationDoesNotKeepTheBotFromStopping while Telegram is out of reach.
func TestRegistrationDoesNotKeepTheBotFromStopping(t *testing.T) {
	inStillWorld(t, says("an answer"), func(w *world) {
		w.api.On("getMyCommands", slices.Repeat([]playground.Fault{playground.Hang}, 50)...)
		w.boot()
		w.settle(5 * time.Second)
		if took := w.halt(); took > time.Second {
			w.Errorf("stopping took %v", took)
		}
	})
}
