package bot_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"
)

const (
	fakeToken  = "123456789:CANARY-token-of-the-tests"
	fakeBot    = "article_test_bot"
	fakeBotID  = 123456789
	rawLimit   = 32_768
	textLimit  = 4096
	unmodified = "message is not modified: specified new message content and reply markup are exactly the same as a " +
		"current content and reply markup of the message"
)

// fakeAPI is a strict Telegram: it serves the part of the Bot API that a question-answering bot uses, refuses what
// Telegram refuses in Telegram's words, and keeps what every person would see. Faults are scripted per method.
type fakeAPI struct {
	mu         sync.Mutex
	chats      map[int64]*fakeChat
	nextID     int64
	script     map[string][]fault
	calls      []fakeCall
	violations []string
	holdOff    time.Time // for requests that are for no chat
	intake     fakeIntake
	serving    sync.WaitGroup
}

// fakeChat is what a chat shows.
type fakeChat struct {
	messages []*fakeMessage
	blocked  string // the description that refuses every message; empty when there is none
	holdOff  time.Time
	typed    int
}

// fakeMessage is a message on the screen.
type fakeMessage struct {
	ID       int64
	FromBot  bool
	Text     string
	HTML     string
	Entities []entity
	Shown    []string    // the texts it had, oldest first
	At       []time.Time // when it got them
}

// fakeCall is a request as it arrived.
type fakeCall struct {
	Method string
	Params map[string]string
	At     time.Time
}

// refusal is an error answer of the Bot API.
type refusal struct {
	code        int
	description string
	retryAfter  int
}

func (r *refusal) Error() string { return r.description }

func badRequest(format string, args ...any) *refusal {
	return &refusal{code: 400, description: "Bad Request: " + fmt.Sprintf(format, args...)}
}

func newFakeAPI() *fakeAPI {
	f := &fakeAPI{chats: map[int64]*fakeChat{}, nextID: 100, script: map[string][]fault{}}
	f.intake.wake = make(chan struct{})
	return f
}

// ServeHTTP answers POST /bot<token>/<method> with a form.
func (f *fakeAPI) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	err := r.ParseForm() // reads the body: a server that does not never notices that its client went away
	token, method, ok := strings.Cut(strings.TrimPrefix(r.URL.Path, "/bot"), "/")
	switch {
	case err != nil:
		answer(w, badRequest("%v", err), nil)
	case !ok || strings.Contains(method, "/"):
		answer(w, &refusal{code: 404, description: "Not Found"}, nil)
	case token != fakeToken:
		answer(w, &refusal{code: 401, description: "Unauthorized: invalid token specified"}, nil)
	default:
		f.serve(w, r, strings.ToLower(method))
	}
}

func (f *fakeAPI) serve(w http.ResponseWriter, r *http.Request, method string) {
	params := map[string]string{}
	for key := range r.Form {
		params[key] = r.Form.Get(key)
	}
	fault := f.arrive(method, params)
	next := func(w http.ResponseWriter) {
		result, refused := f.dispatch(r, method, params)
		answer(w, refused, result)
	}
	if fault != nil {
		fault(f, w, params, next)
		return
	}
	next(w)
}

// arrive records a call, checks what holds for every call, and takes the method's next fault.
func (f *fakeAPI) arrive(method string, params map[string]string) fault {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.calls = append(f.calls, fakeCall{Method: method, Params: params, At: time.Now()})
	holdOff := f.holdOff
	if id, err := strconv.ParseInt(params["chat_id"], 10, 64); err == nil && f.chats[id] != nil {
		holdOff = f.chats[id].holdOff
	}
	if time.Now().Before(holdOff) {
		f.violations = append(f.violations, method+" before retry_after had passed")
	}
	if _, text := params["text"]; text && params["link_preview_options"] != `{"is_disabled":true}` {
		f.violations = append(f.violations, method+" with link previews")
	}
	if len(f.script[method]) == 0 {
		return nil
	}
	next := f.script[method][0]
	f.script[method] = f.script[method][1:]
	return next
}

func (f *fakeAPI) dispatch(r *http.Request, method string, params map[string]string) (any, *refusal) {
	switch method {
	case "getme":
		return map[string]any{"id": fakeBotID, "is_bot": true, "first_name": "Test", "username": fakeBot}, nil
	case "getupdates":
		return f.getUpdates(r.Context(), params)
	case "deletewebhook":
		return f.deleteWebhook(params), nil
	case "sendmessage":
		return f.sendMessage(params)
	case "editmessagetext":
		return f.editMessageText(params)
	case "sendchataction":
		return f.sendChatAction(params)
	}
	return nil, &refusal{code: 404, description: "Not Found: method not found"}
}

