package main

import (
	"encoding/json"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"articlebot/bot/store"
	"articlebot/internal/sqldb"
	"articlebot/internal/sqldb/sqldbtest"
)

// running is a bot's database, held as by a bot that runs.
type running struct {
	*testing.T
	*store.Store
	db  *sqldb.DB
	dir string
}

// newRunning makes a database that holds two parked updates and one that waits, all of user 5.
func newRunning(t *testing.T) running {
	t.Helper()
	isolate(t)
	dir := t.TempDir()
	t.Setenv("ARTICLEBOT_DATA", dir)
	db, err := sqldb.Open(t.Context(), sqldb.Options{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	s, err := store.New(t.Context(), db, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	sent := time.Date(2026, 11, 24, 12, 0, 0, 0, time.Local)
	err = s.Add(t.Context(), []store.Update{
		{ID: 7, Chat: 5, User: 5, At: sent, Raw: []byte(`{"update_id":7,"secret":"<canary>"}`), Park: "cannot be read:\n\tid"},
		{ID: 1234567, Chat: 5, User: 5, At: sent, Raw: []byte("\x1b[2J no JSON"), Park: "no JSON"},
		{ID: 8, Chat: 5, User: 5, Raw: []byte(`{"update_id":8,"secret":"<canary>"}`)},
	})
	if err != nil {
		t.Fatal(err)
	}
	return running{t, s, db, dir}
}

// says runs the program and returns what it printed; nothing may be wrong.
func (r running) says(args ...string) string {
	r.Helper()
	got := articlebot(r.T, args...)
	if got.code != 0 || got.err != "" {
		r.Errorf("%s: code %d, %s %s", strings.Join(args, " "), got.code, got.said, got.err)
	}
	return got.out
}

func TestParkedList(t *testing.T) {
	r := newRunning(t)
	want := regexp.MustCompile(`^ID       SENT                 PARKED               ATTEMPTS  REASON
7        2026-11-24 12:00:00  \d{4}-\d\d-\d\d \d\d:\d\d:\d\d  0         cannot be read: id
1234567  2026-11-24 12:00:00  \d{4}-\d\d-\d\d \d\d:\d\d:\d\d  0         no JSON
$`)
	now := time.Now()
	if now.Before(time.Date(2026, 11, 24, 12, 0, 0, 0, time.Local)) {
		// A time that has not come yet counts as now.
		want = regexp.MustCompile(strings.ReplaceAll(want.String(), "2026-11-24 12:00:00", `\d{4}-\d\d-\d\d \d\d:\d\d:\d\d`))
	}
	if got := r.says("parked", "list"); !want.MatchString(got) {
		t.Errorf("got\n%s", got)
	}
	var list []parkedUpdate
	if err := json.Unmarshal([]byte(r.says("parked", "--json", "list")), &list); err != nil {
		t.Fatal(err)
	}
	if len(list) != 2 || list[0].ID != 7 || list[0].User != 5 || list[0].Chat != 5 || list[0].Reason != "cannot be read:\n\tid" ||
		now.Sub(list[0].Since).Abs() > time.Hour {
		t.Errorf("got %+v", list)
	}
	r.says("parked", "drop", "7")
	r.says("parked", "drop", "1234567")
	if got := r.says("parked", "list"); got != "nothing is parked\n" {
		t.Errorf("got %q", got)
	}
	if got := r.says("parked", "list", "--json"); got != "[]\n" {
		t.Errorf("got %q", got)
	}
}

func TestParkedShow(t *testing.T) {
	r := newRunning(t)
	if got, want := r.says("parked", "show", "7"), "{\n  \"update_id\": 7,\n  \"secret\": \"<canary>\"\n}\n"; got != want {
		t.Errorf("got %s", got)
	}
	if got, want := r.says("parked", "show", "1234567"), `"\x1b[2J no JSON"`+"\n"; got != want {
		t.Errorf("got %s", got)
	}
}

func TestParkedRetryAndDrop(t *testing.T) {
	r := newRunning(t)
	if got := r.says("parked", "retry", "7"); got != "update 7 waits for its turn again\n" {
		t.Errorf("got %q", got)
	}
	if got := r.says("parked", "drop", "1234567"); got != "update 1234567 is dropped\n" {
		t.Errorf("got %q", got)
	}
	// The bot that runs gets it.
	job, ok, err := r.Claim(t.Context(), "worker")
	if err != nil || !ok || job.ID != 7 {
		t.Errorf("claimed %d, %v, %v", job.ID, ok, err)
	}
	// What a tool does is not the end of a lease.
	r.says("parked", "list")
	if err := r.Extend(t.Context(), job); err != nil {
		t.Error(err)
	}
}

func TestStateForget(t *testing.T) {
	r := newRunning(t)
	got := r.says("state", "forget", "5")
	if !strings.HasPrefix(got, "all that was kept of user 5 is deleted") || strings.Count(got, "\n") != 1 {
		t.Errorf("got %q", got)
	}
	if n := sqldbtest.Occurrences(t, r.dir, "canary"); n > 0 {
		t.Errorf("%d times in the data folder", n)
	}
	if job, ok, err := r.Claim(t.Context(), "worker"); ok || err != nil {
		t.Errorf("claimed %d, %v", job.ID, err)
	}
}

func TestStateCheckAndBackup(t *testing.T) {
	r := newRunning(t)
	want := regexp.MustCompile(`^ok: SQLite [0-9.]+, a file of \d+ KB and a log of \d+ KB\n$`)
	if got := r.says("state", "check"); !want.MatchString(got) {
		t.Errorf("got %q", got)
	}
	folder := t.TempDir()
	copied := filepath.Join(folder, "articlebot.db")
	got := r.says("state", "backup", copied)
	if !strings.HasPrefix(got, "backed up to "+copied+"; ") || strings.Count(got, "\n") != 1 {
		t.Errorf("got %q", got)
	}
	if got := r.says("--data", folder, "parked", "list"); strings.Count(got, "\n") != 3 {
		t.Errorf("the copy holds\n%s", got)
	}
}

func TestStateCheckFindsDamage(t *testing.T) {
	r := newRunning(t)
	for _, query := range []string{
		"PRAGMA foreign_keys = OFF", "CREATE TABLE lost (id BIGINT REFERENCES updates (id))", "INSERT INTO lost VALUES (99)",
	} {
		if _, err := r.db.Pool().ExecContext(t.Context(), query); err != nil {
			t.Fatal(err)
		}
	}
	got := articlebot(t, "state", "check")
	const want = "damaged: rows of lost that refer to rows of updates that are not there: 1\n"
	if got.code != 1 || got.out != want || got.err != "" {
		t.Errorf("code %d, %q, %q", got.code, got.out, got.err)
	}
}
