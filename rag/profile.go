package rag

import (
	"fmt"
	"slices"
)

// Profile is a named model with its budget and its price.
type Profile struct {
	Name  string
	Model ChatModel
	// ContextTokens is how many tokens a prompt may have; 0 means what every current model takes.
	ContextTokens int
	// Fallback names the profiles to ask, in this order, when the model fails.
	Fallback []string
	Price    Price
}

// Price is what a model costs in the operator's currency, for a million tokens.
type Price struct{ Prompt, Completion float64 }

// of is what the tokens cost.
func (p Price) of(u Usage) float64 {
	const million = 1e6
	return (p.Prompt*float64(u.PromptTokens) + p.Completion*float64(u.CompletionTokens)) / million
}

// Models is the set of models that may be asked. It is not changed after an engine was given it.
type Models struct {
	Profiles map[string]Profile
	// Default names the profile for questions that name none; empty means that every answer is extractive.
	Default string
}

// check returns an error when a default or fallback names no profile.
func (m Models) check() error {
	names := []string{m.Default}
	for _, p := range m.Profiles {
		names = append(names, p.Fallback...)
	}
	for _, name := range names {
		if _, known := m.Profiles[name]; !known && name != "" {
			return fmt.Errorf("%w: %s", ErrUnknownProfile, name)
		}
	}
	return nil
}

// chain returns the profile of that name, or the default one, and its fallbacks, each once. It is empty when there is no
// default.
func (m Models) chain(name string) ([]Profile, error) {
	if name == "" {
		name = m.Default
	}
	if name == "" {
		return nil, nil
	}
	first, known := m.Profiles[name]
	if !known {
		return nil, fmt.Errorf("%w: %s", ErrUnknownProfile, name)
	}
	list := []Profile{first}
	for _, next := range first.Fallback {
		isSame := func(p Profile) bool { return p.Name == next }
		if !slices.ContainsFunc(list, isSame) {
			list = append(list, m.Profiles[next])
		}
	}
	return list, nil
}
