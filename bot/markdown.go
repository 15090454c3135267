package bot

import (
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"

	"articlebot/internal/markdown"
)

// parseMarkdown parses an answer, with task lists. Link reference definitions stay text: they would make links of citations.
func parseMarkdown(source []byte) ast.Node { return markdown.Parse(source, extension.TaskList) }
