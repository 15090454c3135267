package sqldb_test

import (
	"bufio"
	"context"
	"database/sql"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"testing"

	"articlebot/internal/sqldb"
)

// childVariable tells this test binary, when it runs as a second process, what to do: "hold|directory" or
// "write|directory|first id", and whether beside another process.
const childVariable = "SQLDB_TEST_CHILD"

// child does what it is told, with one line on each thing that it has done, until it is killed or its standard input ends.
func child(order string) error {
	fields := strings.Split(order, "|")
	db, err := sqldb.Open(context.Background(), sqldb.Options{Dir: fields[1], Beside: len(fields) > 3})
	if err != nil {
		return err
	}
	fmt.Println("open")
	ended := make(chan struct{})
	go func() {
		_, _ = io.Copy(io.Discard, os.Stdin)
		close(ended)
	}()
	if fields[0] == "write" {
		write(db, fields[2], ended)
	}
	<-ended
	return db.Close()
}

// write adds rows, and goes on with the next one after one that could not be added.
func write(db *sqldb.DB, first string, ended <-chan struct{}) {
	var id int
	_, _ = fmt.Sscan(first, &id)
	for ; ; id++ {
		select {
		case <-ended:
			return
		default:
		}
		err := db.Tx(context.Background(), func(tx *sql.Tx) error {
			_, err := tx.Exec("INSERT INTO t VALUES ($1, $2)", id, rowText(id))
			return err
		})
		if err != nil {
			fmt.Println("failed", id, err)
			continue
		}
		fmt.Println("added", id)
	}
}

// rowText is what the row of an id holds.
func rowText(id int) string { return strings.Repeat(fmt.Sprintf("row %d ", id), 1+max(id, -id)%40) }

// process is a child that runs.
type process struct {
	*testing.T
	cmd   *exec.Cmd
	stdin io.Closer
	lines *bufio.Scanner
}

// start runs this test binary with an order, behind the words of a command that is to run it, and waits until the
// database is open.
func start(t *testing.T, order string, behind ...string) *process {
	t.Helper()
	words := append(behind, os.Args[0])
	cmd := exec.CommandContext(t.Context(), words[0], words[1:]...)
	cmd.Env = append(os.Environ(), childVariable+"="+order)
	stdin, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = stdin.Close()
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
	})
	p := &process{T: t, cmd: cmd, stdin: stdin, lines: bufio.NewScanner(out)}
	if word, _, rest := p.next(); word != "open" {
		t.Fatalf("the other process said %s %s", word, rest)
	}
	return p
}

// next returns the next line in its parts; word is empty at the end.
func (p *process) next() (word string, id int, rest string) {
	if !p.lines.Scan() {
		return "", 0, ""
	}
	fields := strings.SplitN(p.lines.Text(), " ", 3)
	word = fields[0]
	if len(fields) > 1 {
		_, _ = fmt.Sscan(fields[1], &id)
	}
	return word, id, p.lines.Text()
}

// untilAdded reads up to the line on the n-th row that is added, and returns the ids.
func (p *process) untilAdded(n int) (added []int) {
	p.Helper()
	for len(added) < n {
		word, id, rest := p.next()
		if word != "added" {
			p.Fatalf("the other process said %q", rest)
		}
		added = append(added, id)
	}
	return added
}

// stop ends the process after what it is doing, and returns the ids of the rows that it has added meanwhile, and how many it
// could not add.
func (p *process) stop() (added []int, failed int) {
	p.Helper()
	_ = p.stdin.Close()
	for {
		word, id, rest := p.next()
		switch word {
		case "":
			if err := p.cmd.Wait(); err != nil {
				p.Errorf("the other process ended with %v", err)
			}
			return added, failed
		case "added":
			added = append(added, id)
		case "failed":
			p.Log(rest)
			failed++
		default:
			p.Errorf("the other process said %q", rest)
		}
	}
}

// kill ends the process at once, and returns the ids of the rows that it has said to have added.
func (p *process) kill() (added []int) {
	_ = p.cmd.Process.Kill()
	for {
		word, id, _ := p.next()
		if word == "" {
			_ = p.cmd.Wait()
			return added
		}
		if word == "added" {
			added = append(added, id)
		}
	}
}

// rowsOf returns the ids in the table, and reports rows that are not what was written.
func rowsOf(t *testing.T, db *sqldb.DB) map[int]bool {
	t.Helper()
	rows, err := db.Pool().QueryContext(t.Context(), "SELECT id, text FROM t")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = rows.Close() }()
	found := map[int]bool{}
	for rows.Next() {
		var id int
		var text string
		if err := rows.Scan(&id, &text); err != nil {
			t.Fatal(err)
		}
		if text != rowText(id) {
			t.Errorf("row %d is not what was written", id)
		}
		found[id] = true
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return found
}

// haveAll reports the rows that were acknowledged and are not there.
func haveAll(t *testing.T, db *sqldb.DB, added []int) {
	t.Helper()
	found := rowsOf(t, db)
	for _, id := range added {
		if !found[id] {
			t.Errorf("row %d is lost", id)
		}
	}
}

// newTable makes the table that children write to, and closes the database.
func newTable(t *testing.T) (dir string) {
	t.Helper()
	dir = t.TempDir()
	db := mustOpen(t, sqldb.Options{Dir: dir})
	mustExec(t, db, "CREATE TABLE t (id BIGINT PRIMARY KEY, text TEXT)")
	mustClose(t, db)
	return dir
}
