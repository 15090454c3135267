package bot_test

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"articlebot/bot/playground"
)

// alice, bob and carol are people who write to the bot; a private chat has the number of its person.
const (
	alice = int64(1001)
	bob   = int64(1002)
	carol = int64(1003)
)

// person is somebody with a client in the world's language.
func (w *world) person(id int64) playground.Person {
	return playground.Person{ID: id, FirstName: "P", LanguageCode: w.lang}
}

// meets makes chats exist, as if their persons had written to the bot before.
func (w *world) meets(people ...int64) {
	for _, id := range people {
		w.api.Open(w.person(id).Private())
	}
}

// send delivers a message of a person with the given fields besides the usual ones.
func (w *world) send(from int64, fields map[string]any) {
	w.Helper()
	w.api.Do(playground.Say{By: w.person(from), Fields: fields})
}

// say delivers texts of a person at once, where what the bot says must not come between them, and returns the ids of the
// updates. The texts must never be logged.
func (w *world) say(from int64, texts ...string) []int64 {
	w.Helper()
	var acts []playground.Act
	for _, text := range texts {
		if !strings.HasPrefix(text, "/") {
			w.private = append(w.private, text)
		}
		acts = append(acts, playground.Say{By: w.person(from), Text: text})
	}
	return w.api.Do(acts...)
}

// sees checks what a person sees on the screen, line by message. "..." at the end of an expected line stands for
// whatever follows.
func (w *world) sees(person int64, want ...string) {
	w.Helper()
	got := w.screen(person)
	if !slices.EqualFunc(got, want, isLine) {
		w.Errorf("the screen shows\n  %s\nwant\n  %s", strings.Join(got, "\n  "), strings.Join(want, "\n  "))
	}
}

// isLine compares a line of a screen with what is expected, which may end in "...".
func isLine(got, want string) bool {
	start, open := strings.CutSuffix(want, "...")
	return got == want || open && strings.HasPrefix(got, start)
}

// screen returns what a person sees, a line for each message, the bot's ones marked.
func (w *world) screen(person int64) []string { return w.api.Screen(person).Lines() }

// last returns the newest message in a chat.
func (w *world) last(person int64) playground.Message {
	w.Helper()
	m := w.api.Screen(person).Last()
	if m.ID == 0 {
		w.Fatal("the chat is empty")
	}
	return m
}

// deletes takes a message off a person's screen.
func (w *world) deletes(person, message int64) {
	w.Helper()
	r, err := http.NewRequestWithContext(w.Context(), http.MethodPost, "http://telegram.test/bot"+token+"/deleteMessage?"+url.Values{
		"chat_id": {strconv.FormatInt(person, 10)}, "message_id": {strconv.FormatInt(message, 10)},
	}.Encode(), nil)
	if err != nil {
		w.Fatal(err)
	}
	resp, err := w.api.RoundTrip(r)
	if err != nil || resp.StatusCode != http.StatusOK {
		w.Fatalf("deleting a message: %v, %v", resp, err)
	}
}

// asks sends texts one after the other and returns what the bot said to each.
func (w *world) asks(person int64, texts ...string) []string {
	w.Helper()
	var said []string
	for _, text := range texts {
		w.say(person, text)
		w.settle(time.Second)
		said = append(said, w.last(person).Text)
	}
	return said
}
