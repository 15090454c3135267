package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"
)

// Reply returns how far the reply to an update has got; its State is Unsent when none was begun or it is forgotten.
func (s *Store) Reply(ctx context.Context, update int64) (Reply, error) {
	r, err := loadReply(ctx, s.db.Pool(), update)
	if err != nil {
		return Reply{}, fmt.Errorf("reading the reply to update %d: %w", update, err)
	}
	return r, nil
}

// Sending notes that the placeholder of a part is about to be sent; parts count from 0. Part 0 is sent first, further ones
// when the reply is Ready. It is called again before a placeholder is sent anew. The error may be ErrLost or ErrStep.
func (s *Store) Sending(ctx context.Context, job Job, part int) error {
	return s.step(ctx, job, func(r *Reply) error { return r.send(part, time.UnixMilli(s.clock.now())) }, Final{})
}

// Drafting notes that the reply is about to grow in a draft instead of a placeholder; it is called again when that begins anew.
// The error may be ErrLost or ErrStep.
func (s *Store) Drafting(ctx context.Context, job Job) error {
	return s.step(ctx, job, func(r *Reply) error { return r.draft(time.UnixMilli(s.clock.now())) }, Final{})
}

// Placed notes the id of the message that was sent for a part. The error may be ErrLost or ErrStep.
func (s *Store) Placed(ctx context.Context, job Job, part int, message int64) error {
	return s.step(ctx, job, func(r *Reply) error { return r.place(part, message) }, Final{})
}

// Ready notes the finished answer, before any of it is shown, and remembers its turn and what its buttons need. The error may be
// ErrLost or ErrStep.
func (s *Store) Ready(ctx context.Context, job Job, f Final) error {
	return s.step(ctx, job, func(r *Reply) error { return r.ready(f) }, f)
}

// Recut replaces the parts of a finished answer by others, no fewer, as when Telegram finds one too long; those that stand keep
// their messages. The error may be ErrLost or ErrStep.
func (s *Store) Recut(ctx context.Context, job Job, parts []string) error {
	return s.step(ctx, job, func(r *Reply) error { return r.recut(parts) }, Final{})
}

// GiveUp finishes a job whose reply ends without an answer, in the state Refused, Failed or Expired. reason is for operators:
// it must hold no texts and no secrets. The error may be ErrLost; to call it again for a job that is done is none.
func (s *Store) GiveUp(ctx context.Context, job Job, state State, reason string) error {
	return s.end(ctx, job, func(r *Reply) error { return r.giveUp(state, reason) })
}

// step changes a reply while its job is held, and keeps what comes with a finished answer.
func (s *Store) step(ctx context.Context, job Job, apply func(*Reply) error, f Final) error {
	return s.change(ctx, doing("replying to", job), func(tx *sql.Tx) error {
		if err := s.hold(ctx, tx, job); err != nil {
			return err
		}
		if err := changeReply(ctx, tx, job.ID, apply); err != nil {
			return err
		}
		if f.Turn != nil {
			if err := s.addTurn(ctx, tx, Dialogue{Chat: job.Chat, Thread: f.Thread, User: job.User}, *f.Turn); err != nil {
				return err
			}
		}
		if f.Answer != nil {
			if err := s.addAnswer(ctx, tx, job, *f.Answer); err != nil {
				return err
			}
		}
		return placeAnswer(ctx, tx, job.ID)
	})
}

// end changes a reply and finishes its job, which lets the chat's next one begin.
func (s *Store) end(ctx context.Context, job Job, apply func(*Reply) error) error {
	err := s.change(ctx, doing("finishing", job), func(tx *sql.Tx) error {
		if before, err := s.finish(ctx, tx, job); before || err != nil {
			return err
		}
		return changeReply(ctx, tx, job.ID, apply)
	})
	if err == nil {
		s.changed.wake()
	}
	return err
}

func changeReply(ctx context.Context, tx *sql.Tx, update int64, apply func(*Reply) error) error {
	r, err := loadReply(ctx, tx, update)
	if err != nil {
		return err
	}
	if err := apply(&r); err != nil || r.State == Unsent {
		return err
	}
	return saveReply(ctx, tx, update, r)
}

// querier is a transaction or the connections outside of one.
type querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

func loadReply(ctx context.Context, q querier, update int64) (r Reply, err error) {
	rows, err := q.QueryContext(ctx, `
		SELECT r.state, r.sends, r.began, r.final, r.reason, p.sending, p.message, p.content, p.rich
		FROM replies r LEFT JOIN reply_parts p ON p.update_id = r.update_id
		WHERE r.update_id = $1 ORDER BY p.part`, update)
	if err != nil {
		return Reply{}, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var began int64
		var sending, message sql.NullInt64
		var text, rich sql.NullString
		if err := rows.Scan(&r.State, &r.Sends, &began, &r.Final, &r.Reason, &sending, &message, &text, &rich); err != nil {
			return Reply{}, err
		}
		if began > 0 {
			r.Began = time.UnixMilli(began)
		}
		if message.Valid {
			r.Parts = append(r.Parts, Part{Text: text.String, Rich: rich.String, Message: message.Int64, Sending: sending.Int64 == 1})
		}
	}
	return r, rows.Err()
}

func saveReply(ctx context.Context, tx *sql.Tx, update int64, r Reply) error {
	var began int64
	if !r.Began.IsZero() {
		began = r.Began.UnixMilli()
	}
	_, err := tx.ExecContext(ctx, `
		INSERT INTO replies (update_id, state, sends, began, final, reason) VALUES ($1, $2, $3, $4, $5, $6)
		ON CONFLICT (update_id) DO UPDATE SET state = excluded.state, sends = excluded.sends, began = excluded.began,
			final = excluded.final, reason = excluded.reason`,
		update, string(r.State), r.Sends, began, r.Final, r.Reason)
	for i := 0; err == nil && i < len(r.Parts); i++ {
		p, sending := r.Parts[i], 0
		if p.Sending {
			sending = 1
		}
		_, err = tx.ExecContext(ctx, `
			INSERT INTO reply_parts (update_id, part, sending, message, content, rich) VALUES ($1, $2, $3, $4, $5, $6)
			ON CONFLICT (update_id, part) DO UPDATE SET sending = excluded.sending, message = excluded.message,
				content = excluded.content, rich = excluded.rich`,
			update, i, sending, p.Message, p.Text, p.Rich)
	}
	return err
}
