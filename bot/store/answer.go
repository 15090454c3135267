package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"time"
)

// AnswerLife is how long answers are kept.
const AnswerLife = 30 * 24 * time.Hour

// ErrNoAnswer says that there is no such answer, or not any more.
var ErrNoAnswer = errors.New("there is no such answer")

// Feedback is what a person thought of an answer.
type Feedback int

// What people can think.
const (
	Bad  Feedback = -1
	None Feedback = 0
	Good Feedback = 1
)

// Answer is an answer that was shown, with all that its buttons need, also when the article has changed since. One without
// a question stands for a message of the bot's that only offers questions.
type Answer struct {
	// Update is the id of the update that was answered, and names the answer.
	Update     int64
	Chat, User int64
	At         time.Time
	// Message is the message with the buttons, 0 when it is not known; Shown the one that shows a passage, 0 when there is none.
	Message, Shown int64
	Feedback       Feedback
	Record
}

// Record is what an answer says and where it comes from.
type Record struct {
	Question string `json:"question,omitempty"`
	Lang     string `json:"lang,omitempty"`
	// Kind is what was asked for, as a rag.Kind.
	Kind string `json:"kind,omitempty"`
	Text string `json:"text,omitempty"`
	// Profile is the one that was asked for, empty for the default one; Answerer and Model are those that answered.
	Profile  string `json:"profile,omitempty"`
	Answerer string `json:"answerer,omitempty"`
	Model    string `json:"model,omitempty"`
	Refused  bool   `json:"refused,omitempty"`
	// History are the turns before the question.
	History   []Turn     `json:"history,omitempty"`
	Citations []Citation `json:"citations,omitempty"`
	Verdicts  []Verdict  `json:"verdicts,omitempty"`
	// Suggestions are the questions that are offered, in the order of their buttons.
	Suggestions []string `json:"suggestions,omitempty"`
}

// Citation is a passage that an answer cites, with the passages that stand around it, the nearest first.
type Citation struct {
	N         int       `json:"n"`
	PassageID string    `json:"passage"`
	Section   string    `json:"section,omitempty"`
	Quote     string    `json:"quote,omitempty"`
	Text      string    `json:"text"`
	Verified  bool      `json:"verified,omitempty"`
	Before    []Passage `json:"before,omitempty"`
	After     []Passage `json:"after,omitempty"`
}

// Passage is a passage beside a cited one.
type Passage struct {
	Section string `json:"section,omitempty"`
	Text    string `json:"text"`
}

// Verdict is what the check found about a sentence; Problem is empty where it found nothing.
type Verdict struct {
	Claim   string   `json:"claim"`
	Sources []string `json:"sources,omitempty"`
	Problem string   `json:"problem,omitempty"`
}

const answerColumns = `update_id, chat, person, at, message, shown, feedback, content`

// Answer returns the answer to an update. The error may be ErrNoAnswer.
func (s *Store) Answer(ctx context.Context, update int64) (Answer, error) {
	return s.oneAnswer(ctx, `SELECT `+answerColumns+` FROM answers WHERE update_id = $1`, update)
}

// LastAnswer returns the last answer of a dialogue to a question. The error may be ErrNoAnswer.
func (s *Store) LastAnswer(ctx context.Context, d Dialogue) (Answer, error) {
	return s.oneAnswer(ctx, `SELECT `+answerColumns+` FROM answers WHERE chat = $1 AND person = $2 AND offer = 0
		ORDER BY at DESC, update_id DESC LIMIT 1`, d.Chat, d.User)
}

func (s *Store) oneAnswer(ctx context.Context, query string, args ...any) (Answer, error) {
	list, err := s.answers(ctx, query, args...)
	if err == nil && len(list) == 0 {
		err = ErrNoAnswer
	}
	if err != nil {
		return Answer{}, fmt.Errorf("reading an answer: %w", err)
	}
	return list[0], nil
}

