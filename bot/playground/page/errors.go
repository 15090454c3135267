package page

import (
	"encoding/json"
	"errors"
	"net/http"
	"strings"
)

// refusal is an answer with an error status and one line for the reader.
type refusal struct {
	status int
	line   string
}

func (r refusal) Error() string { return r.line }

func badRequest(line string) error { return refusal{http.StatusBadRequest, line} }

func notFound(line string) error { return refusal{http.StatusNotFound, line} }

// refused makes a refusal of an error whose text is meant for the reader.
func refused(err error) error { return badRequest(strings.Join(strings.Fields(err.Error()), " ")) }

// handler returns what a request is answered with as JSON.
type handler func(w http.ResponseWriter, r *http.Request) (any, error)

// done is the answer of what has no result.
type done struct{}

func (p *Page) answered(do handler) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		result, err := do(w, r)
		if err != nil {
			p.fail(w, err)
			return
		}
		body, err := json.Marshal(result)
		if err != nil {
			p.fail(w, err)
			return
		}
		send(w, "application/json", body)
	}
}

// fail answers with an error. What was not made for the reader is only logged.
func (p *Page) fail(w http.ResponseWriter, err error) {
	var r refusal
	if !errors.As(err, &r) {
		p.log.Error("a request went wrong", "err", err)
		r = refusal{http.StatusInternalServerError, "something went wrong"}
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(r.status)
	_ = json.NewEncoder(w).Encode(map[string]string{"error": r.line})
}
