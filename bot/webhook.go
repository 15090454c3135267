package bot

import (
	"context"
	"crypto/subtle"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"regexp"
	"time"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"
)

// Webhook says where Telegram delivers updates.
type Webhook struct {
	// Listen is the address to listen on, as host:port, for plain HTTP: whatever stands before it speaks TLS to Telegram.
	Listen string
	// URL is the public https address that Telegram calls; its path is the one that is served.
	URL string
	// Secret is what Telegram sends along, so that nobody else can: 1 to 256 of A-Z, a-z, 0-9, _ and -. Replicas have the same.
	Secret string
}

// Limits of a delivery: an update has at most 64 KiB, and Telegram waits for an answer for 60 s.
const (
	maxDelivery     = 1 << 20
	deliveryTimeout = 30 * time.Second
)

// secretHeader is where Telegram puts the secret.
const secretHeader = "X-Telegram-Bot-Api-Secret-Token"

var secretForm = regexp.MustCompile(`^[A-Za-z0-9_-]{1,256}$`)

// hook takes deliveries. It is a poller in all but how updates come.
type hook struct {
	*poller
	o    Webhook
	path string
}

func newHook(o Webhook, p *poller) (*hook, error) {
	u, err := url.Parse(o.URL)
	if err != nil || u.Host == "" {
		return nil, fmt.Errorf("the webhook's address must be like https://bot.example.org/updates, not %q", o.URL)
	}
	if !secretForm.MatchString(o.Secret) {
		return nil, errors.New("the webhook's secret must be 1 to 256 of A-Z, a-z, 0-9, _ and -")
	}
	path := u.Path
	if path == "" {
		path = "/"
	}
	return &hook{poller: p, o: o, path: path}, nil
}

// run listens until ctx ends, and then lets the deliveries under way be finished. The webhook stays set: Telegram keeps what
// comes until this bot, or a replica of it, is there again.
func (h *hook) run(ctx context.Context, take taker) error {
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", h.o.Listen)
	if err != nil {
		return fmt.Errorf("listening for Telegram: %w", err)
	}
	server := &http.Server{Handler: h.handler(take), ReadTimeout: deliveryTimeout, WriteTimeout: deliveryTimeout, MaxHeaderBytes: 16 << 10}
	served := make(chan error, 1)
	go func() { served <- server.Serve(listener) }()
	err = h.register(ctx)
	if err == nil {
		select {
		case <-ctx.Done():
		case err = <-served:
			return fmt.Errorf("listening for Telegram: %w", err)
		}
	}
	late, cancel := context.WithTimeout(context.WithoutCancel(ctx), settleTime)
	defer cancel()
	err = errors.Join(err, server.Shutdown(late))
	if failed := <-served; !errors.Is(failed, http.ErrServerClosed) {
		err = errors.Join(err, failed)
	}
	return err
}

// register tells Telegram where to deliver; until it can be reached it keeps trying. The error is that of a token that is not
// accepted or of an address that Telegram does not take.
func (h *hook) register(ctx context.Context) error {
	for ctx.Err() == nil {
		err := h.api.setWebhook(ctx, h.o.URL, h.o.Secret)
		switch codeOf(err) {
		case http.StatusUnauthorized:
			return fmt.Errorf("%w: %w", err, ErrToken)
		case http.StatusBadRequest:
			return fmt.Errorf("setting the webhook: %w", err)
		}
		if err == nil {
			h.log.Info("Telegram delivers to the webhook", "listen", h.o.Listen)
			h.pause.reset()
			return nil
		}
		h.react(ctx, err)
	}
	return nil
}

func (h *hook) handler(take taker) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch {
		case r.URL.Path != h.path:
			http.NotFound(w, r)
		case r.Method != http.MethodPost:
			http.Error(w, "only POST", http.StatusMethodNotAllowed)
		case subtle.ConstantTimeCompare([]byte(r.Header.Get(secretHeader)), []byte(h.o.Secret)) != 1:
			http.Error(w, "forbidden", http.StatusForbidden)
		default:
			h.deliver(w, r, take)
		}
	})
}

// deliver answers 200 only when the update is on disk, or when there is nothing in it that could be kept: anything else has
// Telegram deliver it again.
func (h *hook) deliver(w http.ResponseWriter, r *http.Request, take taker) {
	text, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxDelivery))
	if tooLarge := (*http.MaxBytesError)(nil); errors.As(err, &tooLarge) {
		http.Error(w, "too large", http.StatusRequestEntityTooLarge)
		return
	}
	if err != nil {
		http.Error(w, "unreadable", http.StatusBadRequest)
		return
	}
	u, ok := newRawUpdate(text)
	if !ok {
		h.log.Error("leaving out a delivery without an id")
		return
	}
	if err := take(r.Context(), []rawUpdate{u}); err != nil {
		h.report(fmt.Errorf("%w: %w", errStorage, err))
		w.Header().Set("Retry-After", "5")
		http.Error(w, "not stored", http.StatusServiceUnavailable)
	}
}

// setWebhook has updates delivered, those included that wait.
func (c *client) setWebhook(ctx context.Context, address, secret string) error {
	_, err := c.call(ctx, "setWebhook", tgbotapi.Params{
		"url": address, "secret_token": secret, "allowed_updates": allowedUpdates, "drop_pending_updates": "false",
	})
	return err
}
