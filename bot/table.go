package bot

import "strings"

// maxColumns is the widest line of code that a phone shows without breaking it.
const maxColumns = 38

// gap stands between the columns of a grid. A bar would not: Telegram's fonts do not make a Chinese character exactly twice
// as wide as a Latin one, so that bars stagger.
const gap = "  "

// grid is a table of plain one-line texts; its first row is the head. All rows have the same number of cells.
type grid [][]string

// layout pads the cells to columns, with a rule below the head. It reports false where a line takes more than maxColumns.
func (g grid) layout() (string, bool) {
	widths := g.widths()
	total := (len(widths) - 1) * len(gap)
	for _, n := range widths {
		total += n
	}
	if total > maxColumns || len(widths) == 0 {
		return "", false
	}
	var lines []string
	for i, row := range g {
		if i == 0 && strings.Join(row, "") == "" {
			continue
		}
		lines = append(lines, padded(row, widths))
		if i == 0 {
			lines = append(lines, rule(widths))
		}
	}
	if len(lines) > 0 && strings.HasPrefix(lines[0], " ") {
		// Telegram takes the white space off the start of a message, and the head would move.
		lines[0] = "·" + lines[0][1:]
	}
	return strings.Join(lines, "\n"), true
}

func (g grid) widths() []int {
	var widths []int
	for _, row := range g {
		for i, cell := range row {
			if i == len(widths) {
				widths = append(widths, 1)
			}
			widths[i] = max(widths[i], columns(cell))
		}
	}
	return widths
}

func padded(row []string, widths []int) string {
	var b strings.Builder
	for i, cell := range row {
		if i > 0 {
			b.WriteString(gap)
		}
		b.WriteString(cell + strings.Repeat(" ", widths[i]-columns(cell)))
	}
	return strings.TrimRight(b.String(), " ")
}

func rule(widths []int) string {
	dashes := make([]string, len(widths))
	for i, n := range widths {
		dashes[i] = strings.Repeat("-", n)
	}
	return strings.Join(dashes, gap)
}
