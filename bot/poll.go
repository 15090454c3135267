package bot

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"strings"
	"time"
)

// taker takes a batch over. The batch is confirmed to Telegram, and so forgotten there, only after it returned nil.
type taker func(ctx context.Context, batch []rawUpdate) error

// poller fetches updates. telegram-bot-api has GetUpdatesChan for this, which confirms updates before anybody took them.
type poller struct {
	api *client
	log *slog.Logger

	pause    backoff
	unhooked bool
	reported seldom
}

// identify learns who the bot is; until Telegram can be reached it keeps trying. It returns an error only for a token
// that is not accepted, and a zero user with no error when ctx ends first.
func (p *poller) identify(ctx context.Context) (user, error) {
	for ctx.Err() == nil {
		self, err := p.api.getMe(ctx)
		if err == nil {
			p.pause.reset()
			return self, nil
		}
		if code := codeOf(err); code == http.StatusUnauthorized || code == http.StatusNotFound {
			return user{}, fmt.Errorf("%w: %w", err, ErrToken)
		}
		p.react(ctx, err)
	}
	return user{}, nil
}

// run polls until ctx ends, and then returns nil; it returns an error when the token is no longer accepted.
func (p *poller) run(ctx context.Context, take taker) error {
	var offset int64
	for ctx.Err() == nil {
		next, err := p.poll(ctx, offset, take)
		switch {
		case err == nil:
			offset = next
			p.pause.reset()
		case codeOf(err) == http.StatusUnauthorized:
			return fmt.Errorf("%w: %w", err, ErrToken)
		default:
			p.react(ctx, err)
		}
	}
	return nil
}

// poll fetches and hands over one batch and returns the offset that confirms it. That is one more than the highest id
// of this batch whatever came before: after a quiet week Telegram starts again at a random id.
func (p *poller) poll(ctx context.Context, offset int64, take taker) (int64, error) {
	start := time.Now()
	batch, lost, err := p.api.getUpdates(ctx, offset)
	if err != nil {
		return 0, err
	}
	if lost > 0 {
		p.log.Error("skipping updates without an id", "count", lost)
	}
	if len(batch) == 0 {
		// A server that does not hold the poll open must not be asked in a tight loop.
		if time.Since(start) < time.Second {
			_ = sleep(ctx, time.Second)
		}
		return offset, nil
	}
	if err := take(ctx, batch); err != nil {
		return 0, fmt.Errorf("%w: %w", errStorage, err)
	}
	highest := batch[0].id
	for _, u := range batch {
		highest = max(highest, u.id)
	}
	return highest + 1, nil
}

// react does what an error asks for: it waits as long as Telegram says or with a growing pause, and ends a webhook
// that is in the way, once, since a second time would mean that somebody else wants it.
func (p *poller) react(ctx context.Context, err error) {
	if ctx.Err() != nil {
		return
	}
	if hooked(err) && !p.unhooked {
		p.log.Warn("a webhook is set for this bot; removing it to poll, waiting updates are kept")
		p.unhooked = true
		if err = p.api.dropWebhook(ctx); err == nil {
			return
		}
		p.unhooked = false
	}
	p.report(err)
	_ = sleep(ctx, max(p.pause.next(), retryAfter(err)))
}

// report logs a failure, at most once a minute.
func (p *poller) report(err error) {
	if !p.reported.due() {
		return
	}
	switch {
	case errors.Is(err, errStorage):
		p.log.Error("what people write cannot be stored; Telegram keeps it until that works again", "err", err)
	case hooked(err):
		p.log.Error("another program has set a webhook with this bot's token; stop it or use another token", "err", err)
	case codeOf(err) == http.StatusConflict:
		p.log.Error("another program polls with this bot's token; stop it or use another token", "err", err)
	default:
		p.log.Warn("Telegram cannot be reached, trying again", "err", err)
	}
}

// hooked reports the refusal to poll because updates go to a webhook.
func hooked(err error) bool {
	var e *APIError
	return errors.As(err, &e) && e.Code == http.StatusConflict && strings.Contains(e.Description, "webhook is active")
}

// codeOf returns the code with which Telegram itself refused; 0 when the error is of another kind.
func codeOf(err error) int {
	var e *APIError
	if errors.As(err, &e) && e.cause == nil {
		return e.Code
	}
	return 0
}

func retryAfter(err error) time.Duration {
	var e *APIError
	if errors.As(err, &e) {
		return e.RetryAfter
	}
	return 0
}
