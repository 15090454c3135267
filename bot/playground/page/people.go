package page

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"sync"

	"articlebot/bot/playground"
)

// people are the people one can write as, with the languages of their clients.
type people struct {
	mu   sync.Mutex
	byID map[int64]playground.Person
}

func newPeople(list []playground.Person) *people {
	p := &people{byID: make(map[int64]playground.Person)}
	for _, person := range list {
		p.byID[person.ID] = person
	}
	return p
}

// person returns the person with an id, false where there is none.
func (p *people) person(id int64) (playground.Person, bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	person, ok := p.byID[id]
	return person, ok
}

// setLanguage gives a person's client a language, and returns the person.
func (p *people) setLanguage(id int64, language string) playground.Person {
	p.mu.Lock()
	defer p.mu.Unlock()
	person := p.byID[id]
	person.LanguageCode = language
	p.byID[id] = person
	return person
}

// place is who does something and where; Lang is the language of the person's client from then on, empty for no change.
type place struct {
	Person int64  `json:"person"`
	Chat   int64  `json:"chat"`
	Lang   string `json:"lang"`
}

func (p place) at() place { return p }

// placed is something that is done at a place.
type placed interface{ at() place }

// check returns the person and the chat of a place, which the person must be in.
func (p *Page) check(at place) (playground.Person, playground.Chat, error) {
	if !slices.Contains([]string{"", "zh-hans", "zh-hant", "zh", "en"}, at.Lang) {
		return playground.Person{}, playground.Chat{}, badRequest("there is no such language")
	}
	person, ok := p.people.person(at.Person)
	if !ok {
		return playground.Person{}, playground.Chat{}, badRequest("there is no such person")
	}
	chat, err := p.chat(at.Chat)
	switch {
	case err != nil:
		return playground.Person{}, chat, err
	case chat.Type == "private" && chat.ID != at.Person:
		return playground.Person{}, chat, badRequest("that person is not in this chat")
	}
	if at.Lang != "" {
		person = p.people.setLanguage(at.Person, at.Lang)
	}
	return person, chat, nil
}

// chat returns one of the page's chats.
func (p *Page) chat(id int64) (playground.Chat, error) {
	for _, c := range p.chats() {
		if c.ID == id {
			return c, nil
		}
	}
	return playground.Chat{}, badRequest("there is no such chat")
}

// found is a message in its chat, with the messages before it, oldest first.
type found struct {
	playground.Message
	chat   int64
	before []playground.Message
}

// find returns a message of one of the page's chats.
func (p *Page) find(chat, id int64) (found, error) {
	messages := p.options.Server.Screen(chat).Messages
	i := slices.IndexFunc(messages, func(m playground.Message) bool { return m.ID == id })
	if i < 0 {
		return found{}, refusal{http.StatusNotFound, "there is no such message", MessageGone}
	}
	return found{messages[i], chat, messages[:i]}, nil
}

// messageNamed returns the message that a query names by chat and message.
func (p *Page) messageNamed(query url.Values) (found, error) {
	id, err := number(query.Get("chat"))
	if err != nil {
		return found{}, err
	}
	message, err := number(query.Get("message"))
	if err != nil {
		return found{}, err
	}
	chat, err := p.chat(id)
	if err != nil {
		return found{}, err
	}
	return p.find(chat.ID, message)
}

// number reads an id that a query gives.
func number(text string) (int64, error) {
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil {
		return 0, badRequest("that is no id")
	}
	return n, nil
}
