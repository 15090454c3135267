// Package bot is the Telegram front end: it puts what people write on disk before Telegram may forget it, puts the questions
// of each chat to an Asker in their order, shows a placeholder that grows while the answer is written, and ends with one
// formatted answer that lists the sources. What a crash or a stop interrupts goes on after the next start.
package bot

import (
	"cmp"
	"context"
	"crypto/rand"
	"errors"
	"log/slog"
	"net/http"
	"sync"
	"time"

	"articlebot/bot/store"
	"articlebot/corpus"
	"articlebot/rag"
	"articlebot/rag/ledger"
)

// Asker answers questions. Ask is called from several goroutines; it calls draft as a rag.Draft describes.
type Asker interface {
	Ask(ctx context.Context, q rag.Question, draft rag.Draft) (rag.Answer, error)
}

// Options are what a Bot is made of. Token, Asker and Store are required, everything else has a default.
type Options struct {
	// Token is what @BotFather gave; it never appears in a log or an error.
	Token string
	// APIURL is the address of the Bot API server, without the bot's token; empty means https://api.telegram.org.
	APIURL string
	Asker  Asker
	// Store keeps what people write, and how far the reply to it has got. The caller closes its database after Run.
	Store *store.Store
	// Webhook, when not nil, has Telegram deliver what people write, instead of the bot asking for it.
	Webhook *Webhook
	// Models are what /model chooses from; nil means that there are none.
	Models Models
	// Usage is what /usage tells the admins; nil means that nothing is counted.
	Usage Usage
	// Reader knows what stands around the passages that answers cite; nil knows nothing.
	Reader Reader
	// Searcher finds the passages of /search; nil means that there is no such command.
	Searcher Searcher
	// Reload has the configuration read again, and does not wait for that; nil means that it cannot be.
	Reload func()
	// Version is the program's, for /about.
	Version string
	// About describes the article to readers of each language; those of another one are told nothing about it.
	About map[corpus.Lang]About
	// Questions are those that are offered; nil means those of About.
	Questions Questions
	Access    Access
	// Pairing is how the bot gets its first admin, where Access lists nobody.
	Pairing Pairing
	// Quick answers by quotation, for which rag.Question.Quote is set, what people type behind the bot's name in any chat; nil
	// leaves such inline queries unanswered.
	Quick Asker
	// Drafts has answers in private chats grow in drafts, in place of a message that is changed again and again. The finished answer
	// then is a message that is sent: after a crash or a cut connection right then it may stand there twice, which it never does
	// without drafts. Where the server does not know them, the bot does without.
	Drafts bool
	// RichTables has comparisons shown with a table of Telegram's own where the server knows that; people with an old client of
	// Telegram's may then see nothing but a hint to update it.
	RichTables bool
	// Logger receives no message texts and no secrets; nil discards.
	Logger *slog.Logger
	// Transport carries the HTTP requests; nil means a transport of the bot's own that obeys the proxy environment.
	Transport http.RoundTripper
	// Parallel is how many questions are asked at the same time over all chats; 0 means 8.
	Parallel int
	// Rate is how many messages are sent and edited in a second over all chats; 0 means 30, which is what Telegram takes.
	Rate int
	// MaxAge is how old a message may be when its turn comes; what is older is not answered, and its chat is told so once. 0 means
	// any age.
	MaxAge time.Duration
	// Worker names this process among the replicas that share the store; empty means a name drawn at random.
	Worker string
	// AskTimeout bounds one call of Ask; 0 means 2 minutes.
	AskTimeout time.Duration
	// Grace is how long answers under way may go on after the bot was told to stop; 0 means 8 seconds.
	Grace time.Duration
}

// Models knows the model profiles that a question may name. It is asked each time, since they may change; from several
// goroutines.
type Models interface {
	// Profiles returns the profiles in the order in which they are listed.
	Profiles() []Profile
}

// Profile is a named model.
type Profile struct {
	// Name is what rag.Question.Profile calls it, and Model the name of its model.
	Name, Model string
	// Default marks the profile that answers where none is named.
	Default bool
}

// Usage knows what the models were used for. It is asked from several goroutines.
type Usage interface {
	// Today returns what was used today, with at most so many users and chats, the biggest first.
	Today(ctx context.Context, most int) (ledger.Day, error)
}

// About says what the bot answers about, for /start. Every field may be empty.
type About struct {
	Title     string
	Author    string
	Publisher string
	Date      string
	URL       string
	Note      string
	// Examples are questions that the article answers, counted by links such as ?start=q_1, and offered by /start where Options
	// have no Questions.
	Examples []string
	// Questions are those that are then offered below answers, in the order of the article; empty means the Examples.
	Questions []string
}

// Bot is a Telegram bot; New makes it and Run runs it.
type Bot struct {
	source     source
	intake     *intake
	dispatcher *dispatcher
	handler    *handler
	grace      time.Duration
	log        *slog.Logger
}

// source is where updates come from.
type source interface {
	// identify learns who the bot is; until Telegram can be reached it keeps trying. It returns an error only for a token
	// that is not accepted, and a zero user with no error when ctx ends first.
	identify(ctx context.Context) (user, error)
	// run delivers updates until ctx ends, and then returns nil.
	run(ctx context.Context, take taker) error
}

