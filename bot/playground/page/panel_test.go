package page_test

import (
	"bytes"
	"fmt"
	"image"
	"image/png"
	"io"
	"mime/multipart"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"articlebot/bot/playground"
	"articlebot/bot/playground/page"
)

func TestArticle(t *testing.T) {
	w := start(t, "")
	w.wants(t, 200, `{"version":1,"custom":false,`+
		`"editions":[{"lang":"en","title":"Rain","author":"","publisher":"","date":"","url":"","note":"","sections":[{"title":"","paragraphs":[["It rains. ","It pours."]]}]}],"others":[]}`,
		http.MethodGet, "/api/article", "")
}

func TestReplaceArticle(t *testing.T) {
	w := start(t, "")
	post := func(target, kind, body string) string {
		r := request(http.MethodPost, target, body)
		r.Header.Set("Content-Type", kind)
		got := w.serve(r)
		return fmt.Sprint(got.Code, " ", strings.TrimSpace(got.Body.String()))
	}
	const plain = "text/plain; charset=utf-8"
	for _, tc := range []struct{ target, kind, body, want string }{
		{"/api/article?name=a.md", plain, "# A\nB", `200 {}`},
		{"/api/article", plain, "# A", `400 {"error":"the file needs a name"}`},
		{"/api/article?name=" + strings.Repeat("x", 256), plain, "# A", `400 {"error":"the file needs a name"}`},
		{"/api/article?name=%FF.md", plain, "# A", `400 {"error":"the file needs a name"}`},
		{"/api/article?name=a.md", plain, "", `400 {"error":"the file is empty","code":"articleEmpty"}`},
		{"/api/article?name=a.md", "text/html", "# A", `415 {"error":"the request must be text/plain"}`},
		{"/api/article?name=a.md", plain, strings.Repeat("x", 2<<20+1), `413 {"error":"the file is larger than 2 MiB","code":"articleLarge"}`},
	} {
		if got := post(tc.target, tc.kind, tc.body); got != tc.want {
			t.Errorf("%.40s %.20q: %s, want %s", tc.target, tc.body, got, tc.want)
		}
	}
	if s := w.subject; s.now.Version != 2 || s.name != "a.md" || string(s.text) != "# A\nB" {
		t.Errorf("the subject is %d, %q, %q", s.now.Version, s.name, s.text)
	}
	if got := post("/api/article?name=b.md", plain, strings.Repeat("x", 2<<20)); got != `200 {}` {
		t.Errorf("2 MiB: %s", got)
	}
	for i, kind := range []string{"", plain} {
		if got := post("/api/article", kind, ""); got != `200 {}` || w.subject.text != nil || w.subject.now.Version != int64(4+i) {
			t.Errorf("back to the first: %s, %q", got, w.subject.text)
		}
	}
	w.subject.err = fmt.Errorf("a.md: %w", page.CodedError{Code: page.ArticleEmpty, Err: io.EOF})
	if got := post("/api/article?name=a.md", plain, "x"); got != `400 {"error":"a.md: EOF","code":"articleEmpty"}` {
		t.Errorf("a problem: %s", got)
	}
	w.subject.err = fmt.Errorf("reading article: %w", bytes.ErrTooLarge)
	if got := post("/api/article?name=a.md", plain, "x"); got != `400 {"error":"reading article: bytes.Buffer: too large"}` {
		t.Errorf("an article that is none: %s", got)
	}
}

func TestModel(t *testing.T) {
	w := start(t, "")
	w.wants(t, 200, `{"base_url":"http://127.0.0.1:9/v1","models":[]}`, http.MethodGet, "/api/models", "")
	w.wants(t, 200, `{}`, http.MethodPost, "/api/model", `{"base_url":"http://127.0.0.1:1/v1","api_key":"key","model":"m"}`)
	if want := (page.NewModel{BaseURL: "http://127.0.0.1:1/v1", APIKey: "key", Model: "m"}); w.models.new != want {
		t.Errorf("the model is %+v", w.models.new)
	}
	w.wants(t, 400, `{"error":"the address is none"}`, http.MethodPost, "/api/model", `{"base_url":"a b","api_key":"","model":"m"}`)
	w.wants(t, 400, `{"error":"the request cannot be read"}`, http.MethodPost, "/api/model", `{"base_url":1}`)
	w.wants(t, 200, `{}`, http.MethodPost, "/api/model", `{"base_url":"","api_key":"","model":""}`)
	if w.models.new != (page.NewModel{}) {
		t.Errorf("the model is %+v", w.models.new)
	}
}

const noTrace = `{"error":"nothing is known about this message"}`

