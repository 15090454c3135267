package store_test

import (
	"fmt"
	"os"
	"sync"
	"testing"
	"time"

	"articlebot/bot/store"
	"articlebot/internal/sqldb"
	"articlebot/internal/sqldb/sqldbtest"
)

// TestMain runs the tests or, in the process that the crash test kills, the work to be killed.
func TestMain(m *testing.M) {
	if os.Getenv(crashVariable) != "" {
		crashWork()
		return
	}
	os.Exit(m.Run())
}

// world is a database with a store on it and a clock that stands still until it is moved.
type world struct {
	*testing.T
	db      *sqldb.DB
	options sqldb.Options
	o       store.Options
	*store.Store
	clock *fakeClock
}

// each runs a test on an empty database of each engine. This is what makes the tests one suite for both.
func each(t *testing.T, test func(w *world)) {
	t.Helper()
	sqldbtest.Each(t, func(t *testing.T, o sqldb.Options) { test(newWorld(t, o)) })
}

func newWorld(t *testing.T, o sqldb.Options) *world {
	w := &world{T: t, options: o, clock: &fakeClock{now: time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)}}
	w.o = store.Options{Clock: w.clock.read, Zone: time.UTC}
	w.start()
	return w
}

func (w *world) start() {
	w.Helper()
	db, err := sqldb.Open(w.Context(), w.options)
	if err != nil {
		w.Fatal(err)
	}
	w.Cleanup(func() { _ = db.Close() })
	if w.Store == nil {
		w.setClock(db)
	}
	if w.Store, err = store.New(w.Context(), db, w.o); err != nil {
		w.Fatal(err)
	}
	w.db = db
}

// setClock sets the clock to the time of the database's server where there is one: a store begins with that.
func (w *world) setClock(db *sqldb.DB) {
	w.Helper()
	at, ok, err := db.Now(w.Context())
	w.must(err)
	if ok {
		w.clock.now = at.UTC()
	}
}

// day returns the date of today, or of so many days after it.
func (w *world) day(after int) string {
	return w.clock.read().AddDate(0, 0, after).Format(time.DateOnly)
}

// restart closes the database and begins anew on it.
func (w *world) restart() {
	w.Helper()
	w.must(w.db.Close())
	w.start()
}

func (w *world) must(err error) {
	w.Helper()
	if err != nil {
		w.Fatal(err)
	}
}

// add adds one update to a chat, whose user has the same id.
func (w *world) add(chat int64, ids ...int64) {
	w.Helper()
	var batch []store.Update
	for _, id := range ids {
		batch = append(batch, store.Update{ID: id, Chat: chat, User: chat, Raw: fmt.Appendf(nil, `{"update_id":%d}`, id)})
	}
	w.must(w.Add(w.Context(), batch))
}

// claim takes the next update, which must be there.
func (w *world) claim() store.Job {
	w.Helper()
	job, ok, err := w.Claim(w.Context(), "worker")
	if err != nil || !ok {
		w.Fatalf("claim: %v, %v", ok, err)
	}
	return job
}

// nothing checks that there is nothing to claim.
func (w *world) nothing() {
	w.Helper()
	job, ok, err := w.Claim(w.Context(), "worker")
	if err != nil || ok {
		w.Fatalf("claimed %d, %v, %v; want nothing", job.ID, ok, err)
	}
}

// claimed takes and finishes everything that can be claimed, and returns the ids in their order.
func (w *world) claimed() (ids []int64) {
	w.Helper()
	for {
		job, ok, err := w.Claim(w.Context(), "worker")
		w.must(err)
		if !ok {
			return ids
		}
		ids = append(ids, job.ID)
		w.must(w.Done(w.Context(), job))
	}
}

func (w *world) count(query string, args ...any) (n int) {
	w.Helper()
	w.must(w.db.Pool().QueryRowContext(w.Context(), query, args...).Scan(&n))
	return n
}

// fakeClock is a wall clock.
type fakeClock struct {
	mu  sync.Mutex
	now time.Time
}

func (c *fakeClock) read() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *fakeClock) move(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}
