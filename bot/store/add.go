package store

import (
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
	// Chat and User say whose it is, for order and for Forget; 0 where it has none, and then it shares its order with the
	// others that have none.
	Chat, User int64
	// Raw is the update's JSON.
	Raw []byte
	// At is when it was sent. Where it is zero, or has not come yet, that is now.
	At time.Time
	// Park, when not empty, is why no worker can do anything with it: it is parked from the start.
	Park string
}

// rowsPerInsert is how many updates one statement adds: with a server far away, a batch of 100 takes five round trips.
const rowsPerInsert = 20

// Add stores a batch of updates, all of it or nothing: when it returns nil they are on disk, and the batch may be confirmed to
// Telegram. Those whose id is known are left out, whatever they hold. Within a chat they are worked on in the order of the calls
// and, within one call, of their ids.
func (s *Store) Add(ctx context.Context, batch []Update) error {
	if len(batch) == 0 {
		return nil
	}
	err := s.change(ctx, "adding updates", func(tx *sql.Tx) error {
		var seq int64
		if err := tx.QueryRowContext(ctx, `SELECT COALESCE(MAX(seq), 0) + 1 FROM updates`).Scan(&seq); err != nil {
			return err
		}
		for rows := range slices.Chunk(batch, rowsPerInsert) {
			query, args := s.insert(seq, rows)
			if _, err := tx.ExecContext(ctx, query, args...); err != nil {
				return err
			}
		}
		return nil
	})
	if err == nil {
		s.added.wake()
	}
	return err
}

// insert returns the statement that adds some updates.
func (s *Store) insert(seq int64, batch []Update) (query string, args []any) {
	now := s.clock.now()
	var values []string
	for _, u := range batch {
		at := now
		if !u.At.IsZero() {
			at = min(now, u.At.UnixMilli())
		}
		state, ended := "waiting", int64(0)
		if u.Park != "" {
			state, ended = "parked", now
		}
		n := len(args)
		values = append(values, fmt.Sprintf("($%d, $%d, $%d, $%d, $%d, $%d, 0, 0, '', $%d, $%d, 1, $%d, $%d)",
			n+1, n+2, n+3, n+4, n+5, n+6, n+7, n+8, n+9, n+10))
		// A nil slice would be NULL.
		raw := append([]byte{}, u.Raw...)
		args = append(args, u.ID, seq, u.Chat, u.User, raw, state, now, ended, storable(u.Park), at)
	}
	return `INSERT INTO updates (id, seq, chat, person, raw, state, attempts, fence, worker, due, ended, told, reason, at) VALUES ` +
		strings.Join(values, ", ") + ` ON CONFLICT (id) DO NOTHING`, args
}
