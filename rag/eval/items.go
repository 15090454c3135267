package eval

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"articlebot/corpus"
	"articlebot/rag"
)

// Item is one question with what a right answer holds.
type Item struct {
	ID       string      `json:"id"`
	Lang     corpus.Lang `json:"lang"`
	Type     string      `json:"type"`
	Question string      `json:"q"`
	// Must holds groups of strings; of each group one must stand in the answer, whatever its case and width.
	Must [][]string `json:"must"`
	// Refuse reports that the article does not answer the question.
	Refuse  bool       `json:"refuse"`
	History []rag.Turn `json:"history"`
}

// ReadItems reads a question set of JSON lines; blank lines are passed over. A field that an Item does not have is an
// error, and so is an item that no answer could fail or pass.
func ReadItems(r io.Reader) ([]Item, error) {
	var items []Item
	scanner := bufio.NewScanner(r)
	scanner.Buffer(nil, 1<<20)
	for line := 1; scanner.Scan(); line++ {
		if len(bytes.TrimSpace(scanner.Bytes())) == 0 {
			continue
		}
		item, err := readItem(scanner.Bytes())
		if err != nil {
			return nil, fmt.Errorf("line %d: %w", line, err)
		}
		items = append(items, item)
	}
	if err := scanner.Err(); err != nil {
		return nil, fmt.Errorf("reading the question set: %w", err)
	}
	if len(items) == 0 {
		return nil, errors.New("the question set is empty")
	}
	return items, nil
}

func readItem(line []byte) (Item, error) {
	decoder := json.NewDecoder(bytes.NewReader(line))
	decoder.DisallowUnknownFields()
	var item Item
	if err := decoder.Decode(&item); err != nil {
		return Item{}, err
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return Item{}, errors.New("something stands behind the item")
	}
	return item, item.check()
}

// check reports what keeps an item from telling right answers from wrong ones.
func (item Item) check() error {
	switch {
	case item.Question == "":
		return errors.New("the item has no question (q)")
	case len(item.Must) == 0 && !item.Refuse:
		return errors.New("the item says neither what the answer must hold (must) nor that it is a refusal (refuse)")
	}
	for _, group := range item.Must {
		if len(group) == 0 {
			return errors.New("a group of must is empty, so that no answer has one of its strings")
		}
		for _, wanted := range group {
			if wanted == "" {
				return errors.New("a group of must has an empty string, which every answer has")
			}
		}
	}
	return nil
}
