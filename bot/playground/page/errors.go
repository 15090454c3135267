package page

import (
	"encoding/json"
	"errors"
	"net/http"
	"strings"
)

// Code names what is wrong; the page has a sentence for it in each of its languages.
type Code string

// The codes, as the page's script knows them.
const (
	ArticleEmpty       Code = "articleEmpty"
	ArticleFrontMatter Code = "articleFrontMatter"
	ArticleLarge       Code = "articleLarge"
	ArticleUndecodable Code = "articleUndecodable"
	Ending             Code = "ending"
	Internal           Code = "internal"
	MessageGone        Code = "messageGone"
	ModelAddress       Code = "modelAddress"
	ModelKey           Code = "modelKey"
	ModelMissing       Code = "modelMissing"
)

// CodedError is an error that the page says in its own words.
type CodedError struct {
	Code Code
	Err  error
}

// Error returns the text of Err, for those who use the page without a browser.
func (e CodedError) Error() string { return e.Err.Error() }

// Unwrap returns Err.
func (e CodedError) Unwrap() error { return e.Err }

// refusal is an answer with an error status and one line for the reader. The code may be empty.
type refusal struct {
	status int
	line   string
	code   Code
}

func (r refusal) Error() string { return r.line }

func badRequest(line string) error { return refusal{status: http.StatusBadRequest, line: line} }

func notFound(line string) error { return refusal{status: http.StatusNotFound, line: line} }

// refused makes a refusal of an error whose text is meant for the reader.
func refused(err error) error {
	r := refusal{status: http.StatusBadRequest, line: strings.Join(strings.Fields(err.Error()), " ")}
	var coded CodedError
	if errors.As(err, &coded) {
		r.code = coded.Code
	}
	return r
}

// handler returns what a request is answered with as JSON.
type handler func(w http.ResponseWriter, r *http.Request) (any, error)

// done is the answer of what has no result.
type done struct{}

func (p *Page) asJSON(do handler) http.HandlerFunc {
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
		r = refusal{http.StatusInternalServerError, "something went wrong", Internal}
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(r.status)
	_ = json.NewEncoder(w).Encode(struct {
		Error string `json:"error"`
		Code  Code   `json:"code,omitempty"`
	}{r.line, r.code})
}
