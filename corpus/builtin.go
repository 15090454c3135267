package corpus

import (
	"embed"
	"fmt"
)

//go:embed builtin/*.md
var builtin embed.FS

// Builtin returns the article that comes with the program, in all its editions.
func Builtin() (*Article, error) {
	files, err := folder{fsys: builtin, shown: "built-in article"}.walk("builtin")
	if err != nil {
		return nil, err
	}
	articles, err := readAll(files)
	if err != nil {
		return nil, err
	}
	if len(articles) != 1 {
		return nil, fmt.Errorf("built-in article: %d articles instead of one", len(articles))
	}
	return articles[0], nil
}
