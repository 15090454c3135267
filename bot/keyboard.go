package bot

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"articlebot/bot/store"
	"articlebot/rag"
)

// Bounds of the keyboards: how many buttons with numbers stand in a row and in all, and how much of a question a button shows,
// in runes. Telegram cuts what does not fit on the screen.
const (
	numbersPerRow = 5
	maxNumbers    = 15
	maxLabel      = 64
)

// signature makes the data of a button.
type signature func(do action, arg int) string

// stopKeys are the buttons below an answer under way. The message is not known yet when its placeholder is sent.
func (h *handler) stopKeys(ctx context.Context, k *task) ([][]button, error) {
	sign, err := h.buttons.at(ctx, k.ID, place{chat: k.Chat, person: k.User}, time.Now())
	if err != nil {
		return nil, err
	}
	return [][]button{{{Text: k.t.answer.stop, Data: sign(actStop, 0)}}}, nil
}

// waiting is what stands in the place of an answer until that grows.
func (h *handler) waiting(ctx context.Context, k *task) (body, error) {
	keys, err := h.stopKeys(ctx, k)
	b := body{text: k.t.placeholder, keyboard: keys}
	if k.chosen != "" {
		b.text, b.html = quoted(k.chosen)+escape(b.text), true
	}
	return b, err
}

// answerKeys are the buttons below the finished answer to an update, in a message; none where there is only a sentence that says
// why there is no answer.
func (h *handler) answerKeys(ctx context.Context, k *task, message int64) ([][]button, error) {
	a, err := h.store.Answer(ctx, k.ID)
	if errors.Is(err, store.ErrNoAnswer) {
		return nil, nil
	}
	if err != nil {
		return nil, stored(err)
	}
	return h.keysOf(ctx, a, message)
}

func (h *handler) keysOf(ctx context.Context, a store.Answer, message int64) ([][]button, error) {
	sign, err := h.buttons.at(ctx, a.Update, place{chat: a.Chat, person: a.User, message: message}, a.At)
	if err != nil {
		return nil, err
	}
	rows := numberKeys(a.Citations, sign)
	if a.Kind != string(rag.Smalltalk) && a.Question != "" {
		rows = append(rows, feedbackKeys(a.Feedback, sign))
	}
	return append(rows, questionKeys(a.Suggestions, sign)...), nil
}

// numberKeys open the passages of the citations.
func numberKeys(citations []store.Citation, sign signature) (rows [][]button) {
	var keys []button
	for i, c := range citations[:min(len(citations), maxNumbers)] {
		keys = append(keys, button{Text: fmt.Sprintf("[%d]", c.N), Data: sign(actOpen, spot{citation: i}.arg())})
	}
	for row := range slices.Chunk(keys, numbersPerRow) {
		rows = append(rows, row)
	}
	return rows
}

// feedbackKeys mark what was chosen; to press that again takes it back. Each says what is to be, so that a press that is dealt with
// twice has done what it should.
func feedbackKeys(now store.Feedback, sign signature) []button {
	var row []button
	for _, key := range []struct {
		text  string
		value store.Feedback
	}{{"👍", store.Good}, {"👎", store.Bad}} {
		if key.value == now {
			row = append(row, button{Text: key.text + " ✓", Data: sign(actJudge, int(store.None))})
			continue
		}
		row = append(row, button{Text: key.text, Data: sign(actJudge, int(key.value))})
	}
	return row
}

// questionKeys ask the questions that are offered.
func questionKeys(questions []string, sign signature) (rows [][]button) {
	for i, q := range questions {
		rows = append(rows, []button{{Text: shorten(oneLine(q), maxLabel), Data: sign(actAsk, i)}})
	}
	return rows
}

// quoted shows the question that a button or a link asked, above what is said to it.
func quoted(question string) string {
	return "<blockquote>" + escape(oneLine(question)) + "</blockquote>\n"
}
