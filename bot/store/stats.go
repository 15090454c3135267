package store

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"slices"
	"time"
)

// Figures are what is counted of answers, without whose they are.
type Figures struct {
	// Questions are those that were answered or refused, Refused the latter.
	Questions, Refused int64
	// Analyze, Retrieve, Wait and Write are sums of how long the steps of the answers took, in milliseconds: until the question was
	// understood, its evidence found, the first word there, and the answer whole.
	Analyze, Retrieve, Wait, Write int64
}

// Day is a day's figures with what models were used for.
type Day struct {
	// Date is written as 2006-01-02.
	Date string
	Figures
	Usage
}

// figure is one of the Figures by the name that it has in the table.
type figure struct {
	name string
	n    *int64
}

func (f *Figures) all() []figure {
	return []figure{
		{"questions", &f.Questions}, {"refused", &f.Refused},
		{"analyze", &f.Analyze}, {"retrieve", &f.Retrieve}, {"wait", &f.Wait}, {"write", &f.Write},
	}
}

// Add adds other figures.
func (f *Figures) Add(other Figures) {
	more := other.all()
	for i, one := range f.all() {
		*one.n += *more[i].n
	}
}

// AddFigures adds to the figures of a day, as 2006-01-02.
func (s *Store) AddFigures(ctx context.Context, day string, f Figures) error {
	return s.change(ctx, "adding figures", func(tx *sql.Tx) error {
		for _, one := range f.all() {
			if *one.n == 0 {
				continue
			}
			_, err := tx.ExecContext(ctx, `INSERT INTO figures (day, name, n) VALUES ($1, $2, $3)
				ON CONFLICT (day, name) DO UPDATE SET n = figures.n + excluded.n`, day, one.name, *one.n)
			if err != nil {
				return err
			}
		}
		return nil
	})
}

// Days returns the days from one on, oldest first. Those of which nothing is known are left out.
func (s *Store) Days(ctx context.Context, from string) ([]Day, error) {
	type line struct {
		date, name string
		n          int64
		Usage
	}
	rows, err := s.db.Pool().QueryContext(ctx, `
		SELECT day, name, n, 0, 0, 0, 0.0 FROM figures WHERE day >= $1
		UNION ALL SELECT day, '', 0, answers, prompt, completion, cost FROM usage WHERE kind = 'total' AND day >= $1`, from)
	lines, err := collect(rows, err, func(l *line, r *sql.Rows) error {
		return r.Scan(&l.date, &l.name, &l.n, &l.Answers, &l.PromptTokens, &l.CompletionTokens, &l.Cost)
	})
	if err != nil {
		return nil, fmt.Errorf("reading figures: %w", err)
	}
	byDate := map[string]*Day{}
	for _, l := range lines {
		day := byDate[l.date]
		if day == nil {
			day = &Day{Date: l.date}
			byDate[l.date] = day
		}
		if l.name == "" {
			day.Usage = l.Usage
		}
		for _, one := range day.all() {
			if one.name == l.name {
				*one.n = l.n
			}
		}
	}
	days := make([]Day, 0, len(byDate))
	for _, day := range byDate {
		days = append(days, *day)
	}
	slices.SortFunc(days, func(a, b Day) int { return cmp.Compare(a.Date, b.Date) })
	return days, nil
}

// Votes counts what people thought of answers since a time.
func (s *Store) Votes(ctx context.Context, since time.Time) (good, bad int64, err error) {
	err = s.db.Pool().QueryRowContext(ctx, `SELECT COUNT(CASE WHEN feedback = 1 THEN 1 END), COUNT(CASE WHEN feedback = -1 THEN 1 END)
		FROM answers WHERE judged >= $1`, since.UnixMilli()).Scan(&good, &bad)
	if err != nil {
		return 0, 0, fmt.Errorf("counting votes: %w", err)
	}
	return good, bad, nil
}
