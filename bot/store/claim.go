package store

import (
	"context"
	"database/sql"
	"errors"
	"time"
)

// How often a waiting worker looks for what other processes have added, and for pauses and leases that ended: where replicas
// share the work, and where nobody but an operator's tool can have added something.
const (
	pollShared = 250 * time.Millisecond
	pollAlone  = 2 * time.Second
)

// Job is an update that one worker has, until its lease ends.
type Job struct {
	ID         int64
	Chat, User int64
	// Raw is the update's JSON.
	Raw []byte
	// At is when the update was sent.
	At time.Time
	// Attempt counts from 1.
	Attempt int
	// Taken is just before the lease began, by this process's clock.
	Taken time.Time
	// Excess says that the update is one too many of its user: it, and any that came after it, are left out, and the user is
	// to be told so once.
	Excess bool
	// Stopped says that the user does not want it any more.
	Stopped bool

	// fence tells this lease from others of the same update.
	fence int64
}

// Next waits for a job and returns it. The error is that of ctx when it ends first. What happens in this Store wakes it at
// once, what happens in those of other processes within a quarter of a second.
func (s *Store) Next(ctx context.Context, worker string) (Job, error) {
	for {
		// Before the claim, so that nothing is missed between the two.
		changed := s.Changed()
		job, ok, err := s.Claim(ctx, worker)
		if ok || err != nil {
			return job, err
		}
		if err := s.Await(ctx, changed); err != nil {
			return Job{}, err
		}
	}
}

// Changed returns a channel that is closed when something happens in this Store that somebody may wait for.
func (s *Store) Changed() <-chan struct{} { return s.changed.wait() }

// Await returns when changed is closed, or when it is time to look for what other processes did. The error is that of ctx.
func (s *Store) Await(ctx context.Context, changed <-chan struct{}) error {
	every := pollAlone
	if s.db.Shared() {
		every = pollShared
	}
	timer := time.NewTimer(every)
	defer timer.Stop()
	select {
	case <-changed:
	case <-timer.C:
	case <-ctx.Done():
	}
	return ctx.Err()
}

// Claim leases the oldest update whose lane has none before it and none leased, and reports whether there is one. The
// attempt is on disk before Claim returns, so that an update that brings the program down is parked and not tried for
// ever. Leases that ran out end here, as failed attempts. worker is a name for people to read.
func (s *Store) Claim(ctx context.Context, worker string) (job Job, ok bool, err error) {
	var late []expired
	err = s.change(ctx, "claiming an update", func(tx *sql.Tx) error {
		taken, now := time.Now(), s.clock.now()
		if late, err = s.expire(ctx, tx, now); err != nil {
			return err
		}
		job, err = s.claim(ctx, tx, worker, now)
		job.Taken = taken
		if ok = !errors.Is(err, sql.ErrNoRows); !ok {
			return nil
		}
		return err
	})
	if err != nil {
		return Job{}, false, err
	}
	s.report(late)
	return job, ok, nil
}

// claim takes the first update that may be worked on. Where transactions run side by side, two may find updates of one lane:
// then the index updates_leased stops the second one, which begins again.
func (s *Store) claim(ctx context.Context, tx *sql.Tx, worker string, now int64) (Job, error) {
	query := `
		UPDATE updates SET state = 'leased', attempts = attempts + 1, fence = fence + 1, worker = $1, due = $2
		WHERE id = (
			SELECT u.id FROM updates u
			WHERE u.state = 'waiting' AND u.due <= $3
				AND u.lane NOT IN (SELECT lane FROM updates WHERE state = 'leased')
				AND NOT EXISTS (
					SELECT 1 FROM updates o
					WHERE o.lane = u.lane AND o.state = 'waiting' AND (o.seq, o.id) < (u.seq, u.id))
			ORDER BY u.seq, u.id LIMIT 1` + s.db.SkipLocked() + `)
		RETURNING id, chat, person, raw, at, attempts, excess, stopped, fence`
	var j Job
	var at int64
	err := tx.QueryRowContext(ctx, query, storable(worker), now+s.o.Lease.Milliseconds(), now).
		Scan(&j.ID, &j.Chat, &j.User, &j.Raw, &at, &j.Attempt, &j.Excess, &j.Stopped, &j.fence)
	if err != nil {
		return Job{}, err
	}
	j.At = time.UnixMilli(at)
	return j, nil
}

// expired is an update whose lease ran out.
type expired struct {
	id     int64
	worker string
	state  string
}

// expire ends the leases that ran out.
func (s *Store) expire(ctx context.Context, tx *sql.Tx, now int64) ([]expired, error) {
	rows, err := tx.QueryContext(ctx, `
		UPDATE updates SET state = CASE WHEN attempts >= $1 THEN 'parked' ELSE 'waiting' END,
			ended = $2, told = 0, reason = 'the lease ran out'
		WHERE state = 'leased' AND due <= $2
		RETURNING id, worker, state`, s.o.Attempts, now)
	return collect(rows, err, func(e *expired, r *sql.Rows) error { return r.Scan(&e.id, &e.worker, &e.state) })
}

func (s *Store) report(late []expired) {
	for _, e := range late {
		s.log.Warn("a lease ran out", "update", e.id, "worker", e.worker, "state", e.state)
	}
}
