package playground_test

import (
	"bytes"
	"mime/multipart"
	"net/http"
	"strconv"
	"strings"
	"testing"

	"articlebot/bot/playground"
)

// town is a server with open chats: message 100 is Alice's, 101 the bot's with a keyboard, both in Alice's chat, and
// topic 1 of the forum is open.
func town(t *testing.T) *playground.Server {
	t.Helper()
	s := playground.New(playground.Options{})
	t.Cleanup(s.Close)
	s.Open(group, forum, news)
	s.Do(playground.Say{By: alice, Text: "hello"})
	must(t, s, "sendMessage", "chat_id", "1001", "text", "hi <b>you</b>", "parse_mode", "HTML",
		"reply_markup", `{"inline_keyboard":[[{"text":"More","callback_data":"m"}]]}`)
	s.OpenTopic(forum.ID)
	return s
}

func TestRefusesLikeTelegram(t *testing.T) {
	s := town(t)
	s.Open(playground.Chat{ID: 7, Type: "private"}, playground.Chat{ID: 8, Type: "group"})
	s.Do(playground.Say{By: bob, In: group, Text: "mine"})
	s.Block(7, playground.Blocked)
	s.Migrate(8, playground.Chat{ID: -1008, Type: "supergroup"})
	say := func(chat, text string, more ...string) []string {
		return append([]string{"chat_id", chat, "text", text}, more...)
	}
	edit := func(id, text string, more ...string) []string {
		return append(say("1001", text, "message_id", id), more...)
	}
	keys := func(markup string) []string { return say("1001", "x", "reply_markup", markup) }
	data := func(n int) []string {
		return keys(`{"inline_keyboard":[[{"text":"a","callback_data":"` + strings.Repeat("d", n) + `"}]]}`)
	}
	for name, tc := range map[string]struct {
		want   string // empty when it is accepted
		method string
		params []string
	}{
		"Method":           {"Not Found: method not found", "sendGift", nil},
		"Case":             {"", "GETME", nil},
		"NoChat":           {"Bad Request: chat_id is empty", "sendMessage", []string{"text", "x"}},
		"Chat":             {"Bad Request: chat not found", "sendMessage", say("5", "x")},
		"ChatByName":       {"", "sendMessage", say("@News", "x")},
		"PersonByName":     {"Bad Request: chat not found", "sendMessage", say("@alice", "x")},
		"Blocked":          {"Forbidden: bot was blocked by the user", "sendMessage", say("7", "x")},
		"BlockedEdit":      {"Forbidden: bot was blocked by the user", "editMessageText", say("7", "x", "message_id", "1")},
		"Migrated":         {"Bad Request: group chat was upgraded to a supergroup chat", "sendMessage", say("8", "x")},
		"NoText":           {"Bad Request: message text is empty", "sendMessage", []string{"chat_id", "1001"}},
		"BlankText":        {"Bad Request: message text is empty", "sendMessage", say("1001", " \n")},
		"BlankHTML":        {"Bad Request: message text is empty", "sendMessage", say("1001", "<b></b>", "parse_mode", "HTML")},
		"Bytes":            {"Bad Request: text is too long", "sendMessage", say("1001", strings.Repeat("a", 32_769))},
		"Units":            {"Bad Request: message is too long", "sendMessage", say("1001", strings.Repeat("😀", 2049))},
		"UnitsFit":         {"", "sendMessage", say("1001", strings.Repeat("😀", 2048))},
		"UnitsOfEdit":      {"Bad Request: MESSAGE_TOO_LONG", "editMessageText", edit("101", strings.Repeat("a", 4097))},
		"NoUTF8":           {"Bad Request: strings must be encoded in UTF-8", "sendMessage", say("1001", "\xff")},
		"ParseMode":        {"Bad Request: unsupported parse_mode", "sendMessage", say("1001", "x", "parse_mode", "text")},
		"NoParseMode":      {"", "sendMessage", say("1001", "x", "parse_mode", "None")},
		"HTML":             {`Bad Request: can't parse entities: Unsupported start tag "p" at byte offset 0`, "sendMessage", say("1001", "<p>", "parse_mode", "html")},
		"Entity":           {"Bad Request: entity beginning at UTF-16 offset 1 ends after the end of the text at UTF-16 offset 2", "sendMessage", say("1001", "😀", "entities", `[{"type":"bold","offset":1,"length":2}]`)},
		"EntityType":       {`Bad Request: can't parse MessageEntity: Field "type" must be of type String`, "sendMessage", say("1001", "x", "entities", `[{"offset":0}]`)},
		"EntitiesNull":     {"", "sendMessage", say("1001", "x", "entities", "null")},
		"Thread":           {"Bad Request: message thread not found", "sendMessage", say("1001", "x", "message_thread_id", "9")},
		"ThreadOfForum":    {"", "sendMessage", say("-100500", "x", "message_thread_id", "1")},
		"ReplyTarget":      {"Bad Request: message to be replied not found", "sendMessage", say("1001", "x", "reply_parameters", `{"message_id":9}`)},
		"ReplyLegacy":      {"Bad Request: message to be replied not found", "sendMessage", say("1001", "x", "reply_to_message_id", "9")},
		"ReplyNewerCounts": {"", "sendMessage", say("1001", "x", "reply_to_message_id", "9", "reply_parameters", `{"message_id":100}`)},
		"ReplyWithout":     {"", "sendMessage", say("1001", "x", "reply_parameters", `{"message_id":9,"allow_sending_without_reply":true}`)},
		"ReplyLegacyWo":    {"", "sendMessage", say("1001", "x", "reply_to_message_id", "9", "allow_sending_without_reply", "True")},
		"Quote":            {"Bad Request: QUOTE_TEXT_INVALID", "sendMessage", say("1001", "x", "reply_parameters", `{"message_id":100,"quote":"bye"}`)},
		"QuoteFits":        {"", "sendMessage", say("1001", "x", "reply_parameters", `{"message_id":100,"quote":"hell"}`)},
		"MarkupNoJSON":     {"Bad Request: can't parse reply keyboard markup JSON object", "sendMessage", keys("{")},
		"MarkupList":       {"Bad Request: object expected as reply markup", "sendMessage", keys("[]")},
		"MarkupOther":      {"", "sendMessage", keys(`{"remove_keyboard":true}`)},
		"KeyboardNull":     {`Bad Request: field "inline_keyboard" must be of type Array`, "sendMessage", keys(`{"inline_keyboard":null}`)},
		"KeyboardFlat":     {`Bad Request: field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays`, "sendMessage", keys(`{"inline_keyboard":[{"text":"a"}]}`)},
		"KeyboardEmpty":    {"", "sendMessage", keys(`{"inline_keyboard":[]}`)},
		"ButtonWithoutUse": {"Bad Request: can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard", "sendMessage", keys(`{"inline_keyboard":[[{"text":"a"}]]}`)},
		"ButtonURL":        {"Bad Request: BUTTON_URL_INVALID", "sendMessage", keys(`{"inline_keyboard":[[{"text":"a","url":"nowhere"}]]}`)},
		"ButtonNoData":     {"Bad Request: BUTTON_DATA_INVALID", "sendMessage", data(0)},
		"ButtonData64":     {"", "sendMessage", data(64)},
		"ButtonData65":     {"Bad Request: BUTTON_DATA_INVALID", "sendMessage", data(65)},
		"Preview":          {"Bad Request: can't parse link preview options JSON object", "sendMessage", say("1001", "x", "link_preview_options", "no")},
		"EditNothing":      {"Bad Request: message identifier is not specified", "editMessageText", []string{"text", "x"}},
		"EditWithoutID":    {"Bad Request: message to edit not found", "editMessageText", say("1001", "x")},
		"EditWithoutChat":  {"Bad Request: chat_id is empty", "editMessageText", []string{"text", "x", "message_id", "101"}},
		"DeleteNoChat":     {"Bad Request: chat identifier is not specified", "deleteMessage", nil},
		"EditAbsent":       {"Bad Request: message to edit not found", "editMessageText", edit("99", "x")},
		"EditPersons":      {"Bad Request: message can't be edited", "editMessageText", edit("100", "x")},
		"EditInline":       {"Bad Request: MESSAGE_ID_INVALID", "editMessageText", []string{"inline_message_id", "5", "text", "x"}},
		"DeleteAbsent":     {"Bad Request: message to delete not found", "deleteMessage", []string{"chat_id", "1001", "message_id", "99"}},
		"Action":           {"Bad Request: wrong parameter action in request", "sendChatAction", []string{"chat_id", "1001", "action", "dancing"}},
		"ActionFits":       {"", "sendChatAction", []string{"chat_id", "1001", "action", "typing"}},
		"ActionThread":     {"Bad Request: message thread not found", "sendChatAction", []string{"chat_id", "1001", "action", "typing", "message_thread_id", "4"}},
		"Draft":            {"", "sendMessageDraft", say("1001", "", "draft_id", "4")},
		"DraftOfGroup":     {"Bad Request: TEXTDRAFT_PEER_INVALID", "sendMessageDraft", say("-500", "x", "draft_id", "4")},
		"DraftWithoutID":   {"Bad Request: RANDOM_ID_INVALID", "sendMessageDraft", say("1001", "x")},
		"DraftHTML":        {`Bad Request: can't parse entities: Can't find end tag corresponding to start tag "b"`, "sendMessageDraft", say("1001", "<b>x", "draft_id", "4", "parse_mode", "HTML")},
		"Callback":         {"Bad Request: query is too old and response timeout expired or query ID is invalid", "answerCallbackQuery", []string{"callback_query_id", "5"}},
		"CallbackText":     {"Bad Request: MESSAGE_TOO_LONG", "answerCallbackQuery", []string{"callback_query_id", "5", "text", strings.Repeat("a", 201)}},
		"InlineQuery":      {"Bad Request: query is too old and response timeout expired or query ID is invalid", "answerInlineQuery", []string{"inline_query_id", "5", "results", "[]"}},
		"Command":          {"Bad Request: BOT_COMMAND_INVALID", "setMyCommands", []string{"commands", `[{"command":"Help","description":"x"}]`}},
		"CommandText":      {"Bad Request: BOT_COMMAND_DESCRIPTION_INVALID", "setMyCommands", []string{"commands", `[{"command":"help"}]`}},
		"CommandScope":     {"Bad Request: can't parse BotCommandScope: Unsupported type specified", "setMyCommands", []string{"commands", "[]", "scope", `{"type":"all"}`}},
		"CommandLanguage":  {"Bad Request: invalid language code specified", "getMyCommands", []string{"language_code", "zh-CN"}},
		"Description":      {"Bad Request: description is too long", "setMyDescription", []string{"description", strings.Repeat("a", 513)}},
		"MenuButton":       {"Bad Request: can't parse menu button: Unsupported type specified", "setChatMenuButton", []string{"menu_button", `{"type":"x"}`}},
		"MenuButtonNoJSON": {"Bad Request: can't parse menu button JSON object", "setChatMenuButton", []string{"menu_button", "{"}},
		"MenuButtonChat":   {"Bad Request: chat not found", "getChatMenuButton", []string{"chat_id", "5"}},
		"MenuButtonNone":   {"", "getChatMenuButton", []string{"chat_id", "1001"}},
		"CommandsNoList":   {"Bad Request: can't parse commands list JSON object", "setMyCommands", []string{"commands", "{"}},
		"ScopeNoJSON":      {"Bad Request: can't parse BotCommandScope JSON object", "deleteMyCommands", []string{"scope", "{"}},
		"ScopeOfNoChat":    {"Bad Request: chat not found", "getMyCommands", []string{"scope", `{"type":"chat","chat_id":"@nowhere"}`}},
		"ButtonOfNothing":  {"Bad Request: can't parse inline keyboard button: InlineKeyboardButton must be an Object", "sendMessage", keys(`{"inline_keyboard":[[5]]}`)},
		"ButtonNoText":     {`Bad Request: can't parse inline keyboard button: Field "text" must be of type String`, "sendMessage", keys(`{"inline_keyboard":[[{"url":"x.org"}]]}`)},
		"ButtonOther":      {"", "sendMessage", keys(`{"inline_keyboard":[[{"text":"a","copy_text":{"text":"b"},"style":"primary"}]]}`)},
		"ReplyNoJSON":      {"Bad Request: can't parse reply parameters JSON object", "sendMessage", say("1001", "x", "reply_parameters", "5")},
		"DeleteNothing":    {"Bad Request: message identifier is not specified", "deleteMessage", []string{"chat_id", "1001"}},
		"DeleteOfGroup":    {"Bad Request: message can't be deleted", "deleteMessage", []string{"chat_id", "-500", "message_id", "102"}},
		"GetChat":          {"Bad Request: chat not found", "getChat", []string{"chat_id", "5"}},
	} {
		t.Run(name, func(t *testing.T) {
			if tc.want == "" {
				must(t, s, tc.method, tc.params...)
				return
			}
			e := refused(t, s, tc.want, tc.method, tc.params...)
			code := map[string]int{"Bad": 400, "For": 403, "Not": 404}[tc.want[:3]]
			if e.ErrorCode != code {
				t.Errorf("error_code %d, want %d", e.ErrorCode, code)
			}
			if name == "Migrated" && e.Parameters["migrate_to_chat_id"] != -1008 {
				t.Errorf("parameters %v", e.Parameters)
			}
		})
	}
}

