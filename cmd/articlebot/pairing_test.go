package main

import (
	"bytes"
	"context"
	"io"
	"regexp"
	"strings"
	"testing"
	"time"

	"articlebot/bot/playground"
)

// TestServePairsTheFirstAdmin reads the code that serve shows, sends it, and finds that the next start shows none.
func TestServePairsTheFirstAdmin(t *testing.T) {
	isolate(t)
	api := telegram(t)
	owner := playground.Person{ID: 5, LanguageCode: "en"}
	shown, out := io.Pipe()
	ctx, stop := context.WithTimeout(t.Context(), time.Minute)
	defer stop()
	var errs bytes.Buffer
	ended := make(chan error, 1)
	go func() { ended <- run(ctx, []string{"serve"}, strings.NewReader(""), out, &errs) }()
	line := make([]byte, 200)
	n, err := shown.Read(line)
	code := regexp.MustCompile(`/pair ([A-Z2-7]{8}) `).FindSubmatch(line[:n])
	if err != nil || code == nil {
		t.Fatalf("serve shows %q, %v", line[:n], err)
	}
	api.Do(playground.Say{By: owner, Text: "/pair " + string(code[1])})
	isPaired := func() bool { return strings.HasPrefix(api.Screen(owner.ID).Last().Text, "You are an admin") }
	if err := api.Await(ctx, isPaired); err != nil {
		t.Errorf("the screen shows %q: %v", api.Screen(owner.ID).Lines(), err)
	}
	stop()
	if err := <-ended; err != nil {
		t.Error(err)
	}
	if strings.Contains(errs.String(), string(code[1])) {
		t.Error("the log shows the code")
	}

	again, cancel := context.WithCancel(t.Context())
	var second bytes.Buffer
	time.AfterFunc(0, func() {
		api.Do(playground.Say{By: owner, Text: "/reset"})
		_ = api.Await(again, func() bool { return strings.HasPrefix(api.Screen(owner.ID).Last().Text, "Done") })
		cancel()
	})
	if err := run(again, []string{"serve"}, strings.NewReader(""), &second, io.Discard); err != nil || second.Len() > 0 {
		t.Errorf("the next start shows %q, %v", second.String(), err)
	}
}
