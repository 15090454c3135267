package playground_test

import (
	"bytes"
	"image"
	"image/jpeg"
	"image/png"
	"strings"
	"testing"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"
)

// picture is an image of a size, in one of the formats.
func picture(t *testing.T, width, height int, asJPEG bool) []byte {
	t.Helper()
	img, buffer := image.NewGray(image.Rect(0, 0, width, height)), &bytes.Buffer{}
	err := png.Encode(buffer, img)
	if asJPEG {
		buffer.Reset()
		err = jpeg.Encode(buffer, img, nil)
	}
	if err != nil {
		t.Fatal(err)
	}
	return buffer.Bytes()
}

func TestPhotos(t *testing.T) {
	whole := picture(t, 30, 20, false)
	for name, tc := range map[string]struct {
		want, caption string
		photo         []byte
	}{
		"PNG":        {"", "a day", whole},
		"JPEG":       {"", "", picture(t, 30, 20, true)},
		"Caption":    {"", strings.Repeat("😀", 512), whole},
		"LongWords":  {"Bad Request: message caption is too long", strings.Repeat("😀", 512) + "a", whole},
		"NoImage":    {"Bad Request: IMAGE_PROCESS_FAILED", "", []byte("GIF89a and so on")},
		"NoBytes":    {"Bad Request: file must be non-empty", "", nil},
		"CutShort":   {"Bad Request: IMAGE_PROCESS_FAILED", "", whole[:10]},
		"Narrow":     {"Bad Request: PHOTO_INVALID_DIMENSIONS", "", picture(t, 100, 4, false)},
		"HalfTheWay": {"", "", picture(t, 100, 5, false)},
	} {
		t.Run(name, func(t *testing.T) {
			s, api := overTCP(t)
			photo := tgbotapi.NewPhoto(alice.ID, tgbotapi.FileBytes{Name: "p", Bytes: tc.photo})
			photo.Caption = tc.caption
			sent, err := api.Send(photo)
			if tc.want != "" {
				if err == nil || err.Error() != tc.want {
					t.Errorf("got %v, want %s", err, tc.want)
				}
				return
			}
			if err != nil || len(sent.Photo) != 1 || sent.Photo[0].FileSize != len(tc.photo) || sent.Caption != tc.caption {
				t.Fatalf("sent %+v, %v", sent, err)
			}
			if m := s.Screen(alice.ID).Last(); m.ID != int64(sent.MessageID) || m.Fields["photo"] == nil {
				t.Errorf("the screen shows %+v", m)
			}
		})
	}
}

func TestPhotoIsThere(t *testing.T) {
	s := town(t)
	refused(t, s, "Bad Request: there is no photo in the request", "sendPhoto", "chat_id", "1001")
	refused(t, s, "Bad Request: wrong file identifier/HTTP URL specified", "sendPhoto", "chat_id", "1001", "photo", "attach://photo")
}