func TestAddresses(t *testing.T) {
	s := playground.New(playground.Options{Token: "42:secret"})
	for path, want := range map[string]struct {
		code int
		text string
	}{
		"/bot42:secret/getMe":      {200, ""},
		"/bot42:secret/getme?x=1":  {200, ""},
		"/bot42:other/getMe":       {401, "Unauthorized: invalid token specified"},
		"/bot42:secret":            {404, "Not Found"},
		"/bot42:secret/":           {404, "Not Found"},
		"/bot42:secret/test/getMe": {404, "Not Found"},
		"/file/bot42:secret/x":     {404, "Not Found"},
		"/":                        {404, "Not Found"},
	} {
		r, _ := http.NewRequestWithContext(t.Context(), http.MethodGet, "http://telegram.test"+path, nil)
		e, err := send(s, r)
		if err != nil || e.Status != want.code || e.Description != want.text {
			t.Errorf("%s: %d %q, %v", path, e.Status, e.Description, err)
		}
	}
	r, _ := http.NewRequestWithContext(t.Context(), http.MethodPut, "http://telegram.test/bot42:secret/getMe", nil)
	if e, err := send(s, r); err != nil || e.Status != http.StatusMethodNotAllowed {
		t.Errorf("PUT: %d %q, %v", e.Status, e.Description, err)
	}
}

