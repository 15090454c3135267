//go:build chaos

package chaos_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"regexp"
	"strings"
	"time"
)

// long is how often the long answers say their sentence: they take two messages.
const long = 32

// sentence is what the article says of a keeper.
func sentence(keeper string, n int) string {
	return fmt.Sprintf("Keeper %s lit lamp %d, and the log of that night says that the wind stood in the west, that the sea was calm "+
		"and that two ships passed before dawn.", keeper, n)
}

var (
	asked   = regexp.MustCompile(`(?m)^Question: .*\b[Kk]eeper (\w+)`)
	passage = regexp.MustCompile(`(?m)^\[(\d+)\] (.*)$`)
)

// model is an OpenAI-compatible server that knows the answers: the sentence of the keeper that is asked for, streamed word by
// word. Every third keeper's comes slowly, every seventh's is long.
func model(w http.ResponseWriter, r *http.Request) {
	var request struct {
		Messages []struct{ Content string }
	}
	if err := json.NewDecoder(r.Body).Decode(&request); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	text := "VERDICT: no - there is no such keeper"
	pause := 5 * time.Millisecond
	for _, m := range request.Messages {
		if found := asked.FindStringSubmatch(m.Content); found != nil {
			text, pause = reply(found[1], m.Content)
		}
	}
	stream(w, r, text, pause)
}

func reply(keeper, prompt string) (text string, pause time.Duration) {
	for _, p := range passage.FindAllStringSubmatch(prompt, -1) {
		for said := range strings.SplitSeq(p[2], ". ") {
			if !strings.HasPrefix(said, "Keeper "+keeper+" ") {
				continue
			}
			line := strings.TrimSuffix(said, ".") + " [" + p[1] + "]."
			n := 0
			_, _ = fmt.Sscanf(said, "Keeper "+keeper+" lit lamp %d", &n)
			pause := time.Millisecond
			if n%3 == 0 {
				pause = 10 * time.Millisecond
			}
			if n%7 == 0 {
				pause = 0
			}
			return "VERDICT: yes\n" + strings.Repeat(line+" ", times(n)), pause
		}
	}
	return "VERDICT: no - no passage names " + keeper, 0
}

func stream(w http.ResponseWriter, r *http.Request, text string, pause time.Duration) {
	w.Header().Set("Content-Type", "text/event-stream")
	for word := range strings.SplitAfterSeq(text, " ") {
		chunk, _ := json.Marshal(map[string]any{"choices": []any{map[string]any{"index": 0, "delta": map[string]any{"content": word}}}})
		fmt.Fprintf(w, "data: %s\n\n", chunk)
		if pause == 0 {
			continue
		}
		_ = http.NewResponseController(w).Flush()
		select {
		case <-time.After(pause):
		case <-r.Context().Done():
			return
		}
	}
	fmt.Fprint(w, `data: {"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}`+"\n\ndata: [DONE]\n\n")
}
