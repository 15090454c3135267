package library_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"hash/fnv"
	"log/slog"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	"articlebot/corpus"
	"articlebot/corpus/library"
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

// passagesOf makes a passage of each text, all of one article.
func passagesOf(article string, texts ...string) []*corpus.Passage {
	passages := make([]*corpus.Passage, len(texts))
	for i, text := range texts {
		passages[i] = &corpus.Passage{
			ID: article + "#" + text, ArticleID: article, Lang: corpus.English, Title: "-", Paragraph: i + 1, Sentences: []string{text},
		}
	}
	return passages
}

// many are as many passages as make three requests.
func many(article, prefix string) []*corpus.Passage {
	texts := make([]string, 150)
	for i := range texts {
		texts[i] = fmt.Sprint(prefix, i)
	}
	return passagesOf(article, texts...)
}

// embedder makes of each text numbers that tell it from others, and keeps the texts that it is given.
type embedder struct {
	name       string
	dimensions int
	// left is how many calls succeed, without end when it is negative; err is what the others give.
	left  int
	err   error
	asked [][]string
}

var errDown = errors.New("the server is down")

// fresh returns an embedder that was not asked yet, and never fails.
func fresh(name string) *embedder {
	return &embedder{name: name, dimensions: 4, left: -1, err: errDown}
}

// down returns an embedder that fails from a call on.
func down(name string, calls int) *embedder {
	e := fresh(name)
	e.left = calls
	return e
}

func (e *embedder) Fingerprint() string { return e.name }

func (e *embedder) Embed(_ context.Context, texts []string) ([][]float32, error) {
	if e.left == 0 {
		return nil, e.err
	}
	e.left--
	e.asked = append(e.asked, texts)
	list := make([][]float32, len(texts))
	for i, text := range texts {
		list[i] = e.vector(text)
	}
	return list, nil
}

func (e *embedder) vector(text string) []float32 {
	h := fnv.New64a()
	fmt.Fprintf(h, "%s/%s", e.name, text)
	random := rand.New(rand.NewPCG(h.Sum64(), 0))
	v := make([]float32, e.dimensions)
	for i := range v {
		v[i] = random.Float32() - 0.5
	}
	return v
}

// texts are all that it was asked for.
func (e *embedder) texts() []string { return slices.Concat(e.asked...) }

// world is a database with a library on it.
type world struct {
	*testing.T
	options sqldb.Options
	db      *sqldb.DB
	*library.Library
	log bytes.Buffer
}

// each runs a test on an empty database of each engine. This is what makes the tests one suite for both.
func each(t *testing.T, test func(w *world)) {
	t.Helper()
	sqldbtest.Each(t, func(t *testing.T, o sqldb.Options) { test(newWorld(t, o)) })
}

func newWorld(t *testing.T, o sqldb.Options) *world {
	t.Helper()
	w := &world{T: t, options: o}
	w.start()
	return w
}

func (w *world) start() {
	w.Helper()
	db, err := sqldb.Open(w.Context(), w.options)
	w.must(err)
	w.Cleanup(func() { _ = db.Close() })
	w.db = db
	w.Library = w.collection("articles")
}

// restart closes the database and begins anew on it.
func (w *world) restart() {
	w.Helper()
	w.must(w.db.Close())
	w.start()
}

func (w *world) collection(name string) *library.Library {
	w.Helper()
	l, err := library.New(w.Context(), w.db, library.Options{Collection: name, Log: slog.New(slog.NewTextHandler(&w.log, nil))})
	w.must(err)
	return l
}

func (w *world) must(err error) {
	w.Helper()
	if err != nil {
		w.Fatal(err)
	}
}

// vectors gets the vectors of passages, holds that they are the embedder's, and returns how many texts were embedded for that.
func (w *world) vectors(e *embedder, passages []*corpus.Passage) int {
	w.Helper()
	before := len(e.texts())
	list, err := w.Vectors(w.Context(), e, passages)
	w.must(err)
	right(w, e, passages, list)
	return len(e.texts()) - before
}

// right holds that vectors are those of passages.
func right(t testing.TB, e *embedder, passages []*corpus.Passage, list [][]float32) {
	t.Helper()
	if len(list) != len(passages) {
		t.Fatalf("%d vectors for %d passages", len(list), len(passages))
	}
	for i, p := range passages {
		if !slices.Equal(list[i], e.vector(p.Searchable())) {
			t.Fatalf("%s has the vector %v", p.ID, list[i])
		}
	}
}

// whole reports whether all vectors of passages are stored.
func (w *world) whole(name string, passages []*corpus.Passage) bool {
	w.Helper()
	e := down(name, 0)
	list, err := w.Vectors(w.Context(), e, passages)
	if err == nil {
		right(w, e, passages, list)
	} else if !errors.Is(err, errDown) && !errors.Is(err, library.ErrMismatch) {
		w.Fatal(err)
	}
	return err == nil
}

func (w *world) exec(query string, args ...any) {
	w.Helper()
	_, err := w.db.Pool().ExecContext(w.Context(), query, args...)
	w.must(err)
}

func (w *world) count(query string, args ...any) (n int) {
	w.Helper()
	w.must(w.db.Pool().QueryRowContext(w.Context(), query, args...).Scan(&n))
	return n
}

// logged returns the lines that were logged since the last call.
func (w *world) logged() []string {
	defer w.log.Reset()
	return strings.FieldsFunc(w.log.String(), func(r rune) bool { return r == '\n' })
}
