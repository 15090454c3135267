package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"unicode/utf8"

	"articlebot/config"
	"articlebot/corpus"
	"articlebot/rag"
)

// maxPrompts is the largest file of prompts that is read, in bytes.
const maxPrompts = 1 << 20

// loadPrompts returns the built-in prompts with those of the configuration's files in their place.
func loadPrompts(c config.Prompts) (*rag.Prompts, error) {
	texts := make(map[corpus.Lang]string)
	for _, file := range []struct {
		lang corpus.Lang
		path string
	}{{corpus.Chinese, c.Chinese}, {corpus.English, c.English}} {
		if file.path == "" {
			continue
		}
		text, err := readPrompts(file.path)
		if err == nil {
			// Alone, so that what is wrong is wrong in this file.
			_, err = rag.NewPrompts(map[corpus.Lang]string{file.lang: text})
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", file.path, err)
		}
		texts[file.lang] = text
	}
	return rag.NewPrompts(texts)
}

// readPrompts returns the text of a file without a byte order mark.
func readPrompts(path string) (string, error) {
	data, err := readRegular(path)
	if failed, ok := errors.AsType[*fs.PathError](err); ok {
		err = failed.Err
	}
	if err == nil && !utf8.Valid(data) {
		err = errors.New("not UTF-8; save the file as UTF-8")
	}
	if err != nil {
		return "", fmt.Errorf("reading the prompts: %w", err)
	}
	return string(bytes.TrimPrefix(data, []byte("\ufeff"))), nil
}

// readRegular reads a file that is neither a pipe, which may be waited for without end, nor larger than prompts can be.
func readRegular(path string) ([]byte, error) {
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return nil, err
	case !info.Mode().IsRegular():
		return nil, errors.New("not a regular file")
	case info.Size() > maxPrompts:
		return nil, fmt.Errorf("larger than %d bytes", maxPrompts)
	}
	return os.ReadFile(path)
}
