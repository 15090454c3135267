package playground

import (
	"fmt"
	"strconv"
	"unicode"
	"unicode/utf8"
)

// refusal is an error answer of the Bot API.
type refusal struct {
	code        int
	description string
	parameters  map[string]any
}

// badRequest makes a refusal with code 400. As in the Bot API server, the first letter of the reason is made small unless
// the reason looks like a CODE.
func badRequest(format string, args ...any) *refusal {
	return &refusal{code: 400, description: "Bad Request: " + lowered(fmt.Sprintf(format, args...))}
}

func lowered(reason string) string {
	first, size := utf8.DecodeRuneInString(reason)
	second, _ := utf8.DecodeRuneInString(reason[size:])
	if second == '_' || unicode.IsUpper(second) {
		return reason
	}
	return string(unicode.ToLower(first)) + reason[size:]
}

func conflict(reason string) *refusal {
	return &refusal{code: 409, description: "Conflict: " + reason}
}

// tooManyRequests makes the refusal that asks for a pause.
func tooManyRequests(seconds int) *refusal {
	return &refusal{
		code:        429,
		description: "Too Many Requests: retry after " + strconv.Itoa(seconds),
		parameters:  map[string]any{"retry_after": seconds},
	}
}

// described is a result that comes with a word about it.
type described struct {
	result      any
	description string
}
