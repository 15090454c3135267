package main

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"os"

	"articlebot/config"
	"articlebot/corpus"
	"articlebot/rag"
	"articlebot/rag/ledger"
	"articlebot/rag/llm"
	"articlebot/rag/vector"
)

// program is the configuration with what every command needs of it.
type program struct {
	global   globals
	config   *config.Config
	log      *slog.Logger
	articles []*corpus.Article
	// cut are the passages of the editions, where they were needed.
	cut      map[*corpus.Edition][]*corpus.Passage
	embedder vector.Embedder
	// ledger bounds what the bot's users may have models do. It is nil for every other command: whoever asks in the
	// terminal is nobody's user, so that none of the configuration's limits is for them.
	ledger *ledger.Ledger
	// alarm is told of models that fail; nil for every command but serve.
	alarm *alarm
	// inMemory keeps all that would be in the database in memory instead.
	inMemory bool
}

// newProgram reads the configuration and the articles.
func newProgram(global globals, stderr io.Writer) (*program, error) {
	cfg, err := loadConfig(global)
	if err != nil {
		return nil, err
	}
	p := &program{global: global, config: cfg, log: newLogger(cfg.Log, stderr)}
	p.logWarnings(isForAll)
	if p.articles, err = loadArticles(cfg.Articles); err != nil {
		return nil, err
	}
	p.embedder, err = newEmbedder(cfg.Embeddings, p.log)
	return p, err
}

// loadConfig reads the configuration and puts the command line's flags above it.
func loadConfig(global globals) (*config.Config, error) {
	cfg, err := config.Load(config.Options{File: global.config, Env: os.LookupEnv})
	if err != nil {
		return nil, err
	}
	if len(global.articles) > 0 {
		cfg.Articles = global.articles
	}
	if global.data != "" {
		cfg.State.Dir = global.data
	}
	if err := choose(&cfg.Log.Level, "log-level", global.logLevel, "debug", "info", "warn", "error"); err != nil {
		return nil, err
	}
	return cfg, choose(&cfg.Log.Format, "log-format", global.logFormat, "text", "json")
}

func newLogger(c config.Log, w io.Writer) *slog.Logger {
	var level slog.Level
	_ = level.UnmarshalText([]byte(c.Level)) // the configuration allows only slog's names
	options := &slog.HandlerOptions{Level: level}
	if c.Format == "json" {
		return slog.New(slog.NewJSONHandler(w, options))
	}
	return slog.New(slog.NewTextHandler(w, options))
}

func loadArticles(paths []string) ([]*corpus.Article, error) {
	if len(paths) == 0 {
		article, err := corpus.Builtin()
		return []*corpus.Article{article}, err
	}
	return corpus.Load(paths...)
}

func newEmbedder(c config.Embeddings, log *slog.Logger) (vector.Embedder, error) {
	if c.Provider == config.Builtin {
		return vector.NewHashing(), nil
	}
	return llm.NewEmbedder(llm.EmbedOptions{
		BaseURL: c.BaseURL, APIKey: c.APIKey.Reveal(), Model: c.Model, Dimensions: c.Dimensions, Batch: c.Batch, Logger: log,
	})
}

// newEngine indexes the articles and connects the models. It answers questions in both languages, or only in one.
func (p *program) newEngine(ctx context.Context, only corpus.Lang) (*rag.Engine, error) {
	prompts, err := loadPrompts(p.config.Prompts)
	if err != nil {
		return nil, err
	}
	views, err := p.newViews(ctx, only)
	if err != nil {
		return nil, err
	}
	models, err := p.newModels()
	if err != nil {
		return nil, err
	}
	options := rag.Options{
		Views: views, Models: models, Prompts: prompts, MaxQuestion: p.config.Limits.MaxQuestion, Logger: p.log,
	}
	if p.ledger != nil {
		options.Ledger = p.ledger
	}
	if p.alarm != nil {
		options.Failed = p.alarm.failed
	}
	return rag.New(options)
}

// with returns the program with another configuration and other articles.
func (p *program) with(c *config.Config, articles []*corpus.Article) *program {
	next := *p
	next.config, next.articles, next.cut = c, articles, nil
	return &next
}

// newModels connects the models of the configuration.
func (p *program) newModels() (rag.Models, error) {
	models := rag.Models{Profiles: make(map[string]rag.Profile), Default: p.config.Models.Default}
	for name := range p.config.Models.Profiles {
		profile, err := p.newProfile(name)
		if err != nil {
			return rag.Models{}, err
		}
		models.Profiles[name] = profile
	}
	return models, nil
}

func (p *program) newProfile(name string) (rag.Profile, error) {
	c, _ := p.config.Profile(name)
	client, err := newClient(c, p.log)
	if err != nil {
		return rag.Profile{}, fmt.Errorf("profile %s: %w", name, err)
	}
	profile := rag.Profile{
		Name: name, Model: client, ContextTokens: c.ContextTokens - c.MaxTokens,
		Price: rag.Price{Prompt: c.Price.Prompt, Completion: c.Price.Completion},
	}
	for _, next := range p.config.Chain(name)[1:] {
		profile.Fallback = append(profile.Fallback, next.Name)
	}
	return profile, nil
}

// newClient connects the model of a profile.
func newClient(c config.Profile, log *slog.Logger) (*llm.Client, error) {
	var temperature *float32
	if c.Temperature != nil {
		narrow := float32(*c.Temperature)
		temperature = &narrow
	}
	return llm.New(llm.Options{
		Name: c.Name, BaseURL: c.BaseURL, APIKey: c.APIKey.Reveal(), Model: c.Model, Temperature: temperature,
		MaxTokens: c.MaxTokens, TokenField: c.TokenField, Extra: c.Extra, NoThinking: c.NoThinking,
		FirstToken: c.Timeout, Idle: c.IdleTimeout, Logger: log,
	})
}
