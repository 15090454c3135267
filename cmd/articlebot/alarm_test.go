package main

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"

	"articlebot/rag/llm"
)

// TestFaultL1AlarmOnce holds that the admins are told once of each model that only they can mend, and again after a reload.
func TestFaultL1AlarmOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		a := newAlarm()
		var told []string
		go sendNotices(t.Context(), a.pending, func(_ context.Context, text string) { told = append(told, text) })
		refused := &llm.Error{Kind: llm.KindAuth, Message: "one: the server refused the API key"}
		fail := func(profile string, err error) {
			a.failed(profile, fmt.Errorf("asking: %w", err))
			synctest.Wait()
		}
		fail("one", refused)
		fail("one", refused)
		fail("two", &llm.Error{Kind: llm.KindModel, Message: "two: no such model"})
		for _, passing := range []error{&llm.Error{Kind: llm.KindOverloaded}, &llm.Error{Kind: llm.KindRate}, errors.New("odd")} {
			fail("one", passing)
		}
		if len(told) != 2 || !strings.Contains(told[0], "模型 one") || !strings.Contains(told[0], "refused the API key") {
			t.Errorf("told %q", told)
		}
		a.forget()
		if fail("one", refused); len(told) != 3 {
			t.Errorf("after a reload told %q", told)
		}
	})
}
