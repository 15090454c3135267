package store

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"strconv"
	"time"
)

// forgottenSecret begins the names of the secrets of days, by which those who were forgotten are known again until the day ends.
const forgottenSecret = "forgotten on "

// today is the day that it is, as 2006-01-02.
func (s *Store) today() string {
	return time.UnixMilli(s.clock.now()).In(s.o.Zone).Format(time.DateOnly)
}

// forgetUsage deletes what is counted of a user. What the user took today is still counted for the daily limit, or to be forgotten
// would lift that: under an alias that cannot be made without the day's secret, which is swept with it when the day is over.
func (s *Store) forgetUsage(ctx context.Context, tx *sql.Tx, user int64) error {
	id, today := strconv.FormatInt(user, 10), s.today()
	secret, err := drawSecret(ctx, tx, forgottenSecret+today)
	if err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, `
		INSERT INTO usage (day, kind, id, answers, prompt, completion, cost)
			SELECT day, 'forgotten', $1, answers, prompt, completion, cost FROM usage WHERE day = $2 AND kind = 'user' AND id = $3
		ON CONFLICT (day, kind, id) DO UPDATE SET answers = usage.answers + excluded.answers,
			prompt = usage.prompt + excluded.prompt, completion = usage.completion + excluded.completion,
			cost = usage.cost + excluded.cost`, alias(secret, id), today, id)
	if err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, `DELETE FROM usage WHERE kind IN ('user', 'chat') AND id = $1`, id)
	return err
}

// aliasOn is what a payer was called in a day after being forgotten; it is "" where nobody was.
func (s *Store) aliasOn(ctx context.Context, day string, p Payer) (string, error) {
	if p.kind != UserPayer("").kind {
		return "", nil
	}
	var secret []byte
	err := s.db.Pool().QueryRowContext(ctx, `SELECT value FROM secrets WHERE name = $1`, forgottenSecret+day).Scan(&secret)
	if errors.Is(err, sql.ErrNoRows) {
		return "", nil
	}
	return alias(secret, p.id), err
}

func alias(secret []byte, id string) string {
	mac := hmac.New(sha256.New, secret)
	mac.Write([]byte(id))
	return hex.EncodeToString(mac.Sum(nil))
}
