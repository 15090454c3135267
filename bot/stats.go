package bot

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"articlebot/bot/store"
	"articlebot/rag"
	"articlebot/rag/ledger"
)

// statsDays is how many days /stats looks at, today included.
const statsDays = 7

// stats are the figures of some days.
type stats struct {
	store.Figures
	store.Usage
	good, bad int64
}

// count adds an answer to the day's figures. They are worth no more than a line in the log when that fails.
func (h *handler) count(ctx context.Context, a rag.Answer) {
	f := store.Figures{
		Questions: 1, Analyze: int64(a.Timings.Analyze), Retrieve: int64(a.Timings.Retrieve),
	}
	if a.Refused {
		f.Refused = 1
	}
	begun := a.Timings.Analyze + a.Timings.Retrieve
	first := max(a.Timings.FirstToken, begun)
	f.Wait, f.Write = int64(first-begun), int64(max(a.Timings.Total-first, 0))
	if err := h.store.AddFigures(context.WithoutCancel(ctx), today(), f); err != nil {
		h.log.Warn("an answer could not be counted", "err", err)
	}
}

func today() string { return time.Now().Format(time.DateOnly) }

// tellStats tells an admin how the bot fares, in words and in a picture.
func (h *handler) tellStats(ctx context.Context, k *task, m *message, _ string) error {
	t := k.t.admin
	text, days, err := h.readStats(ctx, t)
	if err != nil {
		h.log.Error("an admin cannot be told the figures", "err", err)
		return h.say(ctx, k, t.failed)
	}
	if err := h.say(ctx, k, text); err != nil {
		return err
	}
	picture, err := drawChart(days)
	if err != nil {
		return fmt.Errorf("drawing the figures: %w", err)
	}
	return h.sayPhoto(ctx, k, photo{png: picture, caption: t.chart})
}

// readStats returns the report, and the days that it is about, without gaps.
func (h *handler) readStats(ctx context.Context, t adminPhrases) (string, []store.Day, error) {
	now := time.Now()
	midnight := time.Date(now.Year(), now.Month(), now.Day(), 0, 0, 0, 0, now.Location())
	first := midnight.AddDate(0, 0, 1-statsDays)
	known, err := h.store.Days(ctx, first.Format(time.DateOnly))
	if err != nil {
		return "", nil, err
	}
	var days []store.Day
	for i := range statsDays {
		day := store.Day{Date: first.AddDate(0, 0, i).Format(time.DateOnly)}
		if at := slices.IndexFunc(known, func(d store.Day) bool { return d.Date == day.Date }); at >= 0 {
			day = known[at]
		}
		days = append(days, day)
	}
	latest, week := sumUp(days[statsDays-1:]), sumUp(days)
	if latest.good, latest.bad, err = h.store.Votes(ctx, midnight); err != nil {
		return "", nil, err
	}
	if week.good, week.bad, err = h.store.Votes(ctx, first); err != nil {
		return "", nil, err
	}
	text := t.today + "\n" + t.report(latest) + "\n\n" + fmt.Sprintf(t.week, statsDays) + "\n" + t.report(week)
	return text, days, nil
}

// sumUp adds up days.
func sumUp(days []store.Day) stats {
	var s stats
	for _, d := range days {
		s.Add(d.Figures)
		s.Answers += d.Answers
		s.PromptTokens += d.PromptTokens
		s.CompletionTokens += d.CompletionTokens
		s.Cost += d.Cost
	}
	return s
}

// report describes figures, with what there is.
func (t adminPhrases) report(s stats) string {
	lines := []string{fmt.Sprintf(t.asked, s.Questions, s.Refused, percent(s.Refused, s.Questions))}
	if votes := s.good + s.bad; votes > 0 {
		lines = append(lines, fmt.Sprintf(t.disdain, s.bad, votes, percent(s.bad, votes)))
	}
	if s.Answers > 0 {
		used := fmt.Sprintf(t.used, s.Answers, s.PromptTokens+s.CompletionTokens)
		if s.Cost > 0 {
			used += fmt.Sprintf(t.cost, ledger.Money(s.Cost))
		}
		lines = append(lines, used)
	}
	if s.Questions > 0 {
		name, took := t.steps.slowest(s.Figures)
		lines = append(lines, fmt.Sprintf(t.slowest, name, took))
	}
	return strings.Join(lines, "\n")
}

// slowest returns the step that takes longest, with its mean time.
func (t stepPhrases) slowest(f store.Figures) (string, time.Duration) {
	type step struct {
		name string
		sum  int64
	}
	slow := slices.MaxFunc([]step{
		{t.analyze, f.Analyze}, {t.retrieve, f.Retrieve}, {t.wait, f.Wait}, {t.write, f.Write},
	}, func(a, b step) int { return cmp.Compare(a.sum, b.sum) })
	return slow.name, time.Duration(slow.sum/max(f.Questions, 1)) * time.Millisecond
}

// percent is the share of part in whole, rounded; 0 of nothing.
func percent(part, whole int64) int64 {
	if whole == 0 {
		return 0
	}
	return (100*part + whole/2) / whole
}
