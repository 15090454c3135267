package page

import (
	"context"
	"net/http"
)

// Models is what answers.
type Models interface {
	// Model returns what answers now. It is called at every change of a chat and must be quick.
	Model() Model
	// Use has another model answer for this run; the zero NewModel goes back to the start's. It checks the address by its form
	// only. An error is one line for the reader and never holds the key.
	Use(ctx context.Context, m NewModel) error
	// Local returns what a local Ollama has; no models where there is no such server.
	Local(ctx context.Context) Local
}

// Model is what answers. Offline says that answers are made of quotations, without a model; Custom that it was set on the page.
type Model struct {
	Offline bool   `json:"offline"`
	Profile string `json:"profile"`
	Model   string `json:"model"`
	Custom  bool   `json:"custom"`
}

// NewModel is a model to use: the address of its OpenAI-compatible server, a key unless it needs none, and its name.
type NewModel struct {
	BaseURL string `json:"base_url"`
	APIKey  string `json:"api_key"`
	Model   string `json:"model"`
}

// Local are the models of a server on this machine, by the address that a NewModel takes.
type Local struct {
	BaseURL string       `json:"base_url"`
	Models  List[string] `json:"models"`
}

func (p *Page) useModel(w http.ResponseWriter, r *http.Request) (any, error) {
	var in NewModel
	if err := decode(w, r, &in); err != nil {
		return nil, err
	}
	if err := p.options.Models.Use(r.Context(), in); err != nil {
		return nil, refused(err)
	}
	p.changed.fire()
	return done{}, nil
}

func (p *Page) localModels(_ http.ResponseWriter, r *http.Request) (any, error) {
	return p.options.Models.Local(r.Context()), nil
}
