package bot

import (
	"fmt"
	"strings"
)

// comparison makes a question of "A | B" or "A | B | aspect"; it is empty where there are no two sides.
func (t askingPhrases) comparison(args string) string {
	parts := strings.Split(strings.ReplaceAll(args, "｜", "|"), "|")
	for i, part := range parts {
		parts[i] = strings.Join(strings.Fields(part), " ")
		if parts[i] == "" {
			return ""
		}
	}
	switch len(parts) {
	case 2:
		return fmt.Sprintf(t.versus, parts[0], parts[1])
	case 3:
		return fmt.Sprintf(t.versusOn, parts[0], parts[1], parts[2])
	}
	return ""
}
