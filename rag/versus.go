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
	// Citations are the numbers of those in Text.
	Citations []int `json:"citations"`
}

func (s Statement) isEmpty() bool { return strings.TrimSpace(s.Text) == "" }

// parseStatements reads lines of "aspect | side | statement", or a table with a column for each side. It returns nil for a
// text that is written in another way, or has a line that is; a heading before them all may be, and the line that still
// grows.
func parseStatements(text string, sides []string) []Statement {
	if len(sides) == 0 {
		return nil
	}
	var list []Statement
	var columns []string
	lines := strings.Split(strings.ReplaceAll(strings.TrimSpace(text), "｜", "|"), "\n")
	for i, line := range lines {
		isHead := i+1 < len(lines) && strings.Contains(lines[i+1], "|") && tableRule.MatchString(lines[i+1])
		isLeadIn := len(list) == 0 && !strings.Contains(line, "|") && headingLine.MatchString(line)
		switch cells := cellsOf(line); {
		case isHead:
			columns = sidesOf(cells[1:], sides)
		case isLeadIn, tableRule.MatchString(line), strings.Trim(line, " \t|") == "":
		case i == len(lines)-1 && len(list) > 0 && len(cells) < 3:
		default:
			read := statementsOf(cells, columns, sides)
			if read == nil {
				return nil
			}
			list = append(list, read...)
		}
	}
	return list
}

// cellsOf parts a line at its bars, of which those around it are none.
func cellsOf(line string) []string {
	cells := strings.Split(strings.TrimSuffix(strings.TrimPrefix(strings.TrimSpace(line), "|"), "|"), "|")
	for i, cell := range cells {
		cells[i] = strings.TrimSpace(cell)
	}
	return cells
}

// statementsOf reads the cells of a line: an aspect, a side and a statement, or where the sides are the columns of a table
// an aspect and a statement of each. It returns nil where they are something else.
func statementsOf(cells, columns, sides []string) []Statement {
	aspect := bareCell(cells[0])
	if len(columns) == 0 {
		if len(cells) != 3 {
			return nil
		}
		columns, cells = sidesOf(cells[1:2], sides), cells[1:]
	}
	if len(cells) < 2 || len(cells) > len(columns)+1 {
		return nil
	}
	var list []Statement
	for i, text := range cells[1:] {
		list = append(list, Statement{Aspect: aspect, Side: columns[i], Text: text})
	}
	return list
}

// sidesOf returns the sides that cells name, or nil when one names none.
func sidesOf(cells, sides []string) []string {
	var list []string
	for _, cell := range cells {
		side := sideOf(bareCell(cell), sides)
		if side == "" {
			return nil
		}
		list = append(list, side)
	}
	return list
}

// bareCell drops list marks, emphasis and citations.
func bareCell(cell string) string {
	cell = lineLead.ReplaceAllString(strings.TrimSpace(cell), "")
	return strings.Trim(emphasis.Replace(withoutMarkers(cell)), " *_:：")
}

// sideOf returns the side that a model's name for one means, or "": the longest that stands in the name, else the only one
// that the name is a part of.
func sideOf(name string, sides []string) string {
	folded := terms.Fold(name)
	named := ""
	var around []string
	for _, side := range sides {
		switch other := terms.Fold(side); {
		case strings.Contains(folded, other) && len(side) > len(named):
			named = side
		case folded != "" && strings.Contains(other, folded):
			around = append(around, side)
		}
	}
	if named == "" && len(around) == 1 {
		return around[0]
	}
	return named
}

// beforeBars is what stands before the first line with a bar: a comparison that is not in statements yet.
func beforeBars(text string) string {
	if bar := strings.IndexAny(text, "|｜"); bar >= 0 {
		text = text[:strings.LastIndexByte(text[:bar], '\n')+1]
	}
	return strings.TrimSpace(text)
}

// cards writes a comparison aspect by aspect, each side under it, and at the end those of sides about which nothing was
// said.
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
