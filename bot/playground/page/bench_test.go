package page_test

import (
	"bufio"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"articlebot/bot/playground"
)

// BenchmarkEditToWire measures the time from an edit to its event at a reader over TCP, in a chat with a long history.
func BenchmarkEditToWire(b *testing.B) {
	w := start(b, "")
	host := httptest.NewServer(w.page)
	defer host.Close()
	defer w.page.Close()
	for range 200 {
		w.server.Do(playground.Say{By: ann, Text: strings.Repeat("Why does it rain? ", 50)})
	}
	answer, err := http.Get(host.URL + "/api/events")
	if err != nil {
		b.Fatal(err)
	}
	defer answer.Body.Close()
	lines := bufio.NewReader(answer.Body)
	await := func(text string) {
		for {
			line, err := lines.ReadString('\n')
			if err != nil {
				b.Fatal(err)
			}
			if strings.Contains(line, text) {
				return
			}
		}
	}
	await(`"id":299`)
	n := 0
	for b.Loop() {
		n++
		text := fmt.Sprintf("edit %d.", n)
		w.server.Do(playground.Edit{By: ann, Message: 299, Text: text})
		await(text)
	}
}
