package bot

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"time"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"
)

// Times of the Bot API. pollTimeout is the longest that getUpdates allows; a poll that outlives it by pollSlack hangs on
// a dead connection.
const (
	callTimeout = 15 * time.Second
	pollTimeout = 50 * time.Second
	pollSlack   = 10 * time.Second
	pollLimit   = 100
)

// allowedUpdates are the kinds of updates that the bot asks for.
const allowedUpdates = `["message","edited_message","callback_query","inline_query","stopped_message_generation"]`

// user is the part of Telegram's User that the bot reads.
type user struct {
	ID           int64  `json:"id"`
	IsBot        bool   `json:"is_bot"`
	Username     string `json:"username"`
	LanguageCode string `json:"language_code"`
}

// message is the part of Telegram's Message that the bot reads.
type message struct {
	ID   int64 `json:"message_id"`
	From *user `json:"from"`
	Chat struct {
		ID   int64  `json:"id"`
		Type string `json:"type"`
	} `json:"chat"`
	Date     int64 `json:"date"`
	EditDate int64 `json:"edit_date"`
	// Text is what was written: the words of a message or, where it has a file, the Caption below that.
	Text    string `json:"text"`
	Caption string `json:"caption"`
	Album   string `json:"media_group_id"`
	// Reply is the message that this one answers.
	Reply *message `json:"reply_to_message"`
	// Sender is the chat in whose name it was written; nil where a person wrote it.
	Sender *struct {
		ID int64 `json:"id"`
	} `json:"sender_chat"`
	// Via is the bot whose inline mode it was written with.
	Via *user `json:"via_bot"`
	// Forward and ForwardDate tell that it was forwarded, the latter in what older servers send; Automatic that Telegram did that.
	Forward     json.RawMessage `json:"forward_origin"`
	ForwardDate int64           `json:"forward_date"`
	Automatic   bool            `json:"is_automatic_forward"`
	// MovedTo is the id that the group has from now on, where the message says no more than that.
	MovedTo int64 `json:"migrate_to_chat_id"`
	// Thread is the topic that the message is in, where IsTopic is true; else it is that of a chain of answers.
	Thread  int64 `json:"message_thread_id"`
	IsTopic bool  `json:"is_topic_message"`
}

// topic is where a reply to the message goes in a chat that has topics; 0 in others.
func (m *message) topic() int64 {
	if m.IsTopic {
		return m.Thread
	}
	return 0
}

// press is the part of Telegram's CallbackQuery that the bot reads: somebody pressed a button.
type press struct {
	ID   string `json:"id"`
	From *user  `json:"from"`
	// Message is the one with the button; of an old one only its id and its chat are known.
	Message *message `json:"message"`
	Data    string   `json:"data"`
}

// inline is the part of Telegram's InlineQuery that the bot reads: somebody types behind the bot's name in any chat.
type inline struct {
	ID    string `json:"id"`
	From  *user  `json:"from"`
	Query string `json:"query"`
}

// update is the part of Telegram's Update that the bot reads. At most one of its members is there.
type update struct {
	Message *message `json:"message"`
	Edited  *message `json:"edited_message"`
	Press   *press   `json:"callback_query"`
	Inline  *inline  `json:"inline_query"`
	Stopped *stopped `json:"stopped_message_generation"`
}

// message is the new message or the changed one; nil for none.
func (u update) message() *message {
	if u.Edited != nil {
		return u.Edited
	}
	return u.Message
}

// rawUpdate is an update as it came, with the id that confirms it.
type rawUpdate struct {
	id   int64
	json json.RawMessage
}

// newRawUpdate reads no more than the id, without which an update can be neither confirmed nor kept.
func newRawUpdate(raw json.RawMessage) (u rawUpdate, ok bool) {
	var head struct {
		ID int64 `json:"update_id"`
	}
	err := json.Unmarshal(raw, &head)
	return rawUpdate{id: head.ID, json: raw}, err == nil && head.ID != 0
}

func (r rawUpdate) decode() (update, error) {
	var u update
	err := json.Unmarshal(r.json, &u)
	if m := u.message(); m != nil {
		m.Text = cmp.Or(m.Text, m.Caption)
	}
	return u, err
}

// body is the text of a message, how it is to be read, and what stands below it.
type body struct {
	text string
	html bool
	// rich is the same as a rich message, which is tried first; empty when there is only the text.
	rich string
	// keyboard are the rows of buttons. An edit without any removes those that there were.
	keyboard [][]button
}

// button is a key below a message. A press sends data, at most 64 bytes.
type button struct {
	Text string `json:"text"`
	Data string `json:"callback_data"`
}

// plain is the same message without its formatting.
func (b body) plain() body {
	if !b.html {
		return b
	}
	return body{text: textOf(b.text), keyboard: b.keyboard}
}

func (c *client) getMe(ctx context.Context) (user, error) {
	var self user
	result, err := c.call(ctx, "getMe", nil)
	if err != nil {
		return self, err
	}
	if err := json.Unmarshal(result, &self); err != nil {
		return self, fmt.Errorf("reading the result of getMe: %w", err)
	}
	return self, nil
}

