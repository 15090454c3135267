package bot

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"runtime/debug"
	"strconv"
	"strings"
	"sync"
	"time"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"articlebot/bot/store"
	"articlebot/rag"
)

// Bounds of inline mode. Telegram forgets a query after 30 seconds and sends another one with each letter that is typed, so one
// that comes while all hands are full is left out. The answers are kept for as long as a person types.
const (
	inlineAtOnce  = 8
	inlineTimeout = 5 * time.Second
	inlineCache   = 30 * time.Second
	inlineMost    = 3
	inlineTitle   = 60
	inlineSummary = 120
)

// inliner answers what people type behind the bot's name in any chat, at once and by quotation. Nothing of it is stored.
type inliner struct {
	asker  Asker // nil answers nothing
	api    *client
	access *guard
	offers offers
	log    *slog.Logger

	slots chan struct{}
	all   sync.WaitGroup
}

// take answers a query in a goroutine, which wait waits for, unless too many are under way.
func (n *inliner) take(ctx context.Context, q *inline) {
	if n.asker == nil || q.From == nil || q.From.IsBot {
		return
	}
	select {
	case n.slots <- struct{}{}:
	default:
		return
	}
	n.all.Go(func() {
		defer func() { <-n.slots }()
		defer func() {
			if v := recover(); v != nil {
				logPanic(n.log, v, debug.Stack())
			}
		}()
		// A webhook's request ends before the query is answered.
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), inlineTimeout)
		defer cancel()
		if err := n.answer(ctx, q); err != nil {
			n.log.Debug("an inline query could not be answered", "err", err)
		}
	})
}

// wait waits for all answers under way.
func (n *inliner) wait() { n.all.Wait() }

// answer answers the question or, where there is none yet, the examples.
func (n *inliner) answer(ctx context.Context, q *inline) error {
	t := phrasesFor(store.Chat{}, q.From, q.Query)
	if !n.access.access().Allows(q.From.ID) {
		return n.api.answerInline(ctx, q.ID, nil, t.group.private)
	}
	questions := []string{strings.TrimSpace(q.Query)}
	if questions[0] == "" {
		questions = n.offers.examples(t.tongue)
	}
	var results []article
	for i, question := range questions[:min(len(questions), inlineMost)] {
		a, err := n.asker.Ask(ctx, rag.Question{Text: question, Quote: true, Script: t.tongue.script(store.Chat{})}, nil)
		if err != nil {
			return n.api.answerInline(ctx, q.ID, results, t.group.failed)
		}
		if html := render(t, a); html != "" {
			results = append(results, newArticle(i, question, html))
		}
	}
	return n.api.answerInline(ctx, q.ID, results, "")
}

// article is Telegram's InlineQueryResultArticle: what a person can choose, and the message that this sends.
type article struct {
	Type        string  `json:"type"`
	ID          string  `json:"id"`
	Title       string  `json:"title"`
	Description string  `json:"description,omitempty"`
	Content     content `json:"input_message_content"`
}

// content is Telegram's InputTextMessageContent.
type content struct {
	Text    string          `json:"message_text"`
	Mode    string          `json:"parse_mode"`
	Preview json.RawMessage `json:"link_preview_options"`
}

// newArticle makes an answer one that can be chosen. The message has the question above it, which else nobody would see, and
// only the first part of an answer that is too long for one.
func newArticle(i int, question, html string) article {
	head := "<b>" + escape(shorten(question, maxQuery)) + "</b>\n\n"
	plain := strings.Join(strings.Fields(textOf(html)), " ")
	return article{
		Type: "article", ID: strconv.Itoa(i), Title: shorten(question, inlineTitle), Description: shorten(plain, inlineSummary),
		Content: content{
			Text: head + split(html, maxUnits-textUnits(head))[0], Mode: "HTML", Preview: json.RawMessage(`{"is_disabled":true}`),
		},
	}
}

// maxQuery is the longest query that Telegram sends, in characters.
const maxQuery = 256

// answerInline answers a query with what can be chosen and, unless it is empty, a button that leads to the chat with the bot.
func (c *client) answerInline(ctx context.Context, id string, results []article, button string) error {
	if results == nil {
		results = []article{} // Telegram does not take null
	}
	params := tgbotapi.Params{
		"inline_query_id": id, "is_personal": "true", "cache_time": strconv.Itoa(int(inlineCache.Seconds())),
	}
	if err := params.AddInterface("results", results); err != nil {
		return fmt.Errorf("writing the results of an inline query: %w", err)
	}
	if button != "" {
		if err := params.AddInterface("button", map[string]string{"text": button, "start_parameter": "inline"}); err != nil {
			return fmt.Errorf("writing the button of an inline query: %w", err)
		}
	}
	_, err := c.call(ctx, "answerInlineQuery", params)
	return err
}
