package bot_test

import (
	"cmp"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"articlebot/bot"
	"articlebot/bot/playground"
	"articlebot/corpus"
	"articlebot/rag"
	"articlebot/rag/lexical"
)

// TestTranscripts plays whole conversations with the bot about the built-in article, answered by quotation, and holds what people
// see against the golden files: who writes what, the bot's messages in HTML with the number of edits that led to them, the
// rows of buttons below them, and what pops up after a press.
func TestTranscripts(t *testing.T) {
	article, err := corpus.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	quick := quickEngine(t, article)
	for name, story := range conversations() {
		t.Run(name, func(t *testing.T) {
			inWorld(t, quick, func(w *world) {
				c := &conversation{world: w, seen: map[int64]map[int64]playground.Message{}}
				story(c)
				if *update {
					if err := os.MkdirAll("testdata/transcripts", 0o755); err != nil {
						t.Fatal(err)
					}
				}
				golden(t, "transcripts/"+name+".txt", c.out.String())
			}, optionsFor(name, article, quick))
		})
	}
}

// quickEngine answers by quotation. It is made once: to read the article takes longer than to answer.
func quickEngine(t *testing.T, article *corpus.Article) *rag.Engine {
	t.Helper()
	views := map[corpus.Lang]*rag.View{}
	for _, lang := range []corpus.Lang{corpus.Chinese, corpus.English} {
		editions := rag.Editions([]*corpus.Article{article}, lang)
		passages := corpus.Passages(editions[0])
		views[lang] = &rag.View{Editions: editions, Passages: passages, Lexical: lexical.New(passages)}
	}
	engine, err := rag.New(rag.Options{Views: views})
	if err != nil {
		t.Fatal(err)
	}
	return engine
}

// optionsFor are those of a bot that serves the article; some stories have others.
func optionsFor(name string, article *corpus.Article, quick *rag.Engine) func(*bot.Options) {
	return func(o *bot.Options) {
		o.Quick, o.Searcher, o.Reader, o.Questions, o.Version = quick, quick, readerOf(article), headings{article}, "v1.0.0"
		o.About = map[corpus.Lang]bot.About{}
		for _, lang := range []corpus.Lang{corpus.Chinese, corpus.English} {
			m := article.Edition(lang).Meta
			o.About[lang] = bot.About{
				Title: m.Title, Author: m.Author, Publisher: m.Publisher, Date: m.Date, URL: m.URL, Note: m.Note,
				Examples: rag.Suggestions(article.Edition(lang), lang, "", 3),
			}
		}
		switch name {
		case "admin":
			o.Access = bot.Access{Admins: []int64{alice}, Users: []int64{bob}, Chats: []int64{readers.ID}}
			o.Reload = func() {}
		case "pairing":
			withPairing(o)
		case "tables":
			o.Asker = askFunc(inStatements)
		case "streaming":
			o.Asker = growing("The lab went to Google in 2014. "+strings.Repeat("There is more to say about that. ", 9), time.Second/4)
		}
	}
}

// headings are the questions that an article's headings make.
type headings struct{ article *corpus.Article }

// For returns them all.
func (h headings) For(to rag.Audience) (list []rag.Suggested) {
	for _, q := range rag.Suggestions(h.article.Edition(to.Lang), to.Lang, to.Script, 100) {
		list = append(list, rag.Suggested{Question: q})
	}
	return list
}

// reader knows the passages of an article in order, those of each edition by themselves.
type reader [][]*corpus.Passage

func readerOf(article *corpus.Article) (r reader) {
	for _, edition := range article.Editions {
		r = append(r, corpus.Passages(edition))
	}
	return r
}

// Around returns the passages before and after one, the nearest first.
func (r reader) Around(id string, n int) (before, after []bot.Passage) {
	for _, passages := range r {
		at := slices.IndexFunc(passages, func(p *corpus.Passage) bool { return p.ID == id })
		for i := 1; at >= 0 && i <= n; i++ {
			if at-i >= 0 {
				before = append(before, bot.Passage{Section: passages[at-i].Section, Text: passages[at-i].Text()})
			}
			if at+i < len(passages) {
				after = append(after, bot.Passage{Section: passages[at+i].Section, Text: passages[at+i].Text()})
			}
		}
	}
	return before, after
}

// conversation writes down what people do, and what they see then.
type conversation struct {
	*world
	out  strings.Builder
	seen map[int64]map[int64]playground.Message
	// place is the chat that was written down last.
	place int64
}

// nameOf is what a person is called.
func nameOf(person int64) string {
	return map[int64]string{alice: "Alice", bob: "Bob", carol: "Carol"}[person]
}

