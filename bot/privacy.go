package bot

import (
	"context"
	"fmt"
	"strings"
	"time"

	"articlebot/bot/store"
)

// tellPrivacy says what is kept, and for how long.
func (h *handler) tellPrivacy(ctx context.Context, k *task, _ *message, _ string) error {
	return h.say(ctx, k, k.t.info.kept())
}

// kept goes by the store's constants.
func (t infoPhrases) kept() string {
	days := func(life time.Duration) int { return int(life / (24 * time.Hour)) }
	return strings.Join([]string{
		t.privacy,
		fmt.Sprintf(t.done, int(store.DoneLife/time.Hour)),
		fmt.Sprintf(t.parked, days(store.ParkedLife)),
		fmt.Sprintf(t.turns, store.MaxTurns, days(store.TurnLife)),
		fmt.Sprintf(t.feedback, days(store.AnswerLife)),
		fmt.Sprintf(t.usage, days(store.UsageLife)),
		t.settings,
		"",
		t.elsewhere,
	}, "\n")
}
