package sqldb_test

import (
	"bytes"
	"context"
	"fmt"
	"log/slog"
	"os"
	"testing"

	"articlebot/internal/sqldb"
)

// heldDir names the directory that this test binary, when it runs as a second process, is to take and hold.
const heldDir = "SQLDB_TEST_HOLD"

func TestMain(m *testing.M) {
	dir := os.Getenv(heldDir)
	if dir == "" {
		os.Exit(m.Run())
	}
	db, err := sqldb.Open(context.Background(), sqldb.Options{Dir: dir})
	if err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	fmt.Println("held")
	// It holds the directory until it is killed or its standard input ends.
	_, _ = os.Stdin.Read(make([]byte, 1))
	_ = db.Close()
}

// mustOpen opens a database for the length of a test.
func mustOpen(t testing.TB, o sqldb.Options) *sqldb.DB {
	t.Helper()
	db, err := sqldb.Open(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	return db
}

func mustExec(t testing.TB, db *sqldb.DB, query string, args ...any) {
	t.Helper()
	if _, err := db.Pool().ExecContext(t.Context(), query, args...); err != nil {
		t.Fatalf("%s: %v", query, err)
	}
}

func mustClose(t testing.TB, db *sqldb.DB) {
	t.Helper()
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
}

// value returns the one value that a query gives.
func value[T any](t testing.TB, db *sqldb.DB, query string, args ...any) T {
	t.Helper()
	var v T
	if err := db.Pool().QueryRowContext(t.Context(), query, args...).Scan(&v); err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	return v
}

// logger returns a logger and what it wrote.
func logger() (*slog.Logger, *bytes.Buffer) {
	var b bytes.Buffer
	return slog.New(slog.NewTextHandler(&b, nil)), &b
}
