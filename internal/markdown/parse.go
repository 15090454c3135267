// Package markdown parses Markdown as people and models write it in Chinese and in English. It is CommonMark with the
// tables and the strike-through of GFM, less what eats text: articles and answers are both full of ranges and of Chinese
// punctuation beside stars.
package markdown

import (
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// Parse parses CommonMark with the tables of GFM, the given extensions and these differences: emphasis works between
// Chinese characters; a strike-through takes two tildes, since one stands between numbers; a link reference definition
// is text without the extension References.
func Parse(source []byte, extensions ...goldmark.Extender) ast.Node {
	p := parser.NewParser(
		parser.WithBlockParsers(parser.DefaultBlockParsers()...),
		parser.WithInlineParsers(
			util.Prioritized(parser.NewCodeSpanParser(), 100),
			util.Prioritized(parser.NewLinkParser(), 200),
			util.Prioritized(parser.NewAutoLinkParser(), 300),
			util.Prioritized(parser.NewRawHTMLParser(), 400),
			util.Prioritized(emphasis{}, 500),
			util.Prioritized(strikethrough{}, 500),
		),
		parser.WithParagraphTransformers(util.Prioritized(extension.NewTableParagraphTransformer(), 200)),
		parser.WithASTTransformers(util.Prioritized(extension.NewTableASTTransformer(), 0)),
	)
	md := goldmark.New(goldmark.WithParser(p), goldmark.WithExtensions(extensions...))
	return md.Parser().Parse(text.NewReader(source))
}

// References is the extension that reads link reference definitions, which Parse leaves as text: where [1] is a citation,
// they would make a link of it.
type References struct{}

// Extend implements goldmark.Extender.
func (References) Extend(m goldmark.Markdown) {
	m.Parser().AddOptions(parser.WithParagraphTransformers(parser.DefaultParagraphTransformers()...))
}
