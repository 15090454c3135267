package main

import (
	"context"
	"errors"

	"articlebot/corpus/library"
	"articlebot/rag"
	"articlebot/rag/vector"
)

// explain makes the one line that a person reads of an error, with what to do about it.
func explain(err error) string {
	switch {
	case errors.Is(err, context.Canceled):
		return "stopped"
	case errors.Is(err, context.DeadlineExceeded):
		return err.Error() + "; the server did not answer in time"
	case errors.Is(err, rag.ErrEmptyQuestion):
		return `the question is empty; write articlebot ask "your question"`
	case errors.Is(err, rag.ErrLongQuestion):
		return err.Error() + "; ask it in fewer words"
	case errors.Is(err, rag.ErrInvalidQuestion):
		return "the question is not valid UTF-8; check the terminal's or the file's encoding"
	case errors.Is(err, rag.ErrUnknownProfile):
		return err.Error() + "; models.profiles in the configuration names those there are"
	case errors.Is(err, vector.ErrMismatch), errors.Is(err, library.ErrMismatch):
		return err.Error() + "; run articlebot index to rebuild it"
	}
	return err.Error()
}
