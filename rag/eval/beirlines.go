package eval

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"strconv"
	"strings"
)

// maxLine is the longest line that is read, in bytes: a passage may be a whole article.
const maxLine = 16 << 20

// line is one line of corpus.jsonl or queries.jsonl.
type line struct {
	ID    string `json:"_id"`
	Title string `json:"title"`
	Text  string `json:"text"`
}

// readLines calls each with the lines of corpus.jsonl or queries.jsonl; blank ones are passed over.
func readLines(folder fs.FS, name string, each func(line)) error {
	return scanFile(folder, name, func(_ int, text []byte) error {
		var l line
		if err := json.Unmarshal(text, &l); err != nil {
			return err
		}
		if l.ID == "" {
			return errors.New("a line needs an _id")
		}
		each(l)
		return nil
	})
}

// readQrels reads which passages are relevant to which query: lines of query ID, passage ID and score below a header, or
// TREC's four columns. A score of 0 or less says that a passage is not relevant.
func readQrels(folder fs.FS, name string) (map[string]map[string]bool, error) {
	relevant := make(map[string]map[string]bool)
	err := scanFile(folder, name, func(n int, text []byte) error {
		fields := strings.Fields(string(text))
		if len(fields) == 4 {
			fields = []string{fields[0], fields[2], fields[3]}
		}
		if len(fields) != 3 {
			return fmt.Errorf("a line has query, passage and score, not %d columns", len(fields))
		}
		score, err := strconv.Atoi(fields[2])
		switch {
		case err != nil && n == 1:
			return nil // the header
		case err != nil:
			return fmt.Errorf("the score is a whole number, not %q", fields[2])
		case score <= 0:
			return nil
		}
		if relevant[fields[0]] == nil {
			relevant[fields[0]] = make(map[string]bool)
		}
		relevant[fields[0]][fields[1]] = true
		return nil
	})
	return relevant, err
}

// scanFile calls each with the lines of a file that are not blank and their numbers, which it puts before an error.
func scanFile(folder fs.FS, name string, each func(n int, text []byte) error) error {
	file, err := folder.Open(name)
	if err != nil {
		return err
	}
	defer func() { _ = file.Close() }() // nothing was written
	scanner := bufio.NewScanner(file)
	scanner.Buffer(nil, maxLine)
	n := 1
	for ; scanner.Scan(); n++ {
		if len(bytes.TrimSpace(scanner.Bytes())) == 0 {
			continue
		}
		if err := each(n, scanner.Bytes()); err != nil {
			return fmt.Errorf("%s:%d: %w", name, n, err)
		}
	}
	if err := scanner.Err(); err != nil {
		return fmt.Errorf("%s:%d: %w", name, n, err)
	}
	return nil
}