// TestTraceOfAMessage has an answer finished between a question and the message that shows it.
func TestTraceOfAMessage(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := start(t, "")
		w.traces.chat = ann.ID
		w.traces.known = page.Trace{Question: "why"}
		known := func(id int64) bool {
			got := w.serve(request(http.MethodGet, fmt.Sprintf("/api/trace?chat=11&message=%d", id), ""))
			return got.Code == http.StatusOK && strings.HasPrefix(got.Body.String(), `{"question":"why"`)
		}
		before := w.says(t, ann.ID, "hello")
		time.Sleep(time.Second)
		asked := w.server.Write(playground.Say{By: ann, Text: "why"})
		time.Sleep(time.Second)
		w.traces.finished = time.Now()
		time.Sleep(time.Second)
		whole := w.says(t, ann.ID, "because")
		w.server.Do(playground.Say{By: ann, Text: "really?"})
		other := w.says(t, ann.ID, "yes")
		reply := w.call(t, "sendMessage", "chat_id", "11", "text", "so", "reply_to_message_id", fmt.Sprint(asked))
		if known(before) || known(asked) || !known(whole) || known(other) || !known(reply) {
			t.Errorf("known: %t %t %t %t %t", known(before), known(asked), known(whole), known(other), known(reply))
		}
		w.traces.finished = time.Now().Add(time.Second)
		time.Sleep(2 * time.Second)
		w.call(t, "editMessageReplyMarkup", "chat_id", "11", "message_id", fmt.Sprint(whole), "reply_markup",
			`{"inline_keyboard":[[{"text":"k","callback_data":"d"}]]}`)
		if known(whole) {
			t.Error("a later answer is that of a message whose keyboard changed")
		}
		w.call(t, "editMessageText", "chat_id", "11", "message_id", fmt.Sprint(whole), "text", "because it rains")
		if !known(whole) {
			t.Error("an answer that grew is not found")
		}
	})
}

func TestTraceIsWhole(t *testing.T) {
	w := start(t, "")
	w.server.Do(playground.Say{By: ann, Text: "why"})
	w.traces.chat, w.traces.finished = ann.ID, time.Now()
	id := w.says(t, ann.ID, "because")
	w.traces.known = page.Trace{
		Evidence: []page.Evidence{{}}, Calls: []page.Call{{}}, Checks: []page.Check{{}}, Citations: []page.Citation{{N: 1}},
	}
	w.wants(t, 200, `{"question":"","kind":"","language":"","refused":false,"answerer":"","model":"","notice":"","query":"",`+
		`"evidence":[{"passage_id":"","section":"","text":"","score":0,"coverage":0,"legs":[]}],`+
		`"calls":[{"purpose":"","profile":"","messages":[],"reply":"","error":"","prompt_tokens":0,"completion_tokens":0}],`+
		`"checks":[{"claim":"","problem":"","sources":[]}],`+
		`"citations":[{"n":1,"passage_id":"","section":"","quote":"","text":"","verified":false,"lang":"","paragraph":0}],`+
		`"timings":{"analyze":0,"retrieve":0,"first_token":0,"total":0},"usage":{"prompt_tokens":0,"completion_tokens":0,"cost":0}}`,
		http.MethodGet, fmt.Sprintf("/api/trace?chat=11&message=%d", id), "")
	w.wants(t, 404, noTrace, http.MethodGet, "/api/trace?chat=11&message=100", "")
	w.wants(t, 404, `{"error":"there is no such message","code":"messageGone"}`, http.MethodGet, "/api/trace?chat=11&message=5", "")
	w.wants(t, 400, `{"error":"there is no such chat"}`, http.MethodGet, "/api/trace?chat=5&message=100", "")
	w.wants(t, 400, `{"error":"that is no id"}`, http.MethodGet, "/api/trace?chat=11", "")
}

// sendsPhoto has the bot send a picture to Ann with a caption.
func (w *world) sendsPhoto(t *testing.T, picture []byte, caption string) {
	t.Helper()
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	part, err := form.CreateFormFile("photo", "p.png")
	if err != nil {
		t.Fatal(err)
	}
	_, _ = part.Write(picture)
	_ = form.WriteField("chat_id", "11")
	_ = form.WriteField("caption", caption)
	_ = form.Close()
	client := http.Client{Transport: w.server}
	answer, err := client.Post("http://telegram.test/bot"+w.server.Token()+"/sendPhoto", form.FormDataContentType(), &body)
	if err != nil || answer.StatusCode != http.StatusOK {
		t.Fatal(answer, err)
	}
	_ = answer.Body.Close()
}

func TestPhoto(t *testing.T) {
	var picture bytes.Buffer
	if err := png.Encode(&picture, image.NewGray(image.Rect(0, 0, 30, 20))); err != nil {
		t.Fatal(err)
	}
	listening(t, func(t *testing.T, w *world, l *listener) {
		l.take()
		w.sendsPhoto(t, picture.Bytes(), "a day")
		told := l.take()
		if len(told) != 1 || !strings.Contains(told[0], `"photo":{"width":30,"height":20},"caption":"a day"`) {
			t.Errorf("events %q", told)
		}
		got := w.serve(request(http.MethodGet, "/api/photo?chat=11&message=100&v=0", ""))
		kind := got.Header().Get("Content-Type")
		if got.Code != http.StatusOK || kind != "image/png" || !bytes.Equal(got.Body.Bytes(), picture.Bytes()) {
			t.Errorf("%d %s", got.Code, kind)
		}
		w.says(t, ann.ID, "x")
		w.wants(t, 404, `{"error":"there is no such picture"}`, http.MethodGet, "/api/photo?chat=11&message=101", "")
		w.wants(t, 404, `{"error":"there is no such message","code":"messageGone"}`, http.MethodGet, "/api/photo?chat=11&message=5", "")
	})
}
