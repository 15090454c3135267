package page

import (
	"context"
	"io"
	"mime"
	"net/http"
	"unicode/utf8"
)

// Limits of an article that is put in place of another, in bytes.
const (
	articleLimit = 2 << 20
	nameLimit    = 255
)

// Subject is what is asked about.
type Subject interface {
	// Article returns the article that is asked about. It is called at every change of a chat and must be quick.
	Article() Article
	// Replace puts a text in its place, in memory, whose file had the name; a nil text puts back what was there at the start. An
	// error is one line for the reader.
	Replace(ctx context.Context, name string, text []byte) error
}

// Article is an article as the page shows it. Version is a greater number after each change.
type Article struct {
	Version  int64         `json:"version"`
	Custom   bool          `json:"custom"`
	Editions List[Edition] `json:"editions"`
	// Others are the titles of further articles that are asked at the same time.
	Others List[string] `json:"others"`
}

// Edition is an article in a language, which is an ISO 639-1 code. All that it says of itself but the title may be empty.
type Edition struct {
	Lang      string        `json:"lang"`
	Title     string        `json:"title"`
	Author    string        `json:"author"`
	Publisher string        `json:"publisher"`
	Date      string        `json:"date"`
	URL       string        `json:"url"`
	Note      string        `json:"note"`
	Sections  List[Section] `json:"sections"`
}

// Section is a heading and the paragraphs below it. A paragraph is its sentences with their white space.
type Section struct {
	Title      string             `json:"title"`
	Paragraphs List[List[string]] `json:"paragraphs"`
}

func (p *Page) article(http.ResponseWriter, *http.Request) (any, error) {
	return p.options.Subject.Article(), nil
}

// replaceArticle has another article asked, or with neither a name nor a text the first again.
func (p *Page) replaceArticle(w http.ResponseWriter, r *http.Request) (any, error) {
	name := r.URL.Query().Get("name")
	text, err := io.ReadAll(http.MaxBytesReader(w, r.Body, articleLimit))
	contentType, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
	switch {
	case tooLarge(err):
		return nil, refusal{http.StatusRequestEntityTooLarge, "the file is larger than 2 MiB", ArticleLarge}
	case err != nil:
		return nil, badRequest("the file did not arrive")
	case name == "" && len(text) == 0:
		text = nil
	case contentType != "text/plain":
		return nil, refusal{status: http.StatusUnsupportedMediaType, line: "the request must be text/plain"}
	case name == "" || len(name) > nameLimit || !utf8.ValidString(name):
		return nil, badRequest("the file needs a name")
	case len(text) == 0:
		return nil, refusal{http.StatusBadRequest, "the file is empty", ArticleEmpty}
	}
	if err := p.options.Subject.Replace(r.Context(), name, text); err != nil {
		return nil, refused(err)
	}
	p.changed.fire()
	return done{}, nil
}
