package bot_test

import (
	"context"
	"fmt"
	"strings"
	"time"

	"articlebot/bot/playground"
	"articlebot/corpus"
	"articlebot/rag"
)

// conversations are the stories whose transcripts are kept, by the name of the file.
func conversations() map[string]func(*conversation) {
	return map[string]func(*conversation){
		"languages":     speakLanguages,
		"first_contact": meetTheBot,
		"answers":       readAnAnswer,
		"comparison":    compareThings,
		"tables":        compareInTables,
		"streaming":     watchAndStop,
		"commands":      giveCommands,
		"admin":         giveAdminCommands,
		"group":         talkInAGroup,
		"topics":        talkInTopics,
		"pairing":       pairWithTheBot,
		"other_kinds":   sendOtherThings,
		"edits":         changeQuestions,
		"inline":        typeInline,
	}
}

func speakLanguages(c *conversation) {
	c.says(alice, "Who bought DeepMind?", "谁收购了DeepMind？", "/lang")
	c.lang = "zh-hans"
	c.says(bob, "/start", "What did Google pay for DeepMind?", "/lang en", "/help")
	c.lang = "zh-hant"
	c.says(carol, "/start", "誰收購了DeepMind？", "/lang")
}

func meetTheBot(c *conversation) {
	c.says(alice, "/start")
	c.taps(alice, alice, c.api.Screen(alice).Last().Keyboard[0][0].Text)
	c.says(bob, "/start q_1")
}

func readAnAnswer(c *conversation) {
	c.says(alice, "Why did Elon Musk and Larry Page argue?")
	c.taps(alice, alice, "[1]")
	c.taps(alice, alice, "›")
	c.taps(alice, alice, "✕")
	c.taps(alice, alice, "👎")
	c.taps(alice, alice, "👎 ✓")
	answer := c.api.Screen(alice).Last()
	c.taps(alice, alice, answer.Keyboard[len(answer.Keyboard)-1][0].Text)
	c.says(alice, "/sources", "Who won the World Cup in 2018?")
}

func compareThings(c *conversation) {
	c.says(alice, "Compare OpenAI and Meta on open source", "/compare Google | Meta", "/compare OpenAI | Meta | safety", "/compare OpenAI")
	c.lang = "zh-hans"
	c.says(bob, "OpenAI和Meta在开源上有什么不同？")
}

// inStatements answers as models do: with statements, which are narrow or, where the question asks for more, wide.
func inStatements(_ context.Context, q rag.Question, _ rag.Draft) (rag.Answer, error) {
	statements := []rag.Statement{
		{Aspect: "Weights", Side: "OpenAI", Text: "closed [1]"}, {Aspect: "Weights", Side: "Meta", Text: "open [2]"},
		{Aspect: "Money", Side: "OpenAI", Text: "Microsoft [1]"}, {Aspect: "Money", Side: "Meta", Text: "its own [2]"},
	}
	if strings.Contains(q.Text, "detail") {
		for i := range statements {
			statements[i].Text = "after years of looking at what others did, the company has chosen this: " + statements[i].Text
		}
	}
	a := rag.Answer{Question: q.Text, Lang: corpus.English, Kind: rag.Compare, Answerer: rag.Model, Comparison: statements}
	for i, s := range statements {
		if i%2 == 0 {
			a.Text += "\n**" + s.Aspect + "**\n\n"
		}
		a.Text += "- **" + s.Side + "**: " + s.Text + "\n"
	}
	for i, quote := range []string{"OpenAI is closed.", "Meta is open."} {
		a.Citations = append(a.Citations, rag.Citation{N: i + 1, Section: "Open or closed", Quote: quote, Text: quote, Verified: true})
	}
	return a, nil
}

func compareInTables(c *conversation) {
	c.says(alice, "Compare OpenAI and Meta", "Compare them in detail")
}

func watchAndStop(c *conversation) {
	c.api.Do(playground.Say{By: c.person(alice), Text: "Who bought the lab?"})
	c.waits(time.Second, alice)
	c.waits(2*time.Second, alice)
	c.waits(time.Minute, alice)
	c.api.Do(playground.Say{By: c.person(alice), Text: "And then?"})
	c.waits(3*time.Second, alice)
	c.taps(alice, alice, "⏹ Stop")
	c.api.Do(playground.Say{By: c.person(alice), Text: "And after that?"})
	c.waits(3*time.Second, alice)
	c.says(alice, "/stop")
}

