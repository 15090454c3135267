package main

import (
	"maps"
	"slices"
	"sync/atomic"

	"articlebot/bot"
	"articlebot/config"
)

// catalog lists the profiles of the configuration in force.
type catalog struct {
	config atomic.Pointer[config.Config]
}

var _ bot.Models = (*catalog)(nil)

// newCatalog returns the catalog of a configuration.
func newCatalog(c *config.Config) *catalog {
	list := &catalog{}
	list.config.Store(c)
	return list
}

// Profiles returns the profiles by name.
func (c *catalog) Profiles() []bot.Profile {
	cfg := c.config.Load()
	var list []bot.Profile
	for _, name := range slices.Sorted(maps.Keys(cfg.Models.Profiles)) {
		p, _ := cfg.Profile(name)
		list = append(list, bot.Profile{Name: name, Model: p.Model, Default: name == cfg.Models.Default})
	}
	return list
}