func (s *Store) answers(ctx context.Context, query string, args ...any) ([]Answer, error) {
	rows, err := s.db.Pool().QueryContext(ctx, query, args...)
	return collect(rows, err, scanAnswer)
}

func scanAnswer(a *Answer, r *sql.Rows) error {
	var at int64
	var content []byte
	if err := r.Scan(&a.Update, &a.Chat, &a.User, &at, &a.Message, &a.Shown, &a.Feedback, &content); err != nil {
		return err
	}
	a.At = time.UnixMilli(at)
	return json.Unmarshal(content, &a.Record)
}

// Offer keeps the questions that a message of the bot's offers in reply to a job. The error may be ErrLost.
func (s *Store) Offer(ctx context.Context, job Job, suggestions []string) error {
	return s.change(ctx, doing("offering questions in reply to", job), func(tx *sql.Tx) error {
		if err := s.hold(ctx, tx, job); err != nil {
			return err
		}
		return s.addAnswer(ctx, tx, job, Record{Suggestions: suggestions})
	})
}

// addAnswer keeps an answer. An id that Telegram uses anew is of another one.
func (s *Store) addAnswer(ctx context.Context, tx *sql.Tx, job Job, r Record) error {
	content, err := json.Marshal(r)
	if err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, `INSERT INTO answers (update_id, chat, person, at, message, shown, feedback, judged, offer, content)
		VALUES ($1, $2, $3, $4, 0, 0, 0, 0, $5, $6)
		ON CONFLICT (update_id) DO UPDATE SET chat = excluded.chat, person = excluded.person, at = excluded.at, message = 0,
			shown = 0, feedback = 0, judged = 0, offer = excluded.offer, content = excluded.content`,
		job.ID, job.Chat, job.User, s.clock.now(), number(r.Question == ""), string(content))
	return err
}

// placeAnswer notes which message has the buttons of an answer: the last one of the reply.
func placeAnswer(ctx context.Context, tx *sql.Tx, update int64) error {
	_, err := tx.ExecContext(ctx, `UPDATE answers SET message = COALESCE(
			(SELECT message FROM reply_parts WHERE update_id = $1 ORDER BY part DESC LIMIT 1), 0)
		WHERE update_id = $1`, update)
	return err
}

// SetShown notes the message that shows a passage of an answer, 0 for none.
func (s *Store) SetShown(ctx context.Context, update, message int64) error {
	return s.change(ctx, "noting where a passage is shown", func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `UPDATE answers SET shown = $1 WHERE update_id = $2`, message, update)
		return err
	})
}

// SetFeedback keeps what the person who asked thinks of an answer.
func (s *Store) SetFeedback(ctx context.Context, update int64, f Feedback) error {
	return s.change(ctx, "keeping feedback", func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `UPDATE answers SET feedback = $1, judged = $2 WHERE update_id = $3`,
			int(f), s.clock.now(), update)
		return err
	})
}

// Judged returns the answers that people had feedback for, in the order in which they gave it.
func (s *Store) Judged(ctx context.Context) ([]Answer, error) {
	list, err := s.answers(ctx, `SELECT `+answerColumns+` FROM answers WHERE feedback <> 0 ORDER BY judged, update_id`)
	if err != nil {
		return nil, fmt.Errorf("reading feedback: %w", err)
	}
	return list, nil
}

// StopOne says that a user does not want the answer to an update any more. Others' updates, and those that have ended, stay as
// they are.
func (s *Store) StopOne(ctx context.Context, update int64, d Dialogue) error {
	err := s.change(ctx, "stopping an answer", func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `UPDATE updates SET stopped = 1
			WHERE id = $1 AND chat = $2 AND person = $3 AND state IN ('waiting', 'leased') AND urgent = 0`, update, d.Chat, d.User)
		return err
	})
	if err == nil {
		s.changed.wake()
	}
	return err
}
