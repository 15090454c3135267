package playground

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"strconv"
	"strings"
)

// params are the parameters of a call as texts; what came as JSON of another kind is its JSON text.
type params map[string]string

// readParams reads the query and the body of a request.
func readParams(w http.ResponseWriter, r *http.Request) (params, *refusal) {
	p := params{}
	for key, values := range r.URL.Query() {
		p[key] = values[0]
	}
	if r.Body == nil {
		return p, nil
	}
	r.Body = http.MaxBytesReader(w, r.Body, bodyLimit)
	kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
	var err error
	switch kind {
	case "application/json":
		err = p.readJSON(r.Body)
	case "multipart/form-data":
		if err = r.ParseMultipartForm(bodyLimit); err == nil {
			p.take(r.MultipartForm.Value)
			err = p.takeFiles(r.MultipartForm.File)
		}
	default:
		if err = r.ParseForm(); err == nil {
			p.take(r.PostForm)
		}
		if err == nil {
			_, err = io.Copy(io.Discard, r.Body)
		}
	}
	var large *http.MaxBytesError
	switch {
	case errors.As(err, &large):
		return nil, &refusal{code: http.StatusRequestEntityTooLarge, description: "Request Entity Too Large"}
	case err != nil:
		return nil, badRequest("Can't parse request: %v", err)
	}
	return p, nil
}

func (p params) take(values map[string][]string) {
	for key, v := range values {
		if len(v) > 0 {
			p[key] = v[0]
		}
	}
}

// takeFiles takes files that are uploaded. The content of one stands under the address that the parameter of its name holds.
func (p params) takeFiles(files map[string][]*multipart.FileHeader) error {
	for key, headers := range files {
		file, err := headers[0].Open()
		if err != nil {
			return err
		}
		content, err := io.ReadAll(file)
		_ = file.Close()
		if err != nil {
			return err
		}
		p[key] = "attach://" + key
		p[p[key]] = string(content)
	}
	return nil
}

func (p params) readJSON(body io.Reader) error {
	raw, err := io.ReadAll(body)
	if err != nil || len(bytes.TrimSpace(raw)) == 0 {
		return err
	}
	var object map[string]json.RawMessage
	if err := json.Unmarshal(raw, &object); err != nil {
		return err
	}
	for key, value := range object {
		var text string
		if json.Unmarshal(value, &text) == nil && value[0] == '"' {
			p[key] = text
		} else if string(value) != "null" {
			p[key] = string(value)
		}
	}
	return nil
}

// number reads an integer; what is none counts as 0.
func (p params) number(key string) int64 {
	n, _ := strconv.ParseInt(strings.TrimSpace(p[key]), 10, 64)
	return n
}

// flag reads a truth value as the Bot API server does.
func (p params) flag(key string) bool {
	switch strings.ToLower(p[key]) {
	case "true", "yes", "1":
		return true
	}
	return false
}