// TestBodies sends the same call in every form that parameters can take.
func TestBodies(t *testing.T) {
	var multi bytes.Buffer
	form := multipart.NewWriter(&multi)
	for key, value := range map[string]string{"chat_id": "1001", "text": "a&b", "reply_parameters": `{"message_id":100}`} {
		if err := form.WriteField(key, value); err != nil {
			t.Fatal(err)
		}
	}
	form.Close()
	query := `chat_id=1001&text=a%26b&reply_parameters={"message_id":100}`
	for name, tc := range map[string]struct{ method, query, kind, body string }{
		"Query":     {"GET", query, "", ""},
		"Form":      {"POST", "", "application/x-www-form-urlencoded", query},
		"Multipart": {"POST", "", form.FormDataContentType(), multi.String()},
		"JSON":      {"POST", "", "application/json; charset=utf-8", `{"chat_id":1001,"text":"a&b","reply_parameters":{"message_id":100},"entities":null}`},
		"Mixed":     {"POST", "chat_id=1001&text=a%26b", "application/json", `{"reply_parameters":"{\"message_id\":100}"}`},
	} {
		t.Run(name, func(t *testing.T) {
			s := town(t)
			address := "http://telegram.test/bot" + s.Token() + "/sendMessage?" + strings.ReplaceAll(tc.query, `"`, "%22")
			r, err := http.NewRequestWithContext(t.Context(), tc.method, address, strings.NewReader(tc.body))
			if err != nil {
				t.Fatal(err)
			}
			r.Header.Set("Content-Type", tc.kind)
			if e, err := send(s, r); err != nil || !e.OK {
				t.Fatalf("%s, %v", e.Description, err)
			}
			if m := s.Screen(alice.ID).Last(); m.Text != "a&b" || m.ReplyTo != 100 {
				t.Errorf("the screen shows %+v", m)
			}
		})
	}
	s := town(t)
	r, _ := http.NewRequestWithContext(t.Context(), http.MethodPost, "http://telegram.test/bot"+s.Token()+"/getMe",
		strings.NewReader(strings.Repeat("a", 9<<20)))
	r.Header.Set("Content-Type", "application/json")
	if e, err := send(s, r); err != nil || e.Status != http.StatusRequestEntityTooLarge {
		t.Errorf("9 MiB: %d %q, %v", e.Status, e.Description, err)
	}
	r, _ = http.NewRequestWithContext(t.Context(), http.MethodPost, "http://telegram.test/bot"+s.Token()+"/getMe", strings.NewReader("{"))
	r.Header.Set("Content-Type", "application/json")
	if e, err := send(s, r); err != nil || e.Status != http.StatusBadRequest {
		t.Errorf("bad JSON: %d %q, %v", e.Status, e.Description, err)
	}
}

