package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
)

// maxReason bounds the reason of a failure, in bytes.
const maxReason = 500

// Extend begins a job's lease anew, which its worker does at a third of the lease. The error is ErrLost when the job is no
// longer the worker's; a lease that ran out but that nobody has taken is extended.
func (s *Store) Extend(ctx context.Context, job Job) error {
	return s.change(ctx, doing("extending the lease of", job), func(tx *sql.Tx) error { return s.hold(ctx, tx, job) })
}

// Release gives a job back at once, as when the program stops: it was no attempt. The error may be ErrLost.
func (s *Store) Release(ctx context.Context, job Job) error {
	err := s.change(ctx, doing("releasing", job), func(tx *sql.Tx) error {
		return ifHeld(tx.ExecContext(ctx, `UPDATE updates SET state = 'waiting', attempts = attempts - 1, due = $1
			WHERE id = $2 AND fence = $3 AND state = 'leased'`, s.clock.now(), job.ID, job.fence))
	})
	if err == nil {
		s.changed.wake()
	}
	return err
}

// Fail ends a job that did not work out: after a pause it is tried again or, where it failed too often, it is parked, which
// is reported. reason is for operators: it must hold no texts and no secrets. The error may be ErrLost.
func (s *Store) Fail(ctx context.Context, job Job, reason string) (parked bool, err error) {
	parked = job.Attempt >= s.o.Attempts
	state := "waiting"
	if parked {
		state = "parked"
	}
	err = s.change(ctx, doing("failing", job), func(tx *sql.Tx) error {
		now := s.clock.now()
		return ifHeld(tx.ExecContext(ctx, `UPDATE updates SET state = $1, due = $2, ended = $3, told = 0, reason = $4
			WHERE id = $5 AND fence = $6 AND state = 'leased'`,
			state, now+s.o.Pause.Milliseconds(), now, storable(shorten(reason)), job.ID, job.fence))
	})
	if err == nil {
		s.changed.wake()
	}
	return parked && err == nil, err
}

// Done finishes a job, and the reply to it where there is one: that must be ready, with every part placed, else the error
// is ErrStep. The update is not handed out again, also when Telegram sends it once more. The error may be ErrLost; to
// call it again for a job that is done is none.
func (s *Store) Done(ctx context.Context, job Job) error {
	return s.end(ctx, job, (*Reply).finish)
}

// hold checks that a job is still the worker's, keeps others from taking it before the transaction ends, and extends the
// lease: whoever gets something done is alive.
func (s *Store) hold(ctx context.Context, tx *sql.Tx, job Job) error {
	return ifHeld(tx.ExecContext(ctx, `UPDATE updates SET due = $1 WHERE id = $2 AND fence = $3 AND state = 'leased'`,
		s.clock.now()+s.o.Lease.Milliseconds(), job.ID, job.fence))
}

// finish marks a job as done and reports whether it had been before.
func (s *Store) finish(ctx context.Context, tx *sql.Tx, job Job) (before bool, err error) {
	err = ifHeld(tx.ExecContext(ctx, `UPDATE updates SET state = 'done', ended = $1
		WHERE id = $2 AND fence = $3 AND state = 'leased'`, s.clock.now(), job.ID, job.fence))
	if !errors.Is(err, ErrLost) {
		return false, err
	}
	var n int
	err = tx.QueryRowContext(ctx, `SELECT COUNT(*) FROM updates WHERE id = $1 AND fence = $2 AND state = 'done'`,
		job.ID, job.fence).Scan(&n)
	if err == nil && n == 0 {
		err = ErrLost
	}
	return true, err
}

// ifHeld is ErrLost when a statement about a leased update found none.
func ifHeld(r sql.Result, err error) error {
	if err != nil {
		return err
	}
	n, err := r.RowsAffected()
	if err == nil && n == 0 {
		err = ErrLost
	}
	return err
}

func doing(what string, job Job) string { return fmt.Sprintf("%s update %d", what, job.ID) }

func shorten(reason string) string { return reason[:min(len(reason), maxReason)] }
