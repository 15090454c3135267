package config

import (
	"cmp"
	"strings"
	"time"
)

// The defaults of a profile's waits: the first is long enough for a local server to load a model.
const (
	defaultTimeout     = time.Minute
	defaultIdleTimeout = 30 * time.Second
)

// Profile returns the named profile with its name, the preset's values and the defaults filled in; false when there is no
// such profile. Its BaseURL has no slash at the end.
func (c *Config) Profile(name string) (Profile, bool) {
	p, ok := c.Models.Profiles[name]
	if !ok {
		return Profile{}, false
	}
	p.Name = name
	return p.resolve(), true
}

// Chain returns the named profile and those to fall back on, in the order in which they are to be asked: the fallbacks of
// a profile, each with its own, before the next one of the same list. Each comes once. It returns nil when there is no
// such profile.
func (c *Config) Chain(name string) []Profile {
	var chain []Profile
	seen := map[string]bool{}
	var add func(name string)
	add = func(name string) {
		p, ok := c.Profile(name)
		if !ok || seen[name] {
			return
		}
		seen[name] = true
		chain = append(chain, p)
		for _, next := range p.Fallback {
			add(next)
		}
	}
	add(name)
	return chain
}

func (p Profile) resolve() Profile {
	s := p.preset()
	p.BaseURL = strings.TrimRight(cmp.Or(p.BaseURL, s.baseURL), "/")
	p.Model = cmp.Or(p.Model, s.model)
	p.MaxTokens = cmp.Or(p.MaxTokens, s.maxTokens, defaultMaxTokens)
	p.ContextTokens = cmp.Or(p.ContextTokens, s.contextTokens, defaultContextTokens)
	p.TokenField = cmp.Or(p.TokenField, s.tokenField)
	p.Timeout = cmp.Or(p.Timeout, defaultTimeout)
	p.IdleTimeout = cmp.Or(p.IdleTimeout, defaultIdleTimeout)
	p.NoThinking = s.noThinking(p.Model)
	return p
}
