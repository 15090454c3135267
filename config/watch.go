package config

import (
	"cmp"
	"context"
	"os"
	"reflect"
	"time"
)

// watchEvery is how often a Watcher looks.
const watchEvery = time.Second

// Watcher notices that the configuration has changed. At each look it reads the whole of it, with the files of secrets,
// and compares what came of it: so it makes no difference how a file was replaced, and a comment is no change.
type Watcher struct {
	// Load reads the configuration from file, which is that of the configuration in force; it is empty where there was none.
	Load func(file string) (*Config, error)
	// Current is the configuration in force, as Load returned it. It must not be changed.
	Current *Config
	// Asked makes it look at once and report whatever it finds; nil never does.
	Asked <-chan os.Signal
	// Changed takes a new configuration, or the error of a broken one, which it is given once. It is called by Run.
	Changed func(*Config, error)
}

// Run looks once a second until ctx ends. It reports what two looks in a row agree on, so that neither a file that is half
// written nor one that is gone for a moment counts. What came through a pipe can be read only once and is not looked at.
func (w Watcher) Run(ctx context.Context) {
	ticker := time.NewTicker(watchEvery)
	defer ticker.Stop()
	ticks, file := ticker.C, w.Current.File
	if isStream(file) {
		ticks = nil
	}
	told := reading{config: w.Current}
	for last := told; ; {
		asked := false
		select {
		case <-ctx.Done():
			return
		case <-w.Asked:
			asked = true
		case <-ticks:
		}
		next := w.look(file)
		settled := next.same(last)
		last = next
		if !asked && (!settled || next.same(told)) {
			continue
		}
		told = next
		if next.config != nil {
			file = cmp.Or(next.config.File, file)
		}
		w.Changed(next.config, next.err)
	}
}

// look reads the configuration anew.
func (w Watcher) look(file string) reading {
	if isStream(file) {
		return reading{err: Errors{{File: file, Text: "came through a pipe, which cannot be read again"}}}
	}
	c, err := w.Load(file)
	return reading{config: c, err: err}
}

// isStream reports whether the file is a pipe or a device: reading it again yields nothing, or waits without end.
func isStream(file string) bool {
	info, err := os.Stat(file)
	return err == nil && !info.Mode().IsRegular() && !info.IsDir()
}

// reading is what came of reading a configuration: it or an error.
type reading struct {
	config *Config
	err    error
}

func (r reading) same(other reading) bool {
	if r.err != nil && other.err != nil {
		return r.err.Error() == other.err.Error()
	}
	return r.err == nil && other.err == nil && reflect.DeepEqual(r.config, other.config)
}
