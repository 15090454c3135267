// Package playground is a Telegram to try a bot on: a strict subset of the Bot API over HTTP, and the people who talk
// to the bot. It refuses what Telegram refuses, in Telegram's words, delivers updates by polling or to a webhook with
// Telegram's rules for repeating and expiring them, plays scripted or random faults, and keeps what every person would
// see. It holds everything in memory and works on testing/synctest's clock.
//
// The rules and texts are those of the public Bot API server (tdlib/telegram-bot-api) and of core.telegram.org/bots/api.
package playground

import (
	"math/rand/v2"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"
)

// DefaultToken is the token of a Server that was given none.
const DefaultToken = "1000000:playground"

// Options are the settings of a Server. The zero value is ready for use.
type Options struct {
	// Token is the bot's token; empty means DefaultToken.
	Token string
	// ID is the bot's user id; 0 means the number at the start of the token.
	ID int64
	// Username and Name are the bot's, without "@"; empty means playground_bot and Playground.
	Username, Name string
	// Local lifts the rules for webhook addresses as the public server's --local does: plain HTTP, any port, any address.
	Local bool
	// Webhook carries the deliveries to a webhook; nil means the network. Carry makes one of a handler.
	Webhook http.RoundTripper
	// Old makes it a server from before drafts and rich messages.
	Old bool
	// Rule is an own rule besides Telegram's, asked about every call; what it returns, unless empty, is kept as a violation.
	Rule func(Call) string
}

// Server is a Telegram for one bot. It is an http.Handler for a listener and an http.RoundTripper that needs none. All
// methods may be called from several goroutines.
type Server struct {
	options Options
	methods map[string]method

	mu         sync.Mutex
	chats      map[int64]*chat
	nextID     int64 // of a message in the chats that share their numbers
	calls      []Call
	violations []string
	holdOff    time.Time // for requests that are for no chat
	script     map[string][]Fault
	weather    weather
	inbox      inbox
	hook       *webhook // nil when there is none
	nextHook   time.Time
	presses    []*Pressed
	inline     map[string]*inlineQuery
	profile    map[string]any
	photos     photos
	dice       *rand.Rand
	carried    int // requests in memory under way
	changed    signal

	closed  chan struct{}
	close   sync.Once
	pushing sync.WaitGroup
}

// New returns a Server. Close it when its bot has used a webhook or a fault that waits.
func New(o Options) *Server {
	if o.Token == "" {
		o.Token = DefaultToken
	}
	if o.ID == 0 {
		number, _, _ := strings.Cut(o.Token, ":")
		o.ID, _ = strconv.ParseInt(number, 10, 64)
	}
	if o.Username == "" {
		o.Username = "playground_bot"
	}
	if o.Name == "" {
		o.Name = "Playground"
	}
	if o.Webhook == nil {
		o.Webhook = &http.Transport{}
	}
	s := &Server{
		options: o,
		chats:   map[int64]*chat{},
		nextID:  100,
		script:  map[string][]Fault{},
		inbox:   newInbox(),
		inline:  map[string]*inlineQuery{},
		profile: map[string]any{},
		dice:    rand.New(rand.NewPCG(1, 2)),
		changed: newSignal(),
		closed:  make(chan struct{}),
	}
	s.methods = s.table()
	return s
}

// Token returns the token that the server accepts.
func (s *Server) Token() string { return s.options.Token }

// Close ends webhook deliveries, polls and faults that wait, and returns when no goroutine of a delivery is left. What
// was kept can still be read.
func (s *Server) Close() {
	s.close.Do(func() { close(s.closed) })
	s.mu.Lock()
	s.unhook()
	s.mu.Unlock()
	s.pushing.Wait()
	if t, ok := s.options.Webhook.(*http.Transport); ok {
		t.CloseIdleConnections()
	}
}
