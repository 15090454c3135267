package library_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"

	"articlebot/corpus"
	"articlebot/corpus/library"
	"articlebot/internal/sqldb"
	"articlebot/internal/sqldb/sqldbtest"
)

// crashVariable holds "directory|URL|first version|act" in the process that is to be killed.
const crashVariable = "LIBRARY_TEST_CRASH"

// kills is how many there are of each act on each engine.
const kills = 15

// Acts that replace one version of the article by the next one.
const (
	byVectors = "vectors"
	byRebuild = "rebuild"
)

// version is a state of the article and the model that embeds it. A rebuild changes both.
func version(n int, act string) (passages []*corpus.Passage, model string) {
	passages = append(many("a", fmt.Sprint("version ", n, " "))[:70], many("a", "unchanged ")[:30]...)
	if act == byRebuild {
		return passages, fmt.Sprint("model ", n)
	}
	return passages, "model"
}

// crashWork puts one version after the other in force until it is killed. It says which one is begun and which one is done.
func crashWork() {
	fields := strings.Split(os.Getenv(crashVariable), "|")
	ctx := context.Background()
	db, err := sqldb.Open(ctx, sqldb.Options{Dir: fields[0], URL: fields[1]})
	check(err)
	l, err := library.New(ctx, db, library.Options{})
	check(err)
	first, err := strconv.Atoi(fields[2])
	check(err)
	for n := first; ; n++ {
		say("begun", n)
		passages, model := version(n, fields[3])
		if fields[3] == byRebuild {
			check(l.Rebuild(ctx, fresh(model), passages))
		} else {
			_, err := l.Vectors(ctx, fresh(model), passages)
			check(err)
		}
		say("done", n)
	}
}

// check ends the process that is to be killed, with a line that the test shows.
func check(err error) {
	if err != nil {
		say("error", err)
		os.Exit(1)
	}
}

// say writes one line in one call, so that a kill does not tear it.
func say(words ...any) { fmt.Fprintln(os.Stdout, words...) }

// TestFaultM1AnArticleIsWhollyOldOrNew kills processes at random while they replace an article, and then finds it whole: as it was
// acknowledged last, or as it was to be next.
func TestFaultM1AnArticleIsWhollyOldOrNew(t *testing.T) {
	for _, act := range []string{byVectors, byRebuild} {
		t.Run(act, func(t *testing.T) {
			sqldbtest.Each(t, func(t *testing.T, o sqldb.Options) {
				next := 1
				for range kills {
					begun, done := killed(t, o, next, act)
					if t.Failed() {
						return
					}
					next = begun + 1
					w := newWorld(t, o)
					inForce(w, act, done, begun)
					w.must(w.db.Close())
				}
				t.Logf("%d kills, %d versions", kills, next-1)
			})
		})
	}
}

// inForce holds that one of two versions is stored whole, and that by a change of models it is only one.
func inForce(w *world, act string, old, next int) {
	w.Helper()
	var whole []int
	for n := old; n <= next; n++ {
		passages, model := version(n, act)
		if n == 0 || w.whole(model, passages) {
			whole = append(whole, n)
		}
	}
	if len(whole) == 0 || act == byRebuild && old > 0 && len(whole) > 1 {
		w.Errorf("of the versions %d to %d, %v are in force", old, next, whole)
	}
	// What was begun is completed by whoever comes next, so that the next kill is of a process with a whole article too.
	passages, model := version(next, act)
	if act == byRebuild {
		w.must(w.Rebuild(w.Context(), fresh(model), passages))
	} else {
		w.vectors(fresh(model), passages)
	}
	if n := w.count("SELECT COUNT(*) FROM passages"); n != len(passages) {
		w.Errorf("%d vectors are stored, want %d", n, len(passages))
	}
}

// killed starts a process, kills it at some time while it works, and returns the last version that it began, and the last one
// that was in force for sure.
func killed(t *testing.T, o sqldb.Options, first int, act string) (begun, done int) {
	t.Helper()
	done = first - 1
	setting := fmt.Sprintf("%s=%s|%s|%d|%s", crashVariable, o.Dir, o.URL, first, act)
	sqldbtest.Killed(t, setting, time.Duration(rand.IntN(150))*time.Millisecond, func(words []string) {
		n, err := strconv.Atoi(words[len(words)-1])
		switch {
		case err != nil || words[0] == "error":
			t.Errorf("the process said %q", words)
		case words[0] == "begun":
			begun = n
		case words[0] == "done":
			done = n
		}
	})
	return begun, done
}
