package page

import (
	"encoding/json"
	"errors"
	"io"
	"mime"
	"net/http"
)

// bodyLimit bounds a JSON body, in bytes: the longest message fits even when every character is escaped.
const bodyLimit = 64 << 10

// decode reads a JSON body into v. It must be one object with no unknown members.
func decode(w http.ResponseWriter, r *http.Request, v any) error {
	if contentType, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type")); contentType != "application/json" {
		return refusal{status: http.StatusUnsupportedMediaType, line: "the request must be application/json"}
	}
	d := json.NewDecoder(http.MaxBytesReader(w, r.Body, bodyLimit))
	d.DisallowUnknownFields()
	err := d.Decode(v)
	if err == nil {
		_, err = d.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
	}
	if tooLarge(err) {
		return refusal{status: http.StatusRequestEntityTooLarge, line: "the request is too large"}
	}
	return badRequest("the request cannot be read")
}

func tooLarge(err error) bool {
	var large *http.MaxBytesError
	return errors.As(err, &large)
}
