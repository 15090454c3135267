package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"strings"
	"text/tabwriter"
	"time"

	"articlebot/bot/store"
)

const parkedFlags = `  --json                print the list as JSON
`

// parkedUpdate is an update as parked list --json prints it.
type parkedUpdate struct {
	ID       int64     `json:"id"`
	Chat     int64     `json:"chat"`
	User     int64     `json:"user"`
	Sent     time.Time `json:"sent"`
	Since    time.Time `json:"since"`
	Attempts int       `json:"attempts"`
	Reason   string    `json:"reason"`
}

func runParked(ctx context.Context, args []string, global globals, std stdio) error {
	flags := newFlags("parked", &global)
	asJSON := flags.Bool("json", false, "")
	rest, err := parseFlags(flags, args, true)
	if err != nil {
		return err
	}
	verb, operands := cutVerb(rest)
	if verb == "list" && len(operands) == 0 {
		return withStore(ctx, global, std, func(s *store.Store) error { return listParked(ctx, s, *asJSON, std.out) })
	}
	do, known := map[string]func(context.Context, *store.Store, int64, io.Writer) error{
		"show": showParked, "retry": retryParked, "drop": dropParked,
	}[verb]
	if !known || len(operands) != 1 || *asJSON {
		return usageError("use articlebot parked list [--json], parked show ID, parked retry ID, or parked drop ID")
	}
	id, err := strconv.ParseInt(operands[0], 10, 64)
	if err != nil {
		return usageError(fmt.Sprintf("parked %s takes the number of an update; articlebot parked list shows them", verb))
	}
	return withStore(ctx, global, std, func(s *store.Store) error { return do(ctx, s, id, std.out) })
}

// listParked prints a line on each parked update.
func listParked(ctx context.Context, s *store.Store, asJSON bool, out io.Writer) error {
	parked, err := s.Parked(ctx)
	if err != nil {
		return err
	}
	if asJSON {
		list := make([]parkedUpdate, len(parked))
		for i, p := range parked {
			list[i] = parkedUpdate{p.ID, p.Chat, p.User, p.At, p.Since, p.Attempts, p.Reason}
		}
		return printJSON(out, list)
	}
	if len(parked) == 0 {
		_, err := fmt.Fprintln(out, "nothing is parked")
		return err
	}
	table := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "ID\tSENT\tPARKED\tATTEMPTS\tREASON")
	for _, p := range parked {
		reason := strings.Join(strings.Fields(p.Reason), " ")
		fmt.Fprintf(table, "%d\t%s\t%s\t%d\t%s\n", p.ID, p.At.Format(time.DateTime), p.Since.Format(time.DateTime), p.Attempts, reason)
	}
	return table.Flush()
}

// showParked prints the update's JSON; what is none is quoted, since it may be anything.
func showParked(ctx context.Context, s *store.Store, id int64, out io.Writer) error {
	p, err := s.Show(ctx, id)
	if err != nil {
		return err
	}
	var text bytes.Buffer
	if err := json.Indent(&text, p.Raw, "", "  "); err != nil {
		text.Reset()
		fmt.Fprintf(&text, "%+q", p.Raw)
	}
	_, err = fmt.Fprintln(out, text.String())
	return err
}

func retryParked(ctx context.Context, s *store.Store, id int64, out io.Writer) error {
	if err := s.Retry(ctx, id); err != nil {
		return err
	}
	_, err := fmt.Fprintf(out, "update %d waits for its turn again\n", id)
	return err
}

func dropParked(ctx context.Context, s *store.Store, id int64, out io.Writer) error {
	if err := s.Drop(ctx, id); err != nil {
		return err
	}
	_, err := fmt.Fprintf(out, "update %d is dropped\n", id)
	return err
}