// answer writes Telegram's envelope; the HTTP status is the error code.
func answer(w http.ResponseWriter, refused *refusal, result any) {
	w.Header().Set("Content-Type", "application/json")
	if refused == nil {
		_ = json.NewEncoder(w).Encode(map[string]any{"ok": true, "result": result})
		return
	}
	envelope := map[string]any{"ok": false, "error_code": refused.code, "description": refused.description}
	if refused.retryAfter > 0 {
		w.Header().Set("Retry-After", strconv.Itoa(refused.retryAfter))
		envelope["parameters"] = map[string]any{"retry_after": refused.retryAfter}
	}
	w.WriteHeader(refused.code)
	_ = json.NewEncoder(w).Encode(envelope)
}

// chat returns the chat that a request is for.
func (f *fakeAPI) chat(params map[string]string) (*fakeChat, *refusal) {
	id, err := strconv.ParseInt(params["chat_id"], 10, 64)
	if err != nil || f.chats[id] == nil {
		return nil, badRequest("chat not found")
	}
	if why := f.chats[id].blocked; why != "" {
		return nil, &refusal{code: 403, description: why}
	}
	return f.chats[id], nil
}

// content reads and checks the text of a message as Telegram does.
func (f *fakeAPI) content(params map[string]string, overlong string) (string, []entity, *refusal) {
	text := params["text"]
	if len(text) > rawLimit {
		return "", nil, badRequest("text is too long")
	}
	var entities []entity
	switch strings.ToLower(params["parse_mode"]) {
	case "", "none":
	case "html":
		var err error
		if text, entities, err = parseTelegramHTML(text); err != nil {
			return "", nil, badRequest("%v", err)
		}
	default:
		return "", nil, badRequest("unsupported parse_mode")
	}
	if why := nesting(entities); why != "" {
		f.violations = append(f.violations, why)
	}
	if len(entities) > 100 {
		f.violations = append(f.violations, "more than 100 entities")
	}
	text = strings.TrimSpace(text)
	switch {
	case text == "":
		return "", nil, badRequest("message text is empty")
	case units(text) > textLimit:
		return "", nil, badRequest("%s", overlong)
	}
	return text, entities, nil
}

func (f *fakeAPI) sendMessage(params map[string]string) (any, *refusal) {
	f.mu.Lock()
	defer f.mu.Unlock()
	c, refused := f.chat(params)
	if refused != nil {
		return nil, refused
	}
	text, entities, refused := f.content(params, "message is too long")
	if refused != nil {
		return nil, refused
	}
	m := &fakeMessage{ID: f.nextID, FromBot: true}
	f.nextID++
	m.put(text, params["text"], entities)
	c.messages = append(c.messages, m)
	return m.json(params["chat_id"]), nil
}

func (f *fakeAPI) editMessageText(params map[string]string) (any, *refusal) {
	f.mu.Lock()
	defer f.mu.Unlock()
	c, refused := f.chat(params)
	if refused != nil {
		return nil, refused
	}
	text, entities, refused := f.content(params, "MESSAGE_TOO_LONG")
	if refused != nil {
		return nil, refused
	}
	for _, m := range c.messages {
		if strconv.FormatInt(m.ID, 10) != params["message_id"] || !m.FromBot {
			continue
		}
		if m.Text == text && fmt.Sprint(m.Entities) == fmt.Sprint(entities) {
			return nil, badRequest(unmodified)
		}
		m.put(text, params["text"], entities)
		result := m.json(params["chat_id"])
		result["edit_date"] = time.Now().Unix()
		return result, nil
	}
	return nil, badRequest("message to edit not found")
}

func (f *fakeAPI) sendChatAction(params map[string]string) (any, *refusal) {
	f.mu.Lock()
	defer f.mu.Unlock()
	c, refused := f.chat(params)
	if refused != nil {
		return nil, refused
	}
	if params["action"] != "typing" {
		return nil, badRequest("wrong parameter action in request")
	}
	c.typed++
	return true, nil
}

func (m *fakeMessage) put(text, html string, entities []entity) {
	m.Text, m.HTML, m.Entities = text, html, entities
	m.Shown = append(m.Shown, text)
	m.At = append(m.At, time.Now())
}

func (m *fakeMessage) json(chat string) map[string]any {
	return map[string]any{
		"message_id": m.ID,
		"date":       m.At[0].Unix(),
		"chat":       map[string]any{"id": json.Number(chat), "type": "private"},
		"from":       map[string]any{"id": fakeBotID, "is_bot": true},
		"text":       m.Text,
	}
}
