package main

import (
	"context"
	"fmt"
	"strconv"

	"articlebot/bot/store"
	"articlebot/internal/sqldb"
)

func runState(ctx context.Context, args []string, global globals, std stdio) error {
	rest, err := parseFlags(newFlags("state", &global), args, true)
	if err != nil {
		return err
	}
	switch verb, operands := cutVerb(rest); {
	case verb == "check" && len(operands) == 0:
		return withDatabase(ctx, global, std, func(db *sqldb.DB) error { return checkState(ctx, db, std) })
	case verb == "backup" && len(operands) == 1:
		return withDatabase(ctx, global, std, func(db *sqldb.DB) error { return backUpState(ctx, db, operands[0], std) })
	case verb == "forget" && len(operands) == 1:
		user, err := strconv.ParseInt(operands[0], 10, 64)
		if err != nil || user <= 0 {
			return usageError("state forget takes the id of a user, which is a number such as 123456789")
		}
		return withStore(ctx, global, std, func(s *store.Store) error { return forgetUser(ctx, s, user, std) })
	}
	return usageError("use articlebot state check, state backup FILE, or state forget USER")
}

// cutVerb returns the first word and the others; all are empty where there is none.
func cutVerb(words []string) (verb string, operands []string) {
	if len(words) == 0 {
		return "", nil
	}
	return words[0], words[1:]
}

// checkState prints a line on the database or, where something is wrong with it, a line on each problem, for errSilent.
func checkState(ctx context.Context, db *sqldb.DB, std stdio) error {
	h, err := db.Check(ctx)
	if err != nil {
		return err
	}
	if len(h.Problems) > 0 {
		for _, problem := range h.Problems {
			fmt.Fprintln(std.out, "damaged:", problem)
		}
		return errSilent
	}
	if h.Size == 0 {
		_, err = fmt.Fprintf(std.out, "ok: %s answers\n", h.Engine)
		return err
	}
	_, err = fmt.Fprintf(std.out, "ok: %s, a file of %s and a log of %s\n", h.Engine, bytesText(h.Size), bytesText(h.Log))
	return err
}

// bytesText is a size for people.
func bytesText(n int64) string {
	if n < 10<<20 {
		return fmt.Sprintf("%d KB", (n+1023)>>10)
	}
	return fmt.Sprintf("%d MB", n>>20)
}

func backUpState(ctx context.Context, db *sqldb.DB, path string, std stdio) error {
	if err := db.Backup(ctx, path); err != nil {
		return err
	}
	_, err := fmt.Fprintf(std.out, "backed up to %s; to go back to it, stop the bot, remove the files articlebot.db* of its data "+
		"folder and copy this one there as articlebot.db\n", absolute(path))
	return err
}

func forgetUser(ctx context.Context, s *store.Store, user int64, std stdio) error {
	if err := s.Forget(ctx, user); err != nil {
		return err
	}
	_, err := fmt.Fprintf(std.out, "all that was kept of user %d is deleted; backups that were made before still hold it\n", user)
	return err
}
