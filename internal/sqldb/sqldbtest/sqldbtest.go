// Package sqldbtest gives tests an empty database of each kind that package sqldb opens.
package sqldbtest

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"articlebot/internal/sqldb"
)

// Variable is the environment variable with the URL of a PostgreSQL database in which tests may make and drop schemas.
const Variable = "ARTICLEBOT_TEST_POSTGRES"

// Each runs a test on SQLite and on PostgreSQL, each with options that lead to an empty database. They may be opened again,
// and those of PostgreSQL several times at once. Without a PostgreSQL server that half is skipped, and says so.
func Each(t *testing.T, test func(t *testing.T, o sqldb.Options)) {
	t.Helper()
	t.Run("SQLite", func(t *testing.T) { test(t, sqldb.Options{Dir: t.TempDir()}) })
	t.Run("PostgreSQL", func(t *testing.T) { test(t, Postgres(t)) })
}

// Postgres returns options that lead to an empty schema, which is dropped after the test. It skips the test when there is no
// server.
func Postgres(t testing.TB) sqldb.Options {
	t.Helper()
	server := os.Getenv(Variable)
	if server == "" {
		t.Skip("NOT RUN on PostgreSQL: " + Variable + " does not hold the URL of a database")
	}
	u, err := url.Parse(server)
	if err != nil {
		t.Fatalf("%s is not a URL", Variable)
	}
	schema := fmt.Sprintf("test_%016x", rand.Uint64())
	run(t, server, "CREATE SCHEMA "+schema)
	t.Cleanup(func() { run(t, server, "DROP SCHEMA "+schema+" CASCADE") })
	q := u.Query()
	q.Set("search_path", schema)
	u.RawQuery = q.Encode()
	return sqldb.Options{URL: u.String()}
}

// Occurrences counts a text in all files of a directory.
func Occurrences(t testing.TB, dir, text string) (n int) {
	t.Helper()
	files, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		content, err := os.ReadFile(filepath.Join(dir, f.Name()))
		if err != nil {
			t.Fatal(err)
		}
		n += bytes.Count(content, []byte(text))
	}
	return n
}

// Killed runs the test binary anew, with one more setting in its environment, and kills it so long after the first line that it
// prints. It hands the lines on, word by word, those included that it prints until it is dead.
func Killed(t testing.TB, setting string, after time.Duration, line func(words []string)) {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), os.Args[0])
	cmd.Env = append(os.Environ(), setting)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	var kill sync.Once
	for lines := bufio.NewScanner(out); lines.Scan(); line(strings.Fields(lines.Text())) {
		kill.Do(func() { time.AfterFunc(after, func() { _ = cmd.Process.Kill() }) })
	}
	_ = cmd.Wait()
}

func run(t testing.TB, server, query string) {
	t.Helper()
	ctx := context.WithoutCancel(t.Context())
	db, err := sqldb.Open(ctx, sqldb.Options{URL: server})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	if _, err := db.Pool().ExecContext(ctx, query); err != nil {
		t.Fatal(err)
	}
}
