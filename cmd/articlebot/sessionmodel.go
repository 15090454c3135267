package main

import (
	"context"
	"errors"
	"maps"
	"strings"

	"articlebot/bot/playground/page"
	"articlebot/config"
)

// customProfile is the name of the profile that the page makes.
const customProfile = "custom"

var _ page.Models = (*session)(nil)

// Model returns what answers where nobody has chosen otherwise.
func (s *session) Model() page.Model {
	for _, p := range s.models.Profiles() {
		if p.Default {
			return page.Model{Profile: p.Name, Model: p.Model, Custom: s.models.config.Load() != s.first.config}
		}
	}
	return page.Model{Offline: true}
}

// Use has a model answer, whose address and key are checked by their form only, or with the zero model those of the start
// again. Answers under way finish with the models that they began with.
func (s *session) Use(_ context.Context, m page.NewModel) error {
	next, err := withModel(s.first.config, m)
	if err != nil {
		return err
	}
	done, err := s.change()
	if err != nil {
		return err
	}
	defer done()
	models, err := s.first.with(next, s.first.articles).newModels()
	if err != nil {
		return err
	}
	if err := s.engine.UseModels(models); err != nil {
		return err
	}
	s.models.config.Store(next)
	return nil
}

// Local returns the models of a local Ollama.
func (s *session) Local(ctx context.Context) page.Local {
	return page.Local{BaseURL: ollama, Models: localModels(ctx, ollama)}
}

// withModel returns a configuration in which a model answers besides those that it has; the zero model changes nothing. An
// address may be left out for OpenAI, as in the environment.
func withModel(c *config.Config, m page.NewModel) (*config.Config, error) {
	address, key, model := strings.TrimSpace(m.BaseURL), strings.TrimSpace(m.APIKey), strings.TrimSpace(m.Model)
	if address == "" && key == "" && model == "" {
		return c, nil
	}
	profile := config.Profile{BaseURL: address, APIKey: config.NewSecret(key), Model: model}
	switch {
	case model == "":
		return nil, page.CodedError{Code: page.ModelMissing, Err: errors.New("name the model, as its server calls it")}
	case address == "" && key == "":
		err := errors.New("give the address of the model's server, such as http://127.0.0.1:11434/v1")
		return nil, page.CodedError{Code: page.ModelMissing, Err: err}
	case address == "":
		profile.Preset = "openai"
	}
	next := *c
	next.Models.Profiles = maps.Clone(c.Models.Profiles)
	if next.Models.Profiles == nil {
		next.Models.Profiles = make(map[string]config.Profile)
	}
	next.Models.Profiles[customProfile] = profile
	next.Models.Default = customProfile
	resolved, _ := next.Profile(customProfile)
	if err := config.CheckAddress(resolved.BaseURL); err != nil {
		return nil, page.CodedError{Code: page.ModelAddress, Err: err}
	}
	if err := config.CheckKey(resolved.APIKey); err != nil {
		return nil, page.CodedError{Code: page.ModelKey, Err: err}
	}
	return &next, nil
}
