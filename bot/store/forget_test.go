package store_test

import (
	"errors"
	"fmt"
	"slices"
	"testing"

	"articlebot/bot/store"
	"articlebot/internal/sqldb"
	"articlebot/internal/sqldb/sqldbtest"
)

const canary = "canary-5f3a-of-the-forgotten"

// live fills all tables with what a user leaves in them; texts hold the canary.
func (w *world) live(user, first int64, text string) {
	w.Helper()
	ctx := w.Context()
	group := int64(-100)
	var batch []store.Update
	for i := range int64(6) {
		chat := user
		if i == 5 {
			chat = group
		}
		batch = append(batch, store.Update{ID: first + i, Chat: chat, User: user, Raw: []byte(text)})
	}
	batch = append(batch, store.Update{ID: first + 6, Chat: user, User: user, Raw: []byte(text), Park: text})
	w.must(w.Add(ctx, batch))
	for range 2 {
		job := w.claimOf(user)
		w.must(w.Sending(ctx, job, 0))
		w.must(w.Placed(ctx, job, 0, 7))
		f := store.Final{Text: text, Parts: []string{text}, Turn: &store.Turn{Question: text, Answer: text}, Answer: record(text)}
		w.must(w.Ready(ctx, job, f))
		w.must(w.Done(ctx, job))
	}
	w.must(w.AddTurn(ctx, store.Dialogue{Chat: group, User: user}, store.Turn{Question: text}))
	w.must(w.SetChat(ctx, user, store.Chat{Language: text, Profile: text}))
	id := fmt.Sprint(user)
	w.must(w.AddUsage(ctx, "2026-11-24", store.Usage{Answers: 1}, store.Everybody(), store.UserPayer(id), store.ChatPayer(id)))
}

// claimOf claims the next update of a private chat.
func (w *world) claimOf(user int64) store.Job {
	w.Helper()
	var others []store.Job
	job := w.claim()
	for ; job.Chat != user; job = w.claim() {
		others = append(others, job)
	}
	for _, j := range others {
		w.must(w.Release(w.Context(), j))
	}
	return job
}

func TestForgetDeletesAllOfOneUser(t *testing.T) {
	each(t, func(w *world) {
		w.live(1, 10, canary)
		w.live(2, 20, "of somebody else")
		job := w.claimOf(1)
		w.must(w.Sending(t.Context(), job, 0))
		w.must(w.Forget(t.Context(), 1))

		for table, column := range map[string]string{"updates": "person", "turns": "person", "answers": "person", "chats": "chat", "usage": "id"} {
			own := w.count("SELECT COUNT(*) FROM "+table+" WHERE "+column+" = $1", key(column, 1))
			others := w.count("SELECT COUNT(*) FROM "+table+" WHERE "+column+" = $1", key(column, 2))
			if own > 0 || others == 0 {
				t.Errorf("%s: %d rows are left, %d of somebody else", table, own, others)
			}
		}
		if n := w.count("SELECT COUNT(*) FROM replies WHERE update_id < 20"); n > 0 {
			t.Errorf("%d replies are left", n)
		}
		if u, err := w.SumUsage(t.Context(), "2026-11-24", store.Everybody()); err != nil || u.Answers != 2 {
			t.Errorf("the day's total is %+v, %v", u, err)
		}
		if err := w.Ready(t.Context(), job, final("text")); !errors.Is(err, store.ErrLost) {
			t.Errorf("a worker goes on: %v", err)
		}
		w.must(w.Done(t.Context(), job))
		// What Telegram sends again is not new.
		w.add(1, 10, 11, 12, 13, 14, 15, 16)
		if n := w.count("SELECT COUNT(*) FROM updates WHERE id < 20 AND (person <> 0 OR chat <> 0 OR LENGTH(raw) > 0 OR state <> 'done')"); n > 0 {
			t.Errorf("%d updates are back", n)
		}
	})
}

func key(column string, user int64) any {
	if column == "id" {
		return fmt.Sprint(user)
	}
	return user
}

func TestForgetNobody(t *testing.T) {
	each(t, func(w *world) {
		w.must(w.Add(t.Context(), []store.Update{{ID: 1, Raw: []byte("of no chat")}}))
		if err := w.Forget(t.Context(), 0); err == nil {
			t.Error("no error")
		}
		if got := w.claimed(); !slices.Equal(got, []int64{1}) {
			t.Errorf("got %d", got)
		}
	})
}

func TestForgetLeavesNoBytes(t *testing.T) {
	dir := t.TempDir()
	w := newWorld(t, sqldb.Options{Dir: dir})
	for i := range int64(8) {
		w.live(1000+i, 100+10*i, fmt.Sprint("of somebody else ", i))
		w.live(1, 10000+10*i, canary+fmt.Sprint(i))
	}
	if sqldbtest.Occurrences(t, dir, canary) == 0 {
		t.Fatal("the test writes nothing")
	}
	w.must(w.Forget(t.Context(), 1))
	if n := sqldbtest.Occurrences(t, dir, canary); n > 0 {
		t.Errorf("%d times in the data directory", n)
	}
	if got, err := w.Chat(t.Context(), 1005); err != nil || got.Language != "of somebody else 5" {
		t.Errorf("got %+v, %v", got, err)
	}
	w.restart()
	if n := sqldbtest.Occurrences(t, dir, canary); n > 0 {
		t.Errorf("%d times after a restart", n)
	}
}
