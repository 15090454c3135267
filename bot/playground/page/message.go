package page

import (
	"time"

	"articlebot/bot/playground"
)

// message is a message as events tell it. At and Changed are Unix times in milliseconds, of the first text and of the last change
// of text or keyboard; Edits counts the changes of the text.
type message struct {
	ID       int64                   `json:"id"`
	FromBot  bool                    `json:"from_bot"`
	From     int64                   `json:"from"`
	Name     string                  `json:"name"`
	Text     string                  `json:"text"`
	Entities List[playground.Entity] `json:"entities"`
	Keyboard List[List[button]]      `json:"keyboard"`
	ReplyTo  int64                   `json:"reply_to"`
	Photo    *size                   `json:"photo"`
	Caption  string                  `json:"caption"`
	At       int64                   `json:"at"`
	Changed  int64                   `json:"changed"`
	Edits    int                     `json:"edits"`
}

// button is a key of an inline keyboard.
type button struct {
	Text string `json:"text"`
	Data string `json:"data"`
	URL  string `json:"url"`
}

// size is that of a picture, in pixels.
type size struct {
	Width  int `json:"width"`
	Height int `json:"height"`
}

// messageOf makes what is told of a message; bot is the bot's name.
func messageOf(m playground.Message, bot string) message {
	out := message{
		ID: m.ID, FromBot: m.FromBot, From: m.From.ID, Name: m.From.FirstName, Text: m.Text, Entities: m.Entities,
		Keyboard: keyboardOf(m.Keyboard), ReplyTo: m.ReplyTo,
		At: m.At[0].UnixMilli(), Changed: lastChange(m).UnixMilli(), Edits: len(m.At) - 1,
	}
	if m.FromBot {
		out.Name = bot
	}
	if m.Photo != nil {
		out.Photo = &size{m.Photo.Width, m.Photo.Height}
	}
	out.Caption, _ = m.Fields["caption"].(string)
	return out
}

func keyboardOf(rows [][]playground.Button) List[List[button]] {
	var keyboard List[List[button]]
	for _, row := range rows {
		var keys List[button]
		for _, b := range row {
			keys = append(keys, button(b))
		}
		keyboard = append(keyboard, keys)
	}
	return keyboard
}

func lastChange(m playground.Message) time.Time {
	last := m.At[len(m.At)-1]
	if m.Edited.After(last) {
		return m.Edited
	}
	return last
}
