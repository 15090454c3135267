package corpus

import "errors"

// Errors about an article's file. They come wrapped with the name of the file; each says what to do about it.
var (
	ErrNotFound    = errors.New("no such file or folder; check the path")
	ErrUnsupported = errors.New("not a kind of article that can be read; use .md, .markdown or .txt")
	ErrNoArticles  = errors.New("the folder holds no .md, .markdown or .txt file")
	ErrTooBig      = errors.New("larger than 16 MiB; split it into several files")
	ErrUndecodable = errors.New("not readable as text; save it as UTF-8 (UTF-16, GB18030 and Big5 are read too)")
	ErrFrontMatter = errors.New("broken front matter between the --- lines")
	ErrEmpty       = errors.New("the article has no text; put some below its title")
)
