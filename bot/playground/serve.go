package playground

import (
	"context"
	"encoding/json"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// bodyLimit bounds a request's body, in bytes. Nothing that is served takes files of any size.
const bodyLimit = 8 << 20

// keep is how many calls, poll offsets and delivered updates are remembered.
const keep = 20_000

// ServeHTTP answers /bot<token>/<method>, by GET and POST, with parameters in the query, a form, multipart or JSON.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	// The body is read first and whole: a server that does not never notices that its client went away.
	p, err := readParams(w, r)
	token, name, ok := strings.Cut(strings.TrimPrefix(r.URL.Path, "/bot"), "/")
	switch {
	case r.Method != http.MethodGet && r.Method != http.MethodPost:
		answer(w, nil, &refusal{code: http.StatusMethodNotAllowed, description: "Method Not Allowed"})
	case !ok || name == "" || strings.Contains(name, "/") || !strings.HasPrefix(r.URL.Path, "/bot"):
		answer(w, nil, &refusal{code: 404, description: "Not Found"})
	case token != s.options.Token:
		answer(w, nil, &refusal{code: 401, description: "Unauthorized: invalid token specified"})
	case err != nil:
		answer(w, nil, err)
	default:
		s.serve(w, r, name, p) //nolint:contextcheck // an Exchange has the context of its request
	}
}

// serve answers one call, or has a fault answer it.
func (s *Server) serve(w http.ResponseWriter, r *http.Request, name string, p params) {
	x := &Exchange{ResponseWriter: w, Call: Call{Method: name, Params: p, At: time.Now()}, server: s, request: r}
	if fault := s.arrive(x.Call); fault != nil {
		fault(x)
		return
	}
	x.Pass()
}

// arrive records a call, checks what holds for every call, and takes the method's next fault.
func (s *Server) arrive(call Call) Fault {
	broken := ""
	if s.options.Rule != nil {
		broken = s.options.Rule(call)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	defer s.changed.fire()
	if broken != "" {
		s.violate(broken)
	}
	s.calls = appendKept(s.calls, call)
	holdOff := s.holdOff
	if c := s.chats[params(call.Params).number("chat_id")]; c != nil {
		holdOff = c.holdOff
	}
	if call.At.Before(holdOff) {
		s.violate(call.Method + " before retry_after had passed")
	}
	key := strings.ToLower(call.Method)
	if script := s.script[key]; len(script) > 0 {
		s.script[key] = script[1:]
		return script[0]
	}
	return s.weather.fault()
}

func (s *Server) dispatch(ctx context.Context, name string, p params) (any, *refusal) {
	name = strings.ToLower(name)
	if name == "getupdates" {
		return s.getUpdates(ctx, p)
	}
	do := s.methods[name]
	if do == nil {
		return nil, &refusal{code: 404, description: "Not Found: method not found"}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	defer s.changed.fire()
	return do(p)
}

func (s *Server) violate(what string) { s.violations = append(s.violations, what) }

// answer writes Telegram's envelope; the HTTP status is the error code.
func answer(w http.ResponseWriter, result any, refused *refusal) {
	w.Header().Set("Content-Type", "application/json")
	if refused == nil {
		envelope := map[string]any{"ok": true, "result": result}
		if d, ok := result.(described); ok {
			envelope["result"], envelope["description"] = d.result, d.description
		}
		_ = json.NewEncoder(w).Encode(envelope)
		return
	}
	envelope := map[string]any{"ok": false, "error_code": refused.code, "description": refused.description}
	if len(refused.parameters) > 0 {
		envelope["parameters"] = refused.parameters
	}
	if seconds, ok := refused.parameters["retry_after"].(int); ok {
		w.Header().Set("Retry-After", strconv.Itoa(seconds))
	}
	w.WriteHeader(refused.code)
	_ = json.NewEncoder(w).Encode(envelope)
}

// appendKept appends and forgets the oldest of what is too much.
func appendKept[T any](list []T, v T) []T {
	if len(list) >= 2*keep {
		list = append(list[:0:0], list[len(list)-keep:]...)
	}
	return append(list, v)
}