func TestEdits(t *testing.T) {
	s := town(t)
	same := []string{"chat_id", "1001", "message_id", "101", "text", "hi <strong>you</strong> ", "parse_mode", "HTML"}
	markup := []string{"reply_markup", ` {"inline_keyboard": [[{"callback_data":"m", "text":"More"}]]}`}
	unmodified := "Bad Request: message is not modified: specified new message content and reply markup are exactly the " +
		"same as a current content and reply markup of the message"
	refused(t, s, unmodified, "editMessageText", append(same, markup...)...)
	if m := s.Screen(alice.ID).Last(); !m.Edited.IsZero() || len(m.Shown) != 1 {
		t.Errorf("after an edit without change: %+v", m)
	}
	e := must(t, s, "editMessageText", same...)
	if m := s.Screen(alice.ID).Last(); m.Keyboard != nil || len(m.Shown) != 1 || m.Edited.IsZero() {
		t.Errorf("after an edit without keyboard: %+v", m)
	}
	if got := read[map[string]any](t, e); got["edit_date"] == nil || got["reply_markup"] != nil || got["message_id"] != 101.0 {
		t.Errorf("result %s", e.Result)
	}
	refused(t, s, unmodified, "editMessageText", same...)
	must(t, s, "editMessageReplyMarkup", append([]string{"chat_id", "1001", "message_id", "101"}, markup...)...)
	if m := s.Screen(alice.ID).Last(); len(m.Keyboard) != 1 || m.Keyboard[0][0] != (playground.Button{Text: "More", Data: "m"}) {
		t.Errorf("after a new keyboard: %+v", m.Keyboard)
	}
	must(t, s, "editMessageText", "chat_id", "1001", "message_id", "101", "text", "hi you")
	if m := s.Screen(alice.ID).Last(); len(m.Entities) != 0 || m.HTML != "" || len(m.Shown) != 2 || len(m.At) != 2 {
		t.Errorf("after losing its formatting: %+v", m)
	}
	must(t, s, "deleteMessage", "chat_id", "1001", "message_id", "101")
	refused(t, s, "Bad Request: message to edit not found", "editMessageText", same...)
}

