package playground

import (
	"image"
	_ "image/jpeg" // photos come in both formats
	_ "image/png"
	"strings"
	"unicode/utf8"
)

// captionLimit is the longest caption, in UTF-16 units.
const captionLimit = 1024

// sendPhoto takes a photo that is uploaded, with a plain caption. What it shows stands in the message's Fields: photo, as the
// Bot API describes one, and caption.
func (s *Server) sendPhoto(p params) (any, *refusal) {
	photo, refused := readPhoto(p)
	if refused != nil {
		return nil, refused
	}
	caption := strings.TrimSpace(p["caption"])
	switch {
	case !utf8.ValidString(caption):
		return nil, badRequest("strings must be encoded in UTF-8")
	case p["parse_mode"] != "":
		return nil, badRequest("unsupported parse_mode")
	case Units(caption) > captionLimit:
		return nil, badRequest("message caption is too long")
	}
	m := &Message{Photo: photo, Fields: map[string]any{"photo": []any{photo.json()}}}
	put(m.Fields, "caption", caption)
	sent, refused := s.say(p, m, content{})
	if refused == nil {
		s.photos.keep(m)
	}
	return sent, refused
}

// readPhoto reads the file that photo names.
func readPhoto(p params) (*Photo, *refusal) {
	if p["photo"] == "" {
		return nil, badRequest("there is no photo in the request")
	}
	file, uploaded := p[p["photo"]]
	switch {
	case !uploaded:
		return nil, badRequest("wrong file identifier/HTTP URL specified")
	case file == "":
		return nil, badRequest("file must be non-empty")
	}
	config, kind, err := image.DecodeConfig(strings.NewReader(file))
	if err != nil {
		return nil, badRequest("IMAGE_PROCESS_FAILED")
	}
	if w, h := config.Width, config.Height; w+h > 10_000 || max(w, h) > 20*min(w, h) {
		return nil, badRequest("PHOTO_INVALID_DIMENSIONS")
	}
	return &Photo{Kind: kind, Width: config.Width, Height: config.Height, Content: []byte(file)}, nil
}

// json describes the photo as the Bot API's PhotoSize.
func (photo *Photo) json() map[string]any {
	return map[string]any{
		"file_id": "photo-" + photo.Kind, "file_unique_id": photo.Kind, "width": photo.Width, "height": photo.Height,
		"file_size": len(photo.Content),
	}
}
