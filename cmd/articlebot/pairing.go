package main

import (
	"context"
	"fmt"
	"io"

	"articlebot/bot"
	"articlebot/bot/store"
	"articlebot/config"
)

// newPairing looks who was paired with the bot. Where nobody was, and the configuration lets nobody in either, it shows a code
// that makes the first admin. The code goes to the standard output, and so into no log.
func newPairing(ctx context.Context, c *config.Config, work *store.Store, out io.Writer) (bot.Pairing, error) {
	owner, err := work.Owner(ctx)
	a := c.Access
	if err != nil || owner != 0 || a.Mode == config.Open || len(a.Users)+len(a.Admins)+len(a.Chats) > 0 {
		return bot.Pairing{Owner: owner}, err
	}
	code := bot.NewPairingCode()
	_, err = fmt.Fprintf(out, "Nobody may use the bot yet: send it the message /pair %s to become its admin.\n", code)
	return bot.Pairing{Code: code}, err
}
