//go:build unix

package main

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
	"time"

	"articlebot/bot/playground"
)

// TestFaultM8FewFileHandles has fifty people ask at once a program that may have 64 files and connections open, while Telegram
// and the model take a second for everything, so that requests pile up. Its own limits keep it below that: the model
// answers everybody.
func TestFaultM8FewFileHandles(t *testing.T) {
	isolate(t)
	telegram := playground.New(playground.Options{})
	defer telegram.Close()
	telegram.Weather(1, 1, playground.Slow(time.Second))
	server := httptest.NewServer(telegram)
	defer server.Close()
	model := modelServer(t, "4:1", "AlphaGo beat Lee Sedol 4:1 [%s].")
	slowly := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		<-time.After(time.Second)
		model.Config.Handler.ServeHTTP(w, r)
	}))
	defer slowly.Close()
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	defer cancel()
	var log bytes.Buffer
	bot := exec.CommandContext(ctx, "sh", "-c", `ulimit -n 64 && exec "$0" "$@"`, os.Args[0], "--data", t.TempDir(), "serve")
	bot.Stdout, bot.Stderr = &log, &log
	bot.Env = append(os.Environ(), asProgram+"=1", "ARTICLEBOT_ACCESS=open",
		"TELEGRAM_TOKEN="+telegram.Token(), "TELEGRAM_API_URL="+server.URL,
		"LLM_MODEL=m", "LLM_API_KEY=key-of-the-test", "LLM_BASE_URL="+slowly.URL+"/v1")
	if err := bot.Start(); err != nil {
		t.Fatal(err)
	}

	people := make([]playground.Person, 50)
	var questions []playground.Act
	for i := range people {
		people[i] = playground.Person{ID: int64(1001 + i), FirstName: fmt.Sprint("P", i), LanguageCode: "en"}
		questions = append(questions, playground.Say{By: people[i], Text: "By how much did AlphaGo win?"})
	}
	telegram.Do(questions...)
	err := telegram.Await(ctx, func() bool { return answered(telegram, people) == len(people) })
	if err != nil {
		t.Errorf("%d people have an answer of the model", answered(telegram, people))
	}
	if err := bot.Process.Signal(syscall.SIGTERM); err != nil {
		t.Error(err)
	}
	if err := bot.Wait(); err != nil {
		t.Errorf("the program ended with %v", err)
	}
	if text := log.String(); strings.Contains(text, "too many open files") || strings.Contains(text, "level=ERROR") {
		t.Errorf("logged %s", text)
	}
	if broken := telegram.Violations(); len(broken) > 0 {
		t.Errorf("rules were broken: %q", broken)
	}
}

// answered is how many people see an answer of the model as their chat's last message, with no other of the bot's before it.
func answered(telegram *playground.Server, people []playground.Person) (n int) {
	for _, p := range people {
		screen := telegram.Screen(p.ID)
		if text := screen.Last().Text; len(screen.Messages) == 2 && strings.HasPrefix(text, "AlphaGo beat Lee Sedol 4:1 [1].") && !strings.Contains(text, "No model") {
			n++
		}
	}
	return n
}
