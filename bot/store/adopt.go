package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"
)

// Earlier is what came before a job about the same message.
type Earlier struct {
	// Update is its id, 0 when there is none, and Raw its JSON.
	Update int64
	Raw    []byte
	// Reply is the reply to it.
	Reply Reply
}

// Earlier returns the last update before a job that is about the same message and was replied to or, where none was, the last
// one that was taken at all.
func (s *Store) Earlier(ctx context.Context, job Job) (e Earlier, err error) {
	err = s.db.Pool().QueryRowContext(ctx, `
		SELECT o.id, o.raw FROM updates u
			JOIN updates o ON o.chat = u.chat AND o.message = u.message AND o.person = u.person AND (o.seq, o.id) < (u.seq, u.id)
			LEFT JOIN reply_parts p ON p.update_id = o.id AND p.part = 0
		WHERE u.id = $1 AND u.message <> 0 AND o.raw <> $2
		ORDER BY CASE WHEN p.message > 0 THEN 0 ELSE 1 END, o.seq DESC, o.id DESC LIMIT 1`, job.ID, []byte{}).Scan(&e.Update, &e.Raw)
	if errors.Is(err, sql.ErrNoRows) {
		return Earlier{}, nil
	}
	if err == nil {
		e.Reply, err = loadReply(ctx, s.db.Pool(), e.Update)
	}
	if err != nil {
		return Earlier{}, fmt.Errorf("looking for what came before update %d: %w", job.ID, err)
	}
	return e, nil
}

// Replaced reports whether the message of a job was changed since, by an update that waits for its turn.
func (s *Store) Replaced(ctx context.Context, job Job) (bool, error) {
	var n int
	err := s.db.Pool().QueryRowContext(ctx, `
		SELECT COUNT(*) FROM updates u
			JOIN updates o ON o.chat = u.chat AND o.message = u.message AND o.person = u.person AND (o.seq, o.id) > (u.seq, u.id)
		WHERE u.id = $1 AND u.message <> 0 AND o.state = 'waiting'`, job.ID).Scan(&n)
	if err != nil {
		return false, fmt.Errorf("looking for what replaces update %d: %w", job.ID, err)
	}
	return n > 0, nil
}

// Adopt has the reply to a job begin as Placed, with the first message of the reply to an earlier update, whose answer then has
// no buttons any more. The dialogue forgets its last turn if that has the earlier question. The error may be ErrLost or ErrStep.
func (s *Store) Adopt(ctx context.Context, job Job, old Earlier, d Dialogue, question string) error {
	now := time.UnixMilli(s.clock.now())
	return s.change(ctx, doing("adopting a message for", job), func(tx *sql.Tx) error {
		if err := s.hold(ctx, tx, job); err != nil {
			return err
		}
		if err := changeReply(ctx, tx, job.ID, func(r *Reply) error { return r.adopt(old.Reply, now) }); err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, `UPDATE answers SET message = 0 WHERE update_id = $1`, old.Update); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, `DELETE FROM turns WHERE chat = $1 AND thread = $2 AND person = $3 AND question = $4
			AND n = (SELECT MAX(n) FROM turns WHERE chat = $1 AND thread = $2 AND person = $3)`,
			d.Chat, d.Thread, d.User, storable(question))
		return err
	})
}

// adopt begins with the first message of another reply.
func (r *Reply) adopt(old Reply, now time.Time) error {
	if r.State != Unsent || len(old.Parts) == 0 || old.Parts[0].Message == 0 {
		return r.fault("adopting a message")
	}
	r.State, r.Began, r.Parts = Placed, now, []Part{{Message: old.Parts[0].Message}}
	return nil
}
