package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"articlebot/bot/store"
	"articlebot/config"
	"articlebot/internal/sqldb"
)

// openDatabase opens the database that is configured: the PostgreSQL one where there is a URL, else the SQLite file in the
// folder of the program's data. The options say how; the place in them is filled in here, unless that is the memory.
func openDatabase(ctx context.Context, cfg *config.Config, o sqldb.Options) (*sqldb.DB, error) {
	if o.Memory {
		return sqldb.Open(ctx, o)
	}
	o.URL = cfg.State.URL.Reveal()
	if o.URL == "" {
		var err error
		if o.Dir, err = cfg.StateDir(os.LookupEnv); err != nil {
			return nil, err
		}
	}
	return sqldb.Open(ctx, o)
}

// withDatabase does an operator's work on the database that the bot has made, also while the bot runs.
func withDatabase(ctx context.Context, global globals, std stdio, do func(*sqldb.DB) error) error {
	cfg, err := loadConfig(global)
	if err != nil {
		return err
	}
	db, err := openDatabase(ctx, cfg, sqldb.Options{Beside: true, Existing: true, Log: newLogger(cfg.Log, std.err)})
	if errors.Is(err, sqldb.ErrNone) {
		return fmt.Errorf("%w; the bot makes it when it starts", err)
	}
	if err != nil {
		return err
	}
	return errors.Join(do(db), db.Close())
}

// withStore does an operator's work on the bot's part of the database.
func withStore(ctx context.Context, global globals, std stdio, do func(*store.Store) error) error {
	return withDatabase(ctx, global, std, func(db *sqldb.DB) error {
		s, err := store.New(ctx, db, store.Options{})
		if err != nil {
			return err
		}
		return do(s)
	})
}

// absolute returns a path as it is to be shown to people who may be in another folder later.
func absolute(path string) string {
	if abs, err := filepath.Abs(path); err == nil {
		return abs
	}
	return path
}
