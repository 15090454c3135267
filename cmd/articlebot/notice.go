package main

import (
	"context"
	"fmt"
	"strings"
	"time"
)

// noticeLimit is how long a notice to the admins is tried while Telegram holds it up.
const noticeLimit = 10 * time.Minute

// sendNotices sends what is pending until ctx ends.
func sendNotices(ctx context.Context, pending <-chan string, notify func(ctx context.Context, text string)) {
	for {
		select {
		case <-ctx.Done():
			return
		case text := <-pending:
			limited, cancel := context.WithTimeout(ctx, noticeLimit)
			notify(limited, text)
			cancel()
		}
	}
}

// maxProblems bounds the problems in a notice; the log has them all.
const maxProblems = 10

// mendedNotice tells the admins that a configuration that was broken is not any more.
const mendedNotice = "配置已恢复正常，新配置现已生效。\nThe configuration is good again and now in force."

// brokenNotice tells the admins what is wrong with the configuration. Problems never hold secrets.
func brokenNotice(problems []string) string {
	lines := []string{
		"配置有误，仍沿用原来的配置。",
		"The configuration is broken; the one before stays in force.",
		"",
	}
	shown := problems[:min(len(problems), maxProblems)]
	for _, problem := range shown {
		lines = append(lines, "• "+shorten(problem, maxProblem))
	}
	if more := len(problems) - len(shown); more > 0 {
		lines = append(lines, fmt.Sprintf("… +%d", more))
	}
	return strings.Join(lines, "\n")
}

// maxProblem bounds one problem in a notice, in characters.
const maxProblem = 300
