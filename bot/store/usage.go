package store

import (
	"context"
	"database/sql"
	"fmt"
)

// Usage is what a number of answers took: tokens, and money in the currency of whoever enters it.
type Usage struct {
	Answers                        int
	PromptTokens, CompletionTokens int
	Cost                           float64
}

// Payer is whom usage is counted for.
type Payer struct {
	kind, id string
}

// Everybody is the payer of all usage.
func Everybody() Payer { return Payer{kind: "total"} }

// UserPayer is the user with that id.
func UserPayer(id string) Payer { return Payer{kind: "user", id: id} }

// ChatPayer is the chat with that id.
func ChatPayer(id string) Payer { return Payer{kind: "chat", id: id} }

// Share is what one user or one chat used.
type Share struct {
	ID string
	Usage
}

// Spent is what was used in a day.
type Spent struct {
	Total Usage
	// Users and Chats are the biggest first: by cost, then by tokens.
	Users, Chats []Share
}

// AddUsage adds to what was used in a day, as 2006-01-02, for each of the payers or, with an error, for none.
func (s *Store) AddUsage(ctx context.Context, day string, u Usage, payers ...Payer) error {
	return s.change(ctx, "adding usage", func(tx *sql.Tx) error {
		for _, p := range payers {
			_, err := tx.ExecContext(ctx, `
				INSERT INTO usage (day, kind, id, answers, prompt, completion, cost) VALUES ($1, $2, $3, $4, $5, $6, $7)
				ON CONFLICT (day, kind, id) DO UPDATE SET answers = usage.answers + excluded.answers,
					prompt = usage.prompt + excluded.prompt, completion = usage.completion + excluded.completion,
					cost = usage.cost + excluded.cost`,
				day, p.kind, storable(p.id), u.Answers, u.PromptTokens, u.CompletionTokens, u.Cost)
			if err != nil {
				return err
			}
		}
		return nil
	})
}

// SumUsage returns what was used in a day for a payer; of a user who was forgotten that day, also what was used before.
func (s *Store) SumUsage(ctx context.Context, day string, p Payer) (Usage, error) {
	alias, err := s.aliasOn(ctx, day, p)
	if err != nil {
		return Usage{}, fmt.Errorf("summing usage: %w", err)
	}
	var u Usage
	err = s.db.Pool().QueryRowContext(ctx, `SELECT CAST(COALESCE(SUM(answers), 0) AS BIGINT), CAST(COALESCE(SUM(prompt), 0) AS BIGINT),
		CAST(COALESCE(SUM(completion), 0) AS BIGINT), CAST(COALESCE(SUM(cost), 0) AS DOUBLE PRECISION) FROM usage
		WHERE day = $1 AND (kind = $2 AND id = $3 OR kind = 'forgotten' AND id = $4)`, day, p.kind, storable(p.id), alias).
		Scan(&u.Answers, &u.PromptTokens, &u.CompletionTokens, &u.Cost)
	if err != nil {
		return Usage{}, fmt.Errorf("summing usage: %w", err)
	}
	return u, nil
}

// SpentOn returns what was used in a day, with at most so many users and chats.
func (s *Store) SpentOn(ctx context.Context, day string, most int) (Spent, error) {
	type line struct {
		kind string
		Share
	}
	// One statement sees one state: what is added meanwhile is in all of the sums or in none.
	rows, err := s.db.Pool().QueryContext(ctx, `
		SELECT kind, id, answers, prompt, completion, cost FROM (
			SELECT kind, id, answers, prompt, completion, cost,
				ROW_NUMBER() OVER (PARTITION BY kind ORDER BY cost DESC, prompt + completion DESC, id) AS place
			FROM usage WHERE day = $1
		) AS placed WHERE kind = 'total' OR place <= $2 ORDER BY place`, day, most)
	lines, err := collect(rows, err, func(l *line, r *sql.Rows) error {
		return r.Scan(&l.kind, &l.ID, &l.Answers, &l.PromptTokens, &l.CompletionTokens, &l.Cost)
	})
	if err != nil {
		return Spent{}, fmt.Errorf("reading a day's usage: %w", err)
	}
	var spent Spent
	for _, l := range lines {
		switch l.kind {
		case Everybody().kind:
			spent.Total = l.Usage
		case UserPayer("").kind:
			spent.Users = append(spent.Users, l.Share)
		case ChatPayer("").kind:
			spent.Chats = append(spent.Chats, l.Share)
		}
	}
	return spent, nil
}
