package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"articlebot/internal/sqldb"
	"articlebot/internal/sqldb/sqldbtest"
)

// TestVectorsBesideABot has a bot's lock on the data directory.
func TestVectorsBesideABot(t *testing.T) {
	isolate(t)
	server, data := embedBy(t, "m"), t.TempDir()
	db, err := sqldb.Open(t.Context(), sqldb.Options{Dir: data})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	if r := articlebot(t, "--data", data, "index"); r.code != 0 {
		t.Fatalf("index: code %d: %s", r.code, r.said)
	}
	server.taken()
	for _, args := range [][]string{{"ask", "Who bought DeepMind?"}, {"search", "DeepMind"}} {
		r := articlebot(t, append([]string{"--data", data}, args...)...)
		if sent := server.taken(); r.code != 0 || r.err != "" || len(sent) != 1 {
			t.Errorf("%q: code %d: %s; logged %q, sent %d texts", args, r.code, r.said, r.err, len(sent))
		}
	}
}

// TestVectorsInPostgreSQL holds that another machine, which has nothing in its data folder, makes no call.
func TestVectorsInPostgreSQL(t *testing.T) {
	url := sqldbtest.Postgres(t).URL
	isolate(t)
	server := embedBy(t, "m")
	t.Setenv("ARTICLEBOT_STATE_URL", url)
	for _, want := range []int{len(builtinTexts(t)) + 1, 1} {
		r := articlebot(t, "--data", t.TempDir(), "ask", "Who bought DeepMind?")
		if sent := server.taken(); r.code != 0 || len(sent) != want {
			t.Errorf("code %d: %s; sent %d texts, want %d", r.code, r.said, len(sent), want)
		}
	}
}

func TestFaultM3AskLeavesADamagedFile(t *testing.T) {
	isolate(t)
	embedBy(t, "m")
	data := t.TempDir()
	file, content := filepath.Join(data, "articlebot.db"), strings.Repeat("no database ", 500)
	if err := os.WriteFile(file, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	r := articlebot(t, "--data", data, "ask", "Who bought DeepMind?")
	if r.code != 0 || !strings.Contains(r.out, "[1]") || strings.Count(r.err, "not stored") != 1 {
		t.Errorf("code %d: %s, logged %q", r.code, r.said, r.err)
	}
	if got, err := os.ReadFile(file); err != nil || string(got) != content {
		t.Errorf("the file was changed: %v", err)
	}
}

func TestTheBuiltinEmbedderStoresNothing(t *testing.T) {
	isolate(t)
	data := filepath.Join(t.TempDir(), "data")
	for _, args := range [][]string{{"ask", "Who bought DeepMind?"}, {"index"}, {"eval", "retrieval", "--beir", "testdata/beir"}} {
		if r := articlebot(t, append([]string{"--data", data}, args...)...); r.code != 0 {
			t.Errorf("%q: code %d: %s", args, r.code, r.said)
		}
	}
	if _, err := os.Stat(data); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the data folder was made: %v", err)
	}
}

func TestEmbeddingsWithoutAPlace(t *testing.T) {
	isolate(t)
	embedBy(t, "m")
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	r := articlebot(t, "--data", filepath.Join(file, "data"), "ask", "Who bought DeepMind?")
	if r.code != 0 || !strings.Contains(r.out, "[1]") || strings.Count(r.err, "not stored") != 1 {
		t.Errorf("code %d: %s, logged %q", r.code, r.said, r.err)
	}
}
