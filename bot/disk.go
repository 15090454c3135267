package bot

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"articlebot/bot/store"
)

// errStorage marks failures of the database, for which no update is to blame.
var errStorage = errors.New("storage trouble")

// How long one write may take that must come to pass whether or not its work goes on, and how soon it is tried again.
const (
	settleTime  = 5 * time.Second
	insistEvery = time.Second
)

// disk sees to it that what must be written down is, also when the database takes nothing for a while.
type disk struct {
	log      *slog.Logger
	reported seldom
}

// insist writes until the database takes it or ctx has ended, and then once more. The error is that of the database, of a
// lease that is lost, or of a step that does not follow: every write is refused whose lease is somebody else's.
func (d *disk) insist(ctx context.Context, write func(context.Context) error) error {
	for {
		late, cancel := context.WithTimeout(context.WithoutCancel(ctx), settleTime)
		err := stored(write(late))
		cancel()
		if !errors.Is(err, errStorage) {
			return err
		}
		d.report(err)
		if ctx.Err() != nil {
			return err
		}
		_ = sleep(ctx, insistEvery)
	}
}

// report logs a failure of the database, at most once a minute.
func (d *disk) report(err error) {
	if !d.reported.due() {
		return
	}
	d.log.Error("the database does not work; answers wait until it does again", "err", err)
}

// stored marks an error of the database; that of a lease or of a step that does not follow stays as it is.
func stored(err error) error {
	if err == nil || errors.Is(err, store.ErrLost) || errors.Is(err, store.ErrStep) {
		return err
	}
	return fmt.Errorf("%w: %w", errStorage, err)
}
