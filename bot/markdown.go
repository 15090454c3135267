package bot

import (
	"github.com/yuin/goldmark/ast"

	"articlebot/internal/markdown"
)

// parseMarkdown parses an answer. Link reference definitions stay text: they would make links of citations.
func parseMarkdown(source []byte) ast.Node { return markdown.Parse(source) }
