package bot_test

import (
	"strings"
	"testing"

	"articlebot/bot"
)

// TestTextsOfCommands holds what the bot says of itself against files, in each language.
func TestTextsOfCommands(t *testing.T) {
	for _, language := range []string{"en", "zh-Hans", "zh-Hant"} {
		t.Run(language, func(t *testing.T) {
			inWorld(t, says("an answer"), func(w *world) {
				w.lang = language
				for _, command := range []string{"start", "help", "privacy", "about"} {
					golden(w.T, "texts/"+command+"_"+language+".txt", w.asks(alice, "/"+command)[0]+"\n")
				}
			}, withAbout, withSearcher(&finder{}), func(o *bot.Options) { o.Version = "1.2.3 (abc)" })
		})
	}
}

func TestAboutWithoutAVersionOrAnAddress(t *testing.T) {
	inWorld(t, says("an answer"), func(w *world) {
		got := w.asks(alice, "/about")[0]
		if !strings.HasPrefix(got, "articlebot\n\nAnswers come from") || strings.Contains(got, "The article:") {
			w.Errorf("got %q", got)
		}
	})
}
