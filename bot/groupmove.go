package bot

import (
	"context"
	"maps"
	"slices"
	"strconv"
	"time"
)

// movesEvery is how often a replica looks which groups others have seen become supergroups.
const movesEvery = time.Minute

// withMoves is the rule with the ids that its groups have now beside those by which it knows them.
func (a Access) withMoves(moves map[int64]int64) Access {
	for _, chat := range slices.Clone(a.Chats) {
		if now, ok := moves[chat]; ok && !slices.Contains(a.Chats, now) {
			a.Chats = slices.Concat(a.Chats, []int64{now})
		}
	}
	return a
}

// follow takes the groups that have another id now, and returns those of the rule that it did not know of.
func (g *guard) follow(moves map[int64]int64) map[int64]int64 {
	g.mu.Lock()
	defer g.mu.Unlock()
	fresh := make(map[int64]int64)
	for chat, now := range moves {
		if g.moves[chat] != now && slices.Contains(g.rule.Chats, chat) && !slices.Contains(g.rule.Chats, now) {
			fresh[chat] = now
		}
	}
	if g.moves == nil {
		g.moves = make(map[int64]int64)
	}
	maps.Copy(g.moves, moves)
	return fresh
}

// move keeps a group allowed that became a supergroup, which has another id.
func (in *intake) move(ctx context.Context, chat, now int64) error {
	if !slices.Contains(in.access.access().Chats, chat) {
		return nil
	}
	if err := in.store.Move(ctx, chat, now); err != nil {
		return err
	}
	in.follow(map[int64]int64{chat: now})
	return nil
}

// moved is move for what a refusal of Telegram tells, where the message that says so was missed.
func (in *intake) moved(ctx context.Context, chat string, err error) {
	now := movedTo(err)
	id, failed := strconv.ParseInt(chat, 10, 64)
	if now == 0 || failed != nil {
		return
	}
	if err := in.move(ctx, id, now); err != nil && ctx.Err() == nil {
		in.log.Warn("the new id of a group could not be noted", "chat", id, "now", now, "err", err)
	}
}

// follow tells the operator which ids the configuration should know.
func (in *intake) follow(moves map[int64]int64) {
	for chat, now := range in.access.follow(moves) {
		in.log.Warn("a group of access.chats has become a supergroup; it stays allowed, put its new id there", "chat", chat, "now", now)
	}
}

// readMoves learns which groups have another id than the configuration says.
func (in *intake) readMoves(ctx context.Context) {
	moves, err := in.store.Moves(ctx)
	if err != nil {
		if ctx.Err() == nil {
			in.log.Warn("it is not known which groups have become supergroups", "err", err)
		}
		return
	}
	in.follow(moves)
}

// followMoves does so again and again until ctx ends.
func (in *intake) followMoves(ctx context.Context) {
	for sleep(ctx, movesEvery) == nil {
		in.readMoves(ctx)
	}
}