// says has a person write texts in private, one after the other.
func (c *conversation) says(person int64, texts ...string) {
	c.Helper()
	for _, text := range texts {
		c.does(playground.Say{By: c.person(person), Text: text}, person)
	}
}

// does has something done in a chat, and writes down what comes of it within a few seconds.
func (c *conversation) does(act playground.Act, chat int64) {
	c.Helper()
	c.api.Do(act)
	c.waits(5*time.Second, chat)
}

func (c *conversation) waits(d time.Duration, chat int64) {
	c.Helper()
	c.settle(d)
	c.show(chat)
}

// taps presses a button of the newest message that has it, and writes down what pops up.
func (c *conversation) taps(person, chat int64, label string) {
	c.Helper()
	for _, m := range slices.Backward(c.api.Screen(chat).Messages) {
		if !slices.Contains(labels(m), rowWith(m, label)) || rowWith(m, label) == "" {
			continue
		}
		c.enter(chat)
		fmt.Fprintf(&c.out, "%s taps [%s] below #%d.\n", nameOf(person), label, m.ID)
		toast := c.presses(playground.Press{By: c.person(person), In: playground.Chat{ID: chat}, Message: m.ID, Data: data(c.T, m, label)})
		if toast != "" {
			fmt.Fprintf(&c.out, "A line pops up: %s\n", toast)
		}
		c.out.WriteString("\n")
		c.waits(5*time.Second, chat)
		return
	}
	c.Fatalf("no button %q", label)
}

// rowWith is the row of a message that has a button, as labels writes it.
func rowWith(m playground.Message, label string) string {
	for i, row := range m.Keyboard {
		if slices.ContainsFunc(row, func(b playground.Button) bool { return b.Text == label }) {
			return labels(m)[i]
		}
	}
	return ""
}

// enter names the chat that what follows is in.
func (c *conversation) enter(chat int64) {
	if c.place == chat {
		return
	}
	c.place = chat
	title := "A group"
	if chat > 0 {
		title = nameOf(chat) + "'s chat with the bot"
	}
	fmt.Fprintf(&c.out, "== %s ==\n\n", title)
}

// show writes down what is new in a chat.
func (c *conversation) show(chat int64) {
	before, now := c.seen[chat], map[int64]playground.Message{}
	for _, m := range c.api.Screen(chat).Messages {
		now[m.ID] = m
		if old, known := before[m.ID]; !known || m.Text != old.Text || m.HTML != old.HTML || !slices.Equal(labels(m), labels(old)) {
			c.enter(chat)
			c.out.WriteString(describe(m, old) + "\n\n")
		}
	}
	for _, id := range slices.Sorted(maps.Keys(before)) {
		if _, there := now[id]; !there {
			fmt.Fprintf(&c.out, "#%d is gone.\n\n", id)
		}
	}
	c.seen[chat] = now
}

// describe writes a message down: its number, who wrote it, what it answers, its text and its buttons. Old is what it was before, or
// zero.
func describe(m, old playground.Message) string {
	head := fmt.Sprintf("#%d %s", m.ID, cmp.Or(nameOf(m.From.ID), "Bot"))
	if m.Thread != 0 {
		head += fmt.Sprintf(", in topic %d", m.Thread)
	}
	if m.ReplyTo != 0 {
		head += fmt.Sprintf(", ↩ #%d", m.ReplyTo)
	}
	switch n := len(m.Shown) - max(len(old.Shown), 1); {
	case old.ID != 0 && m.Text == old.Text:
		return head + ", now with" + keyboardOf(m)
	case old.ID != 0:
		head += ", changed"
	case n > 0:
		head += fmt.Sprintf(", edited %d×", n)
	}
	for _, field := range slices.Sorted(maps.Keys(m.Fields)) {
		head += ", " + field
	}
	text := m.Text
	if m.HTML != "" {
		text = m.HTML
	}
	if caption, ok := m.Fields["caption"].(string); ok {
		text = caption
	}
	if text == "" {
		return head + keyboardOf(m)
	}
	return head + ":\n" + indent(text) + keyboardOf(m)
}

func indent(text string) string {
	return strings.ReplaceAll("    "+strings.ReplaceAll(text, "\n", "\n    "), "\n    \n", "\n\n")
}

func keyboardOf(m playground.Message) string {
	var rows strings.Builder
	for _, row := range m.Keyboard {
		rows.WriteString("\n   ")
		for _, b := range row {
			rows.WriteString(" [" + b.Text + "]")
		}
	}
	return rows.String()
}
