package page

import (
	"net/http"
	"strings"
	"time"

	"articlebot/bot/playground"
)

// Limits of what a person sends, as Telegram has them: a text in UTF-16 units and the data of a button in bytes.
const (
	textLimit = 4096
	dataLimit = 64
)

// pressTimeout is how long a press waits for the bot's answer.
const pressTimeout = 10 * time.Second

// checkText returns a text as a client sends it.
func checkText(text string) (string, error) {
	text = strings.TrimSpace(text)
	switch {
	case text == "":
		return "", badRequest("a message needs a text")
	case playground.Units(text) > textLimit:
		return "", badRequest("a message has at most 4096 characters")
	}
	return text, nil
}

// actor reads what somebody does, and returns who that is and in which chat.
func (p *Page) actor(w http.ResponseWriter, r *http.Request, in placed) (playground.Person, playground.Chat, error) {
	if err := decode(w, r, in); err != nil {
		return playground.Person{}, playground.Chat{}, err
	}
	return p.check(in.at())
}

// say sends a message.
func (p *Page) say(w http.ResponseWriter, r *http.Request) (any, error) {
	var in struct {
		place
		Text    string `json:"text"`
		ReplyTo int64  `json:"reply_to"`
	}
	person, chat, err := p.actor(w, r, &in)
	if err != nil {
		return nil, err
	}
	text, err := checkText(in.Text)
	if err != nil {
		return nil, err
	}
	if in.ReplyTo != 0 {
		if _, err := p.find(chat.ID, in.ReplyTo); err != nil {
			return nil, err
		}
	}
	id := p.options.Server.Write(playground.Say{By: person, In: chat, Text: text, ReplyTo: in.ReplyTo})
	return map[string]int64{"id": id}, nil
}

// edit changes a message of the person's own.
func (p *Page) edit(w http.ResponseWriter, r *http.Request) (any, error) {
	var in struct {
		place
		Message int64  `json:"message"`
		Text    string `json:"text"`
	}
	person, chat, err := p.actor(w, r, &in)
	if err != nil {
		return nil, err
	}
	text, err := checkText(in.Text)
	if err != nil {
		return nil, err
	}
	m, err := p.find(chat.ID, in.Message)
	switch {
	case err != nil:
		return nil, err
	case m.FromBot || m.From.ID != person.ID:
		return nil, badRequest("only own messages can be edited")
	case m.Text != text:
		p.options.Server.Do(playground.Edit{By: person, In: chat, Message: m.ID, Text: text})
	}
	return done{}, nil
}

// pressed is what the bot answered to a press.
type pressed struct {
	Toast string `json:"toast"`
	Alert bool   `json:"alert"`
}

// press presses a button and waits for the bot's answer. When that does not come the press ends without a word, as in
// Telegram's clients.
func (p *Page) press(w http.ResponseWriter, r *http.Request) (any, error) {
	var in struct {
		place
		Message int64  `json:"message"`
		Data    string `json:"data"`
	}
	person, chat, err := p.actor(w, r, &in)
	if err != nil {
		return nil, err
	}
	if in.Data == "" || len(in.Data) > dataLimit {
		return nil, badRequest("there is no such button")
	}
	if _, err := p.find(chat.ID, in.Message); err != nil {
		return nil, err
	}
	id := p.options.Server.Tap(playground.Press{By: person, In: chat, Message: in.Message, Data: in.Data})
	return p.await(r, id), nil
}

// await returns the answer to a press.
func (p *Page) await(r *http.Request, id string) pressed {
	timeout := time.NewTimer(pressTimeout)
	defer timeout.Stop()
	for {
		changed := p.options.Server.Changed()
		if press := p.options.Server.Press(id); press.Answered {
			return pressed{press.Toast, press.Alert}
		}
		select {
		case <-changed:
		case <-timeout.C:
			return pressed{}
		case <-r.Context().Done():
			return pressed{}
		case <-p.closed:
			return pressed{}
		}
	}
}

// stop ends a draft, if one stands.
func (p *Page) stop(w http.ResponseWriter, r *http.Request) (any, error) {
	var in place
	person, chat, err := p.actor(w, r, &in)
	if err != nil {
		return nil, err
	}
	p.options.Server.Do(playground.Stop{By: person, In: chat})
	return done{}, nil
}
