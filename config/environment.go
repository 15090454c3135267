package config

import (
	"strconv"
	"strings"
)

// envProfile is the name of the profile that the LLM_ variables define.
const envProfile = "env"

// environment puts the values of environment variables above those of the file.
func (l *loader) environment() {
	c := l.cfg
	if v := l.override("TELEGRAM_TOKEN", "telegram.token"); v != "" {
		c.Telegram.Token, c.Telegram.TokenFile = NewSecret(v), ""
	}
	if v := l.override("TELEGRAM_API_URL", "telegram.api_url"); v != "" {
		c.Telegram.APIURL = v
	}
	if v := l.override("ARTICLEBOT_DATA", "state.dir"); v != "" {
		c.State.Dir = v
	}
	if v := l.override("ARTICLEBOT_STATE_URL", "state.url"); v != "" {
		c.State.URL, c.State.URLFile = NewSecret(v), ""
	}
	l.overrideAccess()
	if e, ok := l.server("LLM_", "models.profiles."+envProfile); ok {
		if c.Models.Profiles == nil {
			c.Models.Profiles = map[string]Profile{}
		}
		c.Models.Profiles[envProfile] = Profile{BaseURL: e.baseURL, APIKey: NewSecret(e.key), Model: e.model}
		c.Models.Default = envProfile
	}
	if e, ok := l.server("EMBED_", "embeddings"); ok {
		c.Embeddings = Embeddings{
			Provider: Endpoint,
			BaseURL:  e.baseURL,
			APIKey:   NewSecret(e.key),
			Model:    e.model,
			Batch:    c.Embeddings.Batch,
			Weight:   c.Embeddings.Weight,
		}
	}
}

// override returns the variable's value and, when it is set, notes that the key at path comes from there.
func (l *loader) override(variable, path string) string {
	v := get(l.env, variable)
	if v != "" {
		l.origins[path] = Problem{Variable: variable}
	}
	return v
}

// overrideAccess reads open, closed, or the ids of the users who alone are answered.
func (l *loader) overrideAccess() {
	v := l.override("ARTICLEBOT_ACCESS", "access.mode")
	switch v {
	case "":
		return
	case Open, Closed:
		l.cfg.Access.Mode = v
		return
	}
	l.cfg.Access.Mode, l.cfg.Access.Users = Closed, nil
	for id := range strings.SplitSeq(v, ",") {
		user, err := strconv.ParseInt(strings.TrimSpace(id), 10, 64)
		if err != nil || user <= 0 {
			l.fail("access.mode", "needs open, closed, or the ids of users with commas between them")
			return
		}
		l.cfg.Access.Users = append(l.cfg.Access.Users, user)
	}
}

// server is an OpenAI-compatible server as three variables describe it.
type server struct{ baseURL, key, model string }

// server reads the variables BASE_URL, API_KEY and MODEL with a prefix, which together stand for the section at path. It
// reports false when none is set, and when those that are set do not make a server.
func (l *loader) server(prefix, path string) (server, bool) {
	baseURL, key, model := prefix+"BASE_URL", prefix+"API_KEY", prefix+"MODEL"
	s := server{get(l.env, baseURL), get(l.env, key), get(l.env, model)}
	if s.baseURL == "" && s.key != "" && s.model != "" {
		s.baseURL = openAI
	}
	if s.baseURL != "" && s.model != "" {
		l.origins[path] = Problem{Variable: model}
		l.override(baseURL, path+".base_url")
		l.override(key, path+".api_key")
		l.override(model, path+".model")
		return s, true
	}
	for _, name := range []string{baseURL, key, model} {
		// A variable that the file refers to has its use there and need not make a server by itself.
		if get(l.env, name) == "" || l.used[name] {
			continue
		}
		l.problems = append(l.problems, Problem{
			Variable: name,
			Text: "not enough alone; set " + model + " and " + baseURL + " (which may be left out for OpenAI), and " +
				key + " where the server asks for a key",
		})
		break
	}
	return server{}, false
}
