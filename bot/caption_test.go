package bot_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"articlebot/bot/playground"
)

// attached are the members of a message with a picture, a caption, and entities that are not its own.
func attached(caption string, more ...string) map[string]any {
	fields := map[string]any{
		"photo": []any{map[string]any{"file_id": "f"}}, "caption": caption,
		"caption_entities": []any{map[string]any{"type": "mention", "offset": 90, "length": 9}},
	}
	if len(more) > 0 {
		fields["media_group_id"] = more[0]
	}
	return fields
}

func TestCaptionIsTheQuestion(t *testing.T) {
	inWorld(t, &noted{}, func(w *world) {
		w.private = append(w.private, "Who is this?")
		w.send(alice, attached("Who is this?"))
		w.settle(10 * time.Second)
		w.say(alice, "And that?")
		w.settle(10 * time.Second)
		w.send(alice, attached("/reset"))
		w.settle(10 * time.Second)
		w.sees(alice, "bot: re: Who is this? after 0\n\nI read the words only, not what is attached.",
			"person: And that?", "bot: re: And that? after 1", "bot: Done: I have forgotten...")
	})
}

// TestAlbumWithACaption is one question, wherever in it the caption stands.
func TestAlbumWithACaption(t *testing.T) {
	inWorld(t, &noted{}, func(w *world) {
		bare := map[string]any{"photo": []any{}, "media_group_id": "album-1"}
		by := w.person(alice)
		w.api.Do(playground.Say{By: by, Fields: bare}, playground.Say{By: by, Fields: attached("Who is this?", "album-1")},
			playground.Say{By: by, Fields: bare})
		w.settle(10 * time.Second)
		w.sees(alice, "bot: re: Who is this? after 0...")
	})
}

func TestCaptionInAGroupHasToNameTheBot(t *testing.T) {
	asker := &noted{}
	inWorld(t, asker, func(w *world) {
		w.tells(alice, readers, playground.Say{Text: "@" + botName + " first?"})
		w.settle(10 * time.Second)
		answer := w.last(readers.ID).ID
		w.tells(alice, readers, playground.Say{Fields: attached("look at this")})
		w.tells(alice, readers, playground.Say{Fields: attached("/ask is this it?")})
		w.tells(alice, readers, playground.Say{Fields: attached("nice"), ReplyTo: answer})
		w.tells(alice, readers, playground.Say{Fields: attached("@" + botName + " who is this?")})
		w.tells(alice, readers, playground.Say{Fields: attached("/ask@" + botName + " and this?")})
		w.settle(20 * time.Second)
		if got, want := asker.texts(), []string{"first?", "who is this?", "and this?"}; !slices.Equal(got, want) {
			w.Errorf("asked %q, want %q", got, want)
		}
	})
}

func TestEditedCaption(t *testing.T) {
	inWorld(t, &noted{}, func(w *world) {
		w.send(alice, map[string]any{"photo": []any{}})
		w.settle(10 * time.Second)
		message := w.first(alice).ID
		for _, caption := range []string{"Who is at?", "Who is it?"} {
			w.api.Do(playground.Raw(func(id int64) string {
				return fmt.Sprintf(`{"update_id":%d,"edited_message":{"message_id":%d,"from":{"id":%d},"chat":{"id":%[3]d,"type":"private"},`+
					`"date":%[4]d,"edit_date":%[4]d,"photo":[],"caption":%q}}`, id, message, alice, time.Now().Unix(), caption)
			}))
			w.settle(10 * time.Second)
		}
		w.sees(alice, "bot: I can only read text....", "bot: re: Who is it? after 0...")
		if n := strings.Count(strings.Join(w.screen(alice), "\n"), "not what is attached"); n != 1 {
			w.Errorf("the hint stands there %d times", n)
		}
	})
}
