package config

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"articlebot/internal/typo"
)

// checkModels makes the only profile the default one, and reports what is missing from profiles and between them.
func (l *loader) checkModels() {
	m := &l.cfg.Models
	names := slices.Sorted(maps.Keys(m.Profiles))
	for _, name := range names {
		l.checkProfile(name)
	}
	l.checkCircles(names)
	switch {
	case m.Default != "":
		l.checkName(m.Default, "models.default")
	case len(names) == 1:
		m.Default = names[0]
	case len(names) > 1:
		l.fail("models.default", "missing; name the profile that answers: %s", strings.Join(names, ", "))
	}
}

// checkProfile reports what the profile lacks. It is silent about keys near one that was found to be wrong.
func (l *loader) checkProfile(name string) {
	path := "models.profiles." + name
	faulty := l.faulty(path)
	for i, next := range l.cfg.Models.Profiles[name].Fallback {
		l.checkName(next, fmt.Sprintf("%s.fallback[%d]", path, i))
	}
	p, _ := l.cfg.Profile(name)
	l.checkExtra(p, path)
	switch {
	case faulty:
	case p.BaseURL == "":
		l.fail(path, "needs a preset or a base_url")
	case p.Model == "":
		l.fail(path, "needs a model; the server has no usual one")
	case p.MaxTokens >= p.ContextTokens:
		l.fail(path, "leaves no room for the article: max_tokens (%d) must be less than context_tokens (%d)",
			p.MaxTokens, p.ContextTokens)
	case p.APIKey.IsZero() && p.Preset != "" && !p.preset().keyless && !l.warned(path+".api_key"):
		l.warn(path+".api_key", "missing; the server of %s asks for one", p.Preset)
	}
}

// checkExtra reports the fields of the chat request that have keys of their own, or that the program alone sets.
func (l *loader) checkExtra(p Profile, path string) {
	for _, field := range slices.Sorted(maps.Keys(p.Extra)) {
		at := join(path+".extra", field)
		switch field {
		case "messages", "stream", "stream_options":
			l.fail(at, "not free; the program itself sets this field of the request")
		case "model":
			l.fail(at, "not free; use the profile's key model")
		case "max_tokens", "max_completion_tokens":
			l.fail(at, "not free; use the profile's keys max_tokens and token_field")
		case "temperature":
			if p.Temperature != nil {
				l.fail(at, "given together with the profile's key temperature; leave one out")
			}
		}
	}
}

// checkName reports a profile that does not exist.
func (l *loader) checkName(profile, path string) {
	if _, ok := l.cfg.Models.Profiles[profile]; ok {
		return
	}
	names := slices.Sorted(maps.Keys(l.cfg.Models.Profiles))
	text := "no profile has this name"
	if near := typo.Meant(profile, names); near != "" {
		text += fmt.Sprintf("; did you mean %q?", near)
	} else if len(names) > 0 {
		text += "; there are " + strings.Join(names, ", ")
	}
	l.fail(path, "%s", text)
}

// checkCircles reports the fallbacks that lead back to a profile on the way to them.
func (l *loader) checkCircles(names []string) {
	done := map[string]bool{}
	var follow func(name string, way []string)
	follow = func(name string, way []string) {
		way = append(way, name)
		for i, next := range l.cfg.Models.Profiles[name].Fallback {
			if start := slices.Index(way, next); start >= 0 {
				circle := strings.Join(append(slices.Clone(way[start:]), next), " > ")
				l.fail(fmt.Sprintf("models.profiles.%s.fallback[%d]", name, i), "goes in a circle: %s", circle)
			} else if !done[next] {
				follow(next, way)
			}
		}
		done[name] = true
	}
	for _, name := range names {
		if !done[name] {
			follow(name, nil)
		}
	}
}

// checkEmbeddings reports what an endpoint lacks, and an endpoint that is not asked.
func (l *loader) checkEmbeddings() {
	e := l.cfg.Embeddings
	switch {
	case l.faulty("embeddings"):
	case e.Provider == Builtin && e.BaseURL != "":
		l.warn("embeddings.base_url", "not used, because the provider is builtin")
	case e.Provider == Endpoint && e.BaseURL == "":
		l.fail("embeddings.base_url", "missing; an endpoint needs base_url and model")
	case e.Provider == Endpoint && e.Model == "":
		l.fail("embeddings.model", "missing; an endpoint needs base_url and model")
	}
}

// warned reports whether there is a warning about the key at path.
func (l *loader) warned(path string) bool {
	return slices.ContainsFunc(l.cfg.Warnings, func(p Problem) bool { return p.Key == path })
}