func TestNumbersOfMessages(t *testing.T) {
	s := town(t)
	for chat, want := range map[int64]int64{forum.ID: 2, news.ID: 1, group.ID: 102} {
		e := must(t, s, "sendMessage", "chat_id", strconv.FormatInt(chat, 10), "text", "x")
		if got := read[map[string]any](t, e)["message_id"]; got != float64(want) {
			t.Errorf("chat %d: message %v, want %d", chat, got, want)
		}
	}
}

func TestProfile(t *testing.T) {
	s := town(t)
	must(t, s, "setMyCommands", "commands", `[{"command":"help","description":"Help"}]`)
	must(t, s, "setMyCommands", "commands", `[{"command":"bang","description":"帮助"}]`, "language_code", "zh")
	must(t, s, "setMyCommands", "commands", `[]`, "scope", `{"type":"chat","chat_id":1001}`)
	commands := func(params ...string) string { return string(must(t, s, "getMyCommands", params...).Result) }
	if got := commands(); got != `[{"command":"help","description":"Help"}]` {
		t.Errorf("commands %s", got)
	}
	if got := commands("language_code", "zh"); !strings.Contains(got, "帮助") {
		t.Errorf("Chinese commands %s", got)
	}
	if got := commands("scope", `{"type":"chat","chat_id":1001}`); got != "[]" {
		t.Errorf("commands of a chat %s", got)
	}
	must(t, s, "deleteMyCommands")
	if got := commands(); got != "[]" {
		t.Errorf("deleted commands %s", got)
	}
	must(t, s, "setMyShortDescription", "short_description", "Reads")
	if got := string(must(t, s, "getMyShortDescription", "language_code", "zh").Result); got != `{"short_description":"Reads"}` {
		t.Errorf("short description %s", got)
	}
	if got := string(must(t, s, "getMyName").Result); got != `{"name":"Playground"}` {
		t.Errorf("name %s", got)
	}
	must(t, s, "setChatMenuButton", "menu_button", `{"type":"commands"}`)
	if got := string(must(t, s, "getChatMenuButton").Result); got != `{"type":"commands"}` {
		t.Errorf("menu button %s", got)
	}
}
