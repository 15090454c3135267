package main

import (
	"strings"

	"articlebot/config"
)

// logWarnings logs the warnings of the configuration that are of a kind.
func (p *program) logWarnings(isOfKind func(config.Problem) bool) {
	log := p.log.With("component", "config")
	for _, warning := range p.config.Warnings {
		if isOfKind(warning) {
			log.Warn("a value is hardly meant", "problem", warning.String())
		}
	}
}

// isForBot reports whether a warning matters only where the bot is served.
func isForBot(warning config.Problem) bool {
	section, _, _ := strings.Cut(warning.Key, ".")
	return section == "telegram" || section == "access" || section == "limits"
}

// isForAll reports whether a warning matters to every command.
func isForAll(warning config.Problem) bool { return !isForBot(warning) }
