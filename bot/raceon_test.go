//go:build race

package bot_test

// isRace reports that the race detector is at work.
const isRace = true