// getUpdates waits for messages and returns them each by itself, so that one that cannot be read does not spoil the
// rest. Those without a readable id are counted in lost.
func (c *client) getUpdates(ctx context.Context, offset int64) (batch []rawUpdate, lost int, err error) {
	params := tgbotapi.Params{
		"timeout":         strconv.Itoa(int(pollTimeout.Seconds())),
		"limit":           strconv.Itoa(pollLimit),
		"allowed_updates": allowedUpdates,
	}
	params.AddNonZero64("offset", offset)
	result, err := c.chatless(ctx, "getUpdates", func() (json.RawMessage, error) {
		return c.request(ctx, "getUpdates", params, pollTimeout+pollSlack)
	})
	if err != nil {
		return nil, 0, err
	}
	var raws []json.RawMessage
	if err := json.Unmarshal(result, &raws); err != nil {
		return nil, 0, fmt.Errorf("reading the result of getUpdates: %w", err)
	}
	for _, raw := range raws {
		u, ok := newRawUpdate(raw)
		if !ok {
			lost++
			continue
		}
		batch = append(batch, u)
	}
	return batch, lost, nil
}

// dropWebhook ends webhook delivery and keeps the updates that wait.
func (c *client) dropWebhook(ctx context.Context) error {
	_, err := c.call(ctx, "deleteWebhook", tgbotapi.Params{"drop_pending_updates": "false"})
	return err
}

// sendMessage returns the new message's id, taken from the raw result, so that a result that is odd elsewhere still
// counts as sent.
func (c *client) sendMessage(ctx context.Context, to target, b body) (int64, error) {
	params := messageParams(to.chat, b)
	params.AddNonZero64("message_thread_id", to.thread)
	if to.replyTo != 0 {
		params["reply_parameters"] = fmt.Sprintf(`{"message_id":%d,"allow_sending_without_reply":true}`, to.replyTo)
	}
	method := "sendMessage"
	if b.rich != "" {
		method = "sendRichMessage"
	}
	result, err := c.call(ctx, method, params)
	if err != nil {
		return 0, err
	}
	var sent struct {
		ID int64 `json:"message_id"`
	}
	if err := json.Unmarshal(result, &sent); err != nil || sent.ID == 0 {
		return 0, &APIError{Method: method, Code: 200, MaybeDone: true, cause: errors.New("the result has no message id")}
	}
	return sent.ID, nil
}

func (c *client) editMessage(ctx context.Context, to target, b body) error {
	params := messageParams(to.chat, b)
	params.AddNonZero64("message_id", to.id)
	_, err := c.call(ctx, "editMessageText", params)
	return err
}

func (c *client) sendTyping(ctx context.Context, to target) error {
	params := tgbotapi.Params{"chat_id": strconv.FormatInt(to.chat, 10), "action": "typing"}
	params.AddNonZero64("message_thread_id", to.thread)
	_, err := c.call(ctx, "sendChatAction", params)
	return err
}

// messageParams turns link previews off wherever there are any: a preview fetches addresses that a reader has not chosen to open.
func messageParams(chat int64, b body) tgbotapi.Params {
	p := tgbotapi.Params{"chat_id": strconv.FormatInt(chat, 10)}
	if b.rich != "" {
		_ = p.AddInterface("rich_message", map[string]string{"html": b.rich})
	} else {
		p["text"], p["link_preview_options"] = b.text, `{"is_disabled":true}`
	}
	if b.html && b.rich == "" {
		p["parse_mode"] = "HTML"
	}
	if len(b.keyboard) > 0 {
		// Texts and data alone cannot fail to become JSON.
		_ = p.AddInterface("reply_markup", map[string]any{"inline_keyboard": b.keyboard})
	}
	return p
}

// call makes an ordinary request, that is, any but a long poll.
func (c *client) call(ctx context.Context, method string, params tgbotapi.Params) (json.RawMessage, error) {
	do := func() (json.RawMessage, error) {
		return c.inLine(ctx, method, func(api *tgbotapi.BotAPI) (*tgbotapi.APIResponse, error) {
			return api.MakeRequest(method, params)
		})
	}
	if params["chat_id"] == "" {
		return c.chatless(ctx, method, do)
	}
	result, err := do()
	if err != nil && c.refused != nil {
		c.refused(ctx, params["chat_id"], err)
	}
	return result, err
}

// inLine makes a request when its turn has come: at most callsAtOnce run at the same time. The time spent in that line does not
// count against the request's own limit.
func (c *client) inLine(ctx context.Context, method string, do libraryCall) (json.RawMessage, error) {
	select {
	case c.slots <- struct{}{}:
		defer func() { <-c.slots }()
	case <-ctx.Done():
		return nil, &APIError{Method: method, cause: ctx.Err()}
	}
	return c.perform(ctx, method, callTimeout, do)
}
