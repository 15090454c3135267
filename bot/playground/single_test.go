package playground_test

import (
	"bytes"
	"mime/multipart"
	"net/http"
	"testing"
	"time"

	"articlebot/bot/playground"
)

func TestWriteTellsTheMessage(t *testing.T) {
	s := town(t)
	must(t, s, "getUpdates", "allowed_updates", `["callback_query"]`)
	before := len(s.Unconfirmed())
	id := s.Write(playground.Say{By: alice, Text: "unheard"})
	if m := s.Screen(alice.ID).Last(); m.ID != id || m.Text != "unheard" || len(s.Unconfirmed()) != before {
		t.Errorf("message %d is %+v", id, m)
	}
}

func TestTapTellsThePress(t *testing.T) {
	s := town(t)
	id := s.Tap(playground.Press{By: alice, Message: 101, Data: "d"})
	if p := s.Press(id); p.Answered || p.Data != "d" || p.By != alice {
		t.Errorf("press %+v", p)
	}
	must(t, s, "answerCallbackQuery", "callback_query_id", id, "text", "Thanks")
	if p := s.Press(id); !p.Answered || p.Toast != "Thanks" {
		t.Errorf("press %+v", p)
	}
	if p := s.Press("5"); p.ID != "" {
		t.Errorf("a press that never was is %+v", p)
	}
}

func TestDraftsLastUntil(t *testing.T) {
	onClock(t, func(t *testing.T, s *playground.Server) {
		s.Open(alice.Private())
		must(t, s, "sendMessageDraft", "chat_id", "1001", "draft_id", "1", "text", "x")
		time.Sleep(time.Until(s.Screen(alice.ID).Drafts[0].Until()) - time.Nanosecond)
		if len(s.Screen(alice.ID).Drafts) != 1 {
			t.Error("the draft went too early")
		}
		time.Sleep(time.Nanosecond)
		if len(s.Screen(alice.ID).Drafts) != 0 {
			t.Error("the draft stays")
		}
	})
}

// sendPhoto has the bot send a file to Alice as a photo, in memory.
func sendPhoto(t *testing.T, s *playground.Server, file []byte) {
	t.Helper()
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	part, err := form.CreateFormFile("photo", "p")
	if err != nil {
		t.Fatal(err)
	}
	_, _ = part.Write(file)
	_ = form.WriteField("chat_id", "1001")
	_ = form.Close()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, "http://telegram.test/bot"+s.Token()+"/sendPhoto", &body)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", form.FormDataContentType())
	if e, err := send(s, r); err != nil || !e.OK {
		t.Fatalf("%s, %v", e.Description, err)
	}
}

func TestPhotosAreKept(t *testing.T) {
	const large, fit = 5 << 20, 3 // bytes of a photo, and how many of them are kept
	s := town(t)
	file := append(picture(t, 30, 20, false), make([]byte, large)...)
	for range fit + 2 {
		sendPhoto(t, s, file)
	}
	var kept []bool
	for _, m := range s.Screen(alice.ID).Messages {
		if p := m.Photo; p != nil {
			if p.Width != 30 || p.Height != 20 || p.Kind != "png" {
				t.Errorf("photo %s of %d×%d", p.Kind, p.Width, p.Height)
			}
			kept = append(kept, bytes.Equal(p.Content, file))
		}
	}
	if len(kept) != fit+2 || kept[0] || kept[1] || !kept[2] || !kept[fit+1] {
		t.Errorf("photos that are kept: %v", kept)
	}
}