func giveCommands(c *conversation) {
	c.says(alice, "/start", "/help", "/ask", "/ask Who founded DeepMind?", "/compare", "/summary", "/sources", "/search", "/search effective altruism",
		"/model", "/lang", "/lang klingon", "/reset", "/stop", "/forget", "/forget yes", "/privacy", "/about", "/frobnicate")
	c.lang = "zh-hans"
	c.says(bob, "/help", "/ask", "/compare", "/summary", "/search", "/search 有效利他主义", "/model", "/lang", "/reset", "/stop", "/forget",
		"/privacy", "/about", "/stats", "/帮助", "/bangzhu")
}

func giveAdminCommands(c *conversation) {
	c.says(alice, "Who founded DeepMind?", "Who won the World Cup in 2018?", "/help", "/stats", "/usage", "/reload", "/who")
	c.says(bob, "/stats", "/help")
	c.does(playground.Say{By: c.person(alice), In: playground.Chat{ID: -100900, Type: "supergroup"}, Text: "/start"}, -100900)
}

func talkInAGroup(c *conversation) {
	in := func(person int64, text string, replyTo int64) {
		c.does(playground.Say{By: c.person(person), In: readers, Text: text, ReplyTo: replyTo}, readers.ID)
	}
	in(bob, "Has anybody read it?", 0)
	in(alice, "@"+botName+" who bought DeepMind?", 0)
	answer := c.api.Screen(readers.ID).Last()
	in(bob, "Interesting!", 0)
	in(bob, "And what did it cost?", answer.ID)
	in(carol, "/ask What is effective altruism?", 0)
	in(carol, "@"+botName, 0)
	c.taps(bob, readers.ID, "👍")
	c.taps(carol, readers.ID, "👍")
	c.api.Do(playground.Say{By: c.person(bob), In: readers, Text: "what is superintelligence?"})
	c.waits(5*time.Second, readers.ID)
	c.does(playground.Edit{By: c.person(bob), In: readers, Message: c.api.Screen(readers.ID).Last().ID,
		Text: "@" + botName + " what is superintelligence?"}, readers.ID)
}

func talkInTopics(c *conversation) {
	forum := playground.Chat{ID: readers.ID, Type: "supergroup", Topics: true}
	c.api.Open(forum)
	one, two := c.api.OpenTopic(forum.ID), c.api.OpenTopic(forum.ID)
	c.does(playground.Say{By: c.person(alice), In: forum, Text: "/ask Who bought DeepMind?", Thread: one}, forum.ID)
	c.does(playground.Say{By: c.person(alice), In: forum, Text: "/ask And Meta?", Thread: two}, forum.ID)
	c.does(playground.Say{By: c.person(alice), In: forum, Text: "/ask When?", Thread: one}, forum.ID)
}

func pairWithTheBot(c *conversation) {
	c.says(alice, "Hello?", "And again?", "/pair", "/pair AAAA1111", "/pair abcd2345", "/who", "Who founded DeepMind?")
	c.says(bob, "May I too?", "/pair ABCD2345")
}

func sendOtherThings(c *conversation) {
	send := func(text string, fields map[string]any) {
		c.does(playground.Say{By: c.person(alice), Text: text, Fields: fields}, alice)
	}
	send("", map[string]any{"sticker": map[string]any{"emoji": "🙂"}})
	send("", map[string]any{"photo": []any{}})
	send("", map[string]any{"photo": []any{}, "caption": "Who founded DeepMind?"})
	send("", map[string]any{"voice": map[string]any{"duration": 3}})
	send("Read this!", map[string]any{"forward_origin": map[string]any{"type": "hidden_user"}})
	send("And this!", map[string]any{"forward_origin": map[string]any{"type": "hidden_user"}})
	c.api.Do(playground.Say{By: c.person(alice), In: playground.Chat{ID: -100901, Type: "channel"}, Text: "a post in a channel"})
	c.waits(5*time.Second, alice)
}

func changeQuestions(c *conversation) {
	change := func(text string) {
		messages := c.api.Screen(alice).Messages
		for i := range messages {
			if m := messages[len(messages)-1-i]; !m.FromBot {
				c.does(playground.Edit{By: c.person(alice), Message: m.ID, Text: text}, alice)
				return
			}
		}
	}
	c.says(alice, "Who founded Deepmimd?")
	change("Who founded DeepMind?")
	c.says(alice, "/whofoundedit")
	change("Who founded OpenAI?")
}

func typeInline(c *conversation) {
	for _, query := range []string{"", "Who bought DeepMind?", "Who won the World Cup in 2018?"} {
		fmt.Fprintf(&c.out, "Alice types: @%s %s\n\n", botName, query)
		results, _ := c.types(alice, query)
		for _, r := range results {
			fmt.Fprintf(&c.out, "She can choose: %s\n%s\nWhich would send:\n%s\n\n", r.Title, indent(r.Description), indent(r.Content.Text))
		}
	}
}