// atOnce bounds the updates under work, most of which wait for Telegram or for their turn to be asked.
const atOnce = 256

// New checks the options and builds a bot. It makes no network call.
func New(o Options) (*Bot, error) {
	if o.Asker == nil || o.Store == nil {
		return nil, errors.New("bot: no Asker or no Store given")
	}
	o = o.withDefaults()
	log := o.Logger.With("component", "bot")
	api, err := newClient(o.Token, o.APIURL, o.Transport)
	if err != nil {
		return nil, err
	}
	h := &handler{
		store:    o.Store,
		disk:     &disk{log: log},
		asker:    o.Asker,
		models:   o.Models,
		usage:    o.Usage,
		about:    o.About,
		offers:   offers{now: o.Questions, about: o.About},
		searcher: o.Searcher,
		reread:   o.Reload,
		version:  o.Version,
		reader:   o.Reader,
		buttons:  &signer{store: o.Store},
		access:   newGuard(o.Access, o.Pairing),
		out: &messenger{
			api: api, pace: newPace(o.Rate), drafts: newDrafts(o.Drafts, log), rich: newRich(o.RichTables, log), log: log,
		},
		albums:     newAlbums(),
		absences:   newAbsences(),
		slots:      make(chan struct{}, o.Parallel),
		askTimeout: o.AskTimeout,
		maxAge:     o.MaxAge,
		log:        log,
	}
	from, err := newSource(o, api, log)
	if err != nil {
		return nil, err
	}
	return &Bot{
		source:     from,
		intake:     newIntake(o, api, h),
		dispatcher: newDispatcher(h, o.Worker),
		handler:    h,
		grace:      o.Grace,
		log:        log,
	}, nil
}

// newSource polls, or listens where there is a webhook.
func newSource(o Options, api *client, log *slog.Logger) (source, error) {
	p := &poller{api: api, log: log}
	if o.Webhook == nil {
		return p, nil
	}
	return newHook(*o.Webhook, p)
}

func (o Options) withDefaults() Options {
	if o.Logger == nil {
		o.Logger = slog.New(slog.DiscardHandler)
	}
	if o.Models == nil {
		o.Models = noModels{}
	}
	if o.Reader == nil {
		o.Reader = noReader{}
	}
	if o.Usage == nil {
		o.Usage = noUsage{}
	}
	o.APIURL = cmp.Or(o.APIURL, "https://api.telegram.org")
	o.Worker = cmp.Or(o.Worker, rand.Text())
	o.Parallel = cmp.Or(o.Parallel, 8)
	o.Rate = cmp.Or(o.Rate, perSecond)
	o.AskTimeout = cmp.Or(o.AskTimeout, 2*time.Minute)
	o.Grace = cmp.Or(o.Grace, 8*time.Second)
	return o
}

// sweepEvery is how often the store throws away what it keeps no longer.
const sweepEvery = time.Hour

// Run serves until ctx ends. Then it takes nothing more, lets the answers under way be finished within the grace period, gives
// back what is not, so that it goes on after the next start, and returns nil. A token that Telegram does not accept ends it
// with an error that wraps ErrToken. No goroutine outlives Run, which is called once.
func (b *Bot) Run(ctx context.Context) error {
	self, err := b.source.identify(ctx)
	if err != nil || ctx.Err() != nil {
		return err
	}
	b.handler.username, b.intake.username = self.Username, self.Username
	b.intake.readMoves(ctx)
	b.log.Info("serving", "bot", self.Username, "open", b.handler.access.access().Open)

	work, cut := context.WithCancelCause(context.WithoutCancel(ctx))
	defer cut(nil)
	taking, stop := context.WithCancel(ctx)
	var loops sync.WaitGroup
	loops.Go(func() { b.dispatcher.run(taking, work) })
	loops.Go(func() { b.handler.tellParked(taking) })
	loops.Go(func() { b.sweep(taking) })
	loops.Go(func() { b.intake.followMoves(taking) })
	loops.Go(func() { b.handler.register(taking) })
	var stops sync.WaitGroup
	stops.Go(func() { b.dispatcher.watchStops(work) })

	err = b.source.run(taking, b.intake.take)
	stop()
	loops.Wait()
	late := time.AfterFunc(b.grace, func() {
		b.log.Warn("stopping before every answer was finished; what is left goes on after the next start", "grace", b.grace)
		cut(errShutdown)
	})
	b.dispatcher.wait()
	b.intake.inline.wait()
	late.Stop()
	cut(nil)
	stops.Wait()
	b.handler.out.api.http.CloseIdleConnections()
	return err
}

// sweep has the store throw away what it keeps no longer, at the start and about once an hour.
func (b *Bot) sweep(ctx context.Context) {
	for {
		if err := b.handler.store.Sweep(ctx); err != nil && ctx.Err() == nil {
			b.log.Warn("old records could not be thrown away", "err", err)
		}
		if sleep(ctx, sweepEvery) != nil {
			return
		}
	}
}
