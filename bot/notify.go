package bot

import (
	"context"
	"sync"
)

// SetAccess replaces who may use the bot, from the next message on.
func (b *Bot) SetAccess(a Access) { b.handler.access.set(a) }

// Notify sends a plain text, as often as Telegram lets it, to each admin in the private chat with the bot, and returns when
// all were told or could not be, or ctx has ended. An admin who never wrote to the bot cannot be told.
func (b *Bot) Notify(ctx context.Context, text string) {
	var all sync.WaitGroup
	defer all.Wait()
	for _, admin := range b.handler.access.access().Admins {
		all.Go(func() {
			if err := b.handler.out.tell(ctx, admin, text); err != nil {
				b.log.Warn("an admin could not be told", "user", admin, "err", err)
			}
		})
	}
}

// tell sends a plain text, in several messages where it is long. A person's private chat has the id of the person.
func (m *messenger) tell(ctx context.Context, user int64, text string) error {
	for _, part := range split(escape(text), maxUnits) {
		if _, err := m.put(ctx, target{chat: user}, body{text: part, html: true}); err != nil {
			return err
		}
	}
	return nil
}
