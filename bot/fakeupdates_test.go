package bot_test

import (
	"context"
	"encoding/json"
	"slices"
	"strconv"
	"time"
)

// fakeIntake holds the updates that wait for the bot.
type fakeIntake struct {
	updates []fakeUpdate
	nextID  int64
	webhook bool
	wake    chan struct{} // closed and replaced when an update comes
	kick    chan struct{} // closed to end the poll under way; nil when there is none
	last    int64         // the offset of the last poll and when it came
	lastAt  time.Time
	polls   []int64 // the offsets that were asked for

	delivered []fakeUpdate // all that there ever were
}

// fakeUpdate is an update with the JSON that is delivered for it.
type fakeUpdate struct {
	id  int64
	raw string
}

// push delivers an update whose JSON is made by body from its id, and returns the id.
func (f *fakeAPI) push(body func(id int64) string) int64 {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.enqueue(body)
}

// enqueue is push where mu is held.
func (f *fakeAPI) enqueue(body func(id int64) string) int64 {
	in := &f.intake
	if in.nextID == 0 {
		in.nextID = 7000
	}
	id := in.nextID
	in.nextID++
	in.updates = append(in.updates, fakeUpdate{id: id, raw: body(id)})
	in.delivered = append(in.delivered, in.updates[len(in.updates)-1])
	close(in.wake)
	in.wake = make(chan struct{})
	return id
}

// jumpBack delivers updates once more, out of order; mu is held.
func (f *fakeAPI) jumpBack(updates []fakeUpdate) {
	for _, u := range slices.Backward(updates) {
		f.intake.updates = append(f.intake.updates, u)
	}
	close(f.intake.wake)
	f.intake.wake = make(chan struct{})
}

// jumpTo makes the next update have an id, as when Telegram starts again at a random one.
func (f *fakeAPI) jumpTo(id int64) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.intake.nextID = id
}

// getUpdates confirms what is below the offset and delivers the rest, again too, for as long as it is not confirmed.
func (f *fakeAPI) getUpdates(ctx context.Context, params map[string]string) (any, *refusal) {
	limit, wait, kicked, refused := f.beginPoll(params)
	if refused != nil {
		return nil, refused
	}
	timeout := time.NewTimer(wait)
	defer timeout.Stop()
	for {
		batch, more := f.waiting(limit)
		if len(batch) > 0 {
			return batch, nil
		}
		select {
		case <-more:
		case <-timeout.C:
			return []json.RawMessage{}, nil
		case <-kicked:
			return nil, &refusal{code: 409, description: "Conflict: terminated by other getUpdates request; " +
				"make sure that only one bot instance is running"}
		case <-ctx.Done():
			return nil, &refusal{code: 499, description: "client went away"}
		}
	}
}

// beginPoll applies the parameters: a poll ends the one before it, and the same offset asked for again soon is slowed
// down.
func (f *fakeAPI) beginPoll(params map[string]string) (limit int, wait time.Duration, kicked chan struct{}, r *refusal) {
	f.mu.Lock()
	defer f.mu.Unlock()
	in := &f.intake
	if in.webhook {
		return 0, 0, nil, &refusal{code: 409, description: "Conflict: can't use getUpdates method while webhook is active; " +
			"use deleteWebhook to delete the webhook first"}
	}
	if in.kick != nil {
		close(in.kick)
	}
	in.kick = make(chan struct{})
	offset, _ := strconv.ParseInt(params["offset"], 10, 64)
	limit, _ = strconv.Atoi(params["limit"])
	seconds, _ := strconv.Atoi(params["timeout"])
	limit = min(max(limit, 1), 100)
	wait = time.Duration(min(max(seconds, 0), 50)) * time.Second
	if since := time.Since(in.lastAt); offset == in.last && since < 3*time.Second {
		wait = max(wait, 3*time.Second)
		if since < time.Second/2 {
			limit = 1
		}
	}
	in.last, in.lastAt = offset, time.Now()
	in.polls = append(in.polls, offset)
	if params["allowed_updates"] != `["message"]` {
		f.violations = append(f.violations, "getUpdates without allowed_updates")
	}
	in.updates = slices.DeleteFunc(in.updates, func(u fakeUpdate) bool { return u.id < offset })
	return limit, wait, in.kick, nil
}

func (f *fakeAPI) waiting(limit int) ([]json.RawMessage, chan struct{}) {
	f.mu.Lock()
	defer f.mu.Unlock()
	var batch []json.RawMessage
	for _, u := range f.intake.updates[:min(limit, len(f.intake.updates))] {
		batch = append(batch, json.RawMessage(u.raw))
	}
	return batch, f.intake.wake
}

func (f *fakeAPI) deleteWebhook(params map[string]string) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.intake.webhook = false
	if params["drop_pending_updates"] != "false" {
		f.intake.updates = nil
	}
	return true
}

// unconfirmed returns the ids that would be delivered again.
func (f *fakeAPI) unconfirmed() []int64 {
	f.mu.Lock()
	defer f.mu.Unlock()
	var ids []int64
	for _, u := range f.intake.updates {
		ids = append(ids, u.id)
	}
	return ids
}
