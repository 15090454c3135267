package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"articlebot/internal/sqldb/sqldbtest"
)

// TestBadState has one clear line and the right exit code for everything about the database that cannot work.
func TestBadState(t *testing.T) {
	r := newRunning(t)
	empty := filepath.Join(t.TempDir(), "new")
	damaged := t.TempDir()
	if err := os.WriteFile(filepath.Join(damaged, "articlebot.db"), []byte(strings.Repeat("no database\n", 100)), 0o600); err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		name string
		args []string
		code int
		want string
	}{
		{"no verb", []string{"state"}, 2, "state check"},
		{"other verb", []string{"state", "repair"}, 2, "state check"},
		{"check of something", []string{"state", "check", "5"}, 2, "state check"},
		{"backup to nowhere", []string{"state", "backup"}, 2, "backup FILE"},
		{"forget nobody", []string{"state", "forget"}, 2, "forget USER"},
		{"forget a name", []string{"state", "forget", "@me"}, 2, "number"},
		{"forget zero", []string{"state", "forget", "0"}, 2, "number"},
		{"parked without a verb", []string{"parked"}, 2, "parked list"},
		{"parked without an id", []string{"parked", "show"}, 2, "show ID"},
		{"parked with two ids", []string{"parked", "drop", "7", "8"}, 2, "drop ID"},
		{"parked with a name", []string{"parked", "retry", "x"}, 2, "number"},
		{"JSON of one", []string{"parked", "show", "7", "--json"}, 2, "list [--json]"},
		{"not parked", []string{"parked", "show", "8"}, 1, "no such update is parked"},
		{"unknown id", []string{"parked", "retry", "99"}, 1, "no such update is parked"},
		{"unknown id to drop", []string{"parked", "drop", "99"}, 1, "no such update is parked"},
		{"taken file", []string{"state", "backup", filepath.Join(r.dir, "articlebot.db")}, 1, "exists"},
		{"no database", []string{"--data", empty, "state", "check"}, 1, "there is no database yet in " + empty + "; the bot makes it"},
		{"no database to list", []string{"--data", empty, "parked", "list"}, 1, "there is no database yet in " + empty},
		{"damaged", []string{"--data", damaged, "state", "check"}, 1, "the database file is damaged"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got := articlebot(t, test.args...)
			if got.code != test.code || !strings.Contains(got.said, test.want) {
				t.Errorf("code %d, want %d; said %q, want %q in it", got.code, test.code, got.said, test.want)
			}
			if got.out != "" || got.err != "" || strings.Contains(got.said, "\n") || len(got.said) > 400 {
				t.Errorf("more than one clear line: %q, %q and %q", got.out, got.err, got.said)
			}
		})
	}
	if _, err := os.Stat(empty); err == nil {
		t.Error("a tool made a data folder")
	}
}

func TestStateOnPostgres(t *testing.T) {
	isolate(t)
	t.Setenv("ARTICLEBOT_STATE_URL", sqldbtest.Postgres(t).URL)
	if r := articlebot(t, "state", "check"); r.code != 0 || !strings.HasPrefix(r.out, "ok: PostgreSQL ") {
		t.Errorf("code %d, %q, %s", r.code, r.out, r.said)
	}
	if r := articlebot(t, "parked", "list"); r.code != 0 || r.out != "nothing is parked\n" {
		t.Errorf("code %d, %q, %s", r.code, r.out, r.said)
	}
	if r := articlebot(t, "state", "backup", "x"); r.code != 1 || !strings.Contains(r.said, "pg_dump") {
		t.Errorf("code %d, %q, %s", r.code, r.out, r.said)
	}
	t.Setenv("ARTICLEBOT_STATE_URL", "postgres://bot:canary@127.0.0.1:1/bot?connect_timeout=2")
	if r := articlebot(t, "state", "check"); r.code != 1 || strings.Contains(r.said, "canary") || strings.Contains(r.said, "\n") {
		t.Errorf("code %d, %s", r.code, r.said)
	}
}
