package store

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"
	"time"
)

// Update is one thing that Telegram sent.
type Update struct {
	// ID is Telegram's update_id. Of updates with the same id only the first one counts.
	ID int64
	// Chat and User say whose it is, for order, for the bound on what waits and for Forget; 0 where it has none. Those
	// without a chat share their order, and those without a user have no bound.
	Chat, User int64
	// Lane, when not 0, has it worked on beside those of its chat, in the order of those with the same lane.
	Lane int64
	// Message is the id, in its chat, of the message that it is or changes; 0 for none.
	Message int64
	// Edit says that it changes a message: what came before about that message is not wanted any more. It is left out without
	// a word where it is one too many.
	Edit bool
	// Raw is the update's JSON.
	Raw []byte
	// At is when it was sent. Where it is zero, or has not come yet, that is now.
	At time.Time
	// Park, when not empty, is why no worker can do anything with it: it is parked from the start.
	Park string
	// Urgent says that it is worked on however many wait and however old it is.
	Urgent bool
	// Stop says that its user wants nothing any more of what came before it in its chat.
	Stop bool
}

// rowsPerInsert is how many updates one statement adds: with a server far away, a batch of 100 takes five round trips.
const rowsPerInsert = 20

// Add stores a batch of updates, all of it or nothing: when it returns nil they are on disk, and the batch may be confirmed to
// Telegram. Those whose id is known are left out, whatever they hold. Within a lane they are worked on in the order of the calls
// and, within one call, of their ids. Where more than Options.Waiting of a user's would wait, the first that is too many becomes a
// job that is marked as Excess, and of others only the id is kept until that is done.
func (s *Store) Add(ctx context.Context, batch []Update) error {
	if len(batch) == 0 {
		return nil
	}
	err := s.change(ctx, "adding updates", func(tx *sql.Tx) error {
		var seq int64
		if err := tx.QueryRowContext(ctx, `SELECT COALESCE(MAX(seq), 0) + 1 FROM updates`).Scan(&seq); err != nil {
			return err
		}
		fresh, err := unknown(ctx, tx, batch)
		if err != nil {
			return err
		}
		rows, err := s.admit(ctx, tx, fresh)
		if err != nil {
			return err
		}
		for chunk := range slices.Chunk(rows, rowsPerInsert) {
			query, args := s.insert(seq, chunk)
			if _, err := tx.ExecContext(ctx, query, args...); err != nil {
				return err
			}
		}
		return stop(ctx, tx, seq, rows)
	})
	if err == nil {
		s.changed.wake()
	}
	return err
}

// unknown returns the updates whose id is not known, each once, by their ids.
func unknown(ctx context.Context, tx *sql.Tx, batch []Update) ([]Update, error) {
	known := make(map[int64]bool)
	for chunk := range slices.Chunk(batch, rowsPerInsert) {
		marks, args := make([]string, len(chunk)), make([]any, len(chunk))
		for i, u := range chunk {
			marks[i], args[i] = fmt.Sprintf("$%d", i+1), u.ID
		}
		rows, err := tx.QueryContext(ctx, `SELECT id FROM updates WHERE id IN (`+strings.Join(marks, ", ")+`)`, args...)
		ids, err := collect(rows, err, func(id *int64, r *sql.Rows) error { return r.Scan(id) })
		if err != nil {
			return nil, err
		}
		for _, id := range ids {
			known[id] = true
		}
	}
	var fresh []Update
	for _, u := range batch {
		if !known[u.ID] {
			known[u.ID] = true
			fresh = append(fresh, u)
		}
	}
	slices.SortFunc(fresh, func(a, b Update) int { return cmp.Compare(a.ID, b.ID) })
	return fresh, nil
}

// stop marks what the users do not want any more.
func stop(ctx context.Context, tx *sql.Tx, seq int64, batch []admitted) error {
	for _, u := range batch {
		var about int64 // 0 for all that came before
		switch {
		case u.Stop:
		case u.Edit && u.Message != 0 && u.fate == taken:
			about = u.Message
		default:
			continue
		}
		_, err := tx.ExecContext(ctx, `UPDATE updates SET stopped = 1
			WHERE chat = $1 AND person = $2 AND state IN ('waiting', 'leased') AND urgent = 0 AND (seq, id) < ($3, $4)
				AND (message = $5 OR $5 = 0)`,
			u.Chat, u.User, seq, u.ID, about)
		if err != nil {
			return err
		}
	}
	return nil
}

// insert returns the statement that adds some updates.
func (s *Store) insert(seq int64, batch []admitted) (query string, args []any) {
	now := s.clock.now()
	var values []string
	for _, u := range batch {
		at := now
		if !u.At.IsZero() {
			at = min(now, u.At.UnixMilli())
		}
		state, ended, raw := "waiting", int64(0), u.Raw
		switch {
		case u.Park != "":
			state, ended = "parked", now
		case u.fate == left:
			state, ended, raw = "done", now, nil
		}
		n := len(args)
		values = append(values, fmt.Sprintf("($%d, $%d, $%d, $%d, $%d, $%d, $%d, 0, 0, '', $%d, $%d, 1, $%d, $%d, $%d, $%d, 0, $%d)",
			n+1, n+2, n+3, n+4, n+5, n+6, n+7, n+8, n+9, n+10, n+11, n+12, n+13, n+14))
		// A nil slice would be NULL.
		raw = append([]byte{}, raw...)
		args = append(args, u.ID, seq, u.Chat, cmp.Or(u.Lane, u.Chat), u.User, raw, state, now, ended, storable(u.Park), at,
			number(u.Urgent), number(u.fate == excess), u.Message)
	}
	return `INSERT INTO updates (id, seq, chat, lane, person, raw, state, attempts, fence, worker, due, ended, told, reason, at,
			urgent, excess, stopped, message) VALUES ` + strings.Join(values, ", ") + ` ON CONFLICT (id) DO NOTHING`, args
}

// number is how a truth is stored.
func number(b bool) int {
	if b {
		return 1
	}
	return 0
}
