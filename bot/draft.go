package bot

import (
	"context"
	"errors"
	"strconv"
	"time"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"articlebot/bot/store"
)

// draftEvery is how often a draft is sent again at least: it stands for about 30 seconds.
const draftEvery = 20 * time.Second

// errUnplaced ends an answer that has nowhere to grow: Telegram takes no draft, and no placeholder could be sent.
var errUnplaced = errors.New("there is no place for the answer")

// drafts reports whether the answer to an update grows in a draft, which only private chats have.
func (h *handler) drafts(k *task) bool { return k.Chat > 0 && h.out.drafts.on() }

// begin makes the place in which an answer grows: a draft, else a placeholder. A draft needs no more than to be known of: it is
// named after the update.
func (h *handler) begin(ctx context.Context, k *task) (store.Part, error) {
	if h.drafts(k) {
		return store.Part{}, h.disk.insist(ctx, func(ctx context.Context) error { return h.store.Drafting(ctx, k.Job) })
	}
	id, err := h.placehold(ctx, k)
	return store.Part{Message: id}, err
}

// placehold sends the placeholder of an answer and returns its id.
func (h *handler) placehold(ctx context.Context, k *task) (int64, error) {
	waiting, err := h.waiting(ctx, k)
	if err != nil {
		return 0, err
	}
	return h.reserve(ctx, k, 0, waiting)
}

// growth is where an answer grows, and what is to happen when it cannot.
type growth struct {
	to target
	// keys stand below the growing answer.
	keys [][]button
	// end is called with the error that says that nobody reads in this chat any more.
	end context.CancelCauseFunc
	// place sends the placeholder in which to go on where Telegram takes no draft.
	place func() (int64, error)
}

// growing is the growth of the answer to an update in a part of its reply; of one without a message, in a draft.
func (h *handler) growing(ctx context.Context, k *task, part store.Part, end context.CancelCauseFunc) growth {
	g := growth{
		to:    target{chat: k.Chat, thread: k.thread, id: part.Message, lease: k.lease},
		end:   end,
		place: func() (int64, error) { return h.placehold(ctx, k) },
	}
	if part.Message == 0 {
		g.to.draft = k.ID
	}
	return g
}

// place gives a part of a finished answer its message. Where the answer grew in a draft, the first one has its text from the start:
// the draft makes way for it. That is why it may stand there twice when it is not known whether it arrived, or the program is
// killed before it has noted that. What Telegram does not take is left to the edit, which knows what to do.
func (h *handler) place(ctx context.Context, k *task, parts []store.Part, i int) (int64, error) {
	if i == 0 && h.drafts(k) {
		id, err := h.reserve(ctx, k, i, body{text: parts[i].Text, html: true, rich: parts[i].Rich})
		switch judge(err) {
		case malformed, tooLong, refused:
			h.log.Warn("a finished answer was refused, sending a placeholder", "update", k.ID, "err", err)
		default:
			return id, err
		}
	}
	return h.reserve(ctx, k, i, body{text: reserved})
}

// stopped is Telegram's word that a person does not want what is being written in a draft.
type stopped struct {
	Chat struct {
		ID int64 `json:"id"`
	} `json:"chat"`
	Draft int64 `json:"draft_id"`
}

// stopped takes the end of a draft, which like a press does not wait for the answers in the chat. A private chat has the id of its
// person.
func (in *intake) stopped(s *stopped) (store.Update, bool) {
	return store.Update{Chat: s.Chat.ID, User: s.Chat.ID, Lane: pressLane + s.Chat.ID, Urgent: true}, s.Chat.ID > 0
}

// stopDraft stops the answer that grows in a draft, whichever replica works on it.
func (h *handler) stopDraft(ctx context.Context, s *stopped) error {
	if err := h.store.StopOne(ctx, s.Draft, store.Dialogue{Chat: s.Chat.ID, User: s.Chat.ID}); err != nil {
		return stored(err)
	}
	return nil
}

// sendDraft shows a plain text in a draft, with a button that stops it. An empty one shows that the bot thinks.
func (c *client) sendDraft(ctx context.Context, to target, text string) error {
	params := tgbotapi.Params{
		"chat_id": strconv.FormatInt(to.chat, 10), "draft_id": strconv.FormatInt(to.draft, 10), "text": text, "can_stop": "true",
	}
	params.AddNonZero64("message_thread_id", to.thread)
	_, err := c.call(ctx, "sendMessageDraft", params)
	return err
}
