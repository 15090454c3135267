package rag

import (
	"slices"
	"strings"

	"articlebot/rag/terms"
)

// Statement is one cell of a comparison: what the article says of a side in one respect, with citations as [n].
type Statement struct {
	Aspect string `json:"aspect"`
	Side   string `json:"side"`
	Text   string `json:"statement"`
}

func (s Statement) isEmpty() bool { return strings.TrimSpace(s.Text) == "" }

// parseStatements reads lines of "aspect | side | statement". It returns nil for a text that is written in another way,
// or has a line that is; the line that still grows may be.
func parseStatements(text string, sides []string) []Statement {
	if len(sides) == 0 {
		return nil
	}
	var list []Statement
	lines := strings.Split(strings.TrimSpace(text), "\n")
	for i, line := range lines {
		line = strings.Trim(line, " \t|")
		if line == "" || tableRule.MatchString(lines[i]) || i+1 < len(lines) && tableRule.MatchString(lines[i+1]) {
			continue
		}
		cells := strings.SplitN(line, "|", 3)
		if len(cells) < 3 {
			if i == len(lines)-1 && len(list) > 0 {
				break
			}
			return nil
		}
		s := Statement{Aspect: bareCell(cells[0]), Side: sideOf(bareCell(cells[1]), sides), Text: strings.Trim(cells[2], " \t|")}
		if s.Side == "" || strings.Contains(s.Text, "|") {
			return nil
		}
		list = append(list, s)
	}
	return list
}

// bareCell drops list marks, emphasis and citations.
func bareCell(cell string) string {
	cell = lineLead.ReplaceAllString(strings.TrimSpace(cell), "")
	return strings.Trim(emphasis.Replace(withoutMarkers(cell)), " *_:：")
}

// sideOf returns the side that a model's name for one means, or "".
func sideOf(name string, sides []string) string {
	folded := terms.Fold(name)
	for _, side := range sides {
		if other := terms.Fold(side); folded != "" && (folded == other || strings.Contains(folded, other) || strings.Contains(other, folded)) {
			return side
		}
	}
	return ""
}

// cards writes a comparison aspect by aspect, each side under it, and at the end the sides about which nothing was said.
func cards(table []Statement, sides []string, say phraseBook) string {
	if len(table) == 0 {
		return ""
	}
	var aspects []string
	for _, s := range table {
		if !slices.Contains(aspects, s.Aspect) {
			aspects = append(aspects, s.Aspect)
		}
	}
	var blocks []string
	for _, aspect := range aspects {
		block := []string{"**" + aspect + "**"}
		if aspect == "" {
			block = nil
		}
		for _, s := range table {
			if s.Aspect == aspect {
				block = append(block, "- **"+s.Side+"**"+say.colon+s.Text)
			}
		}
		blocks = append(blocks, strings.Join(block, "\n"))
	}
	for _, side := range sides {
		isIts := func(s Statement) bool { return s.Side == side }
		if !slices.ContainsFunc(table, isIts) {
			blocks = append(blocks, "- **"+side+"**"+say.colon+say.silentSide)
		}
	}
	return strings.Join(blocks, "\n\n")
}
