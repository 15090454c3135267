package bot

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"articlebot/internal/typo"
)

// maxProfileName bounds how much of an unknown name is repeated, in runes.
const maxProfileName = 64

// noModels are the models of a bot that has none.
type noModels struct{}

// Profiles returns nothing.
func (noModels) Profiles() []Profile { return nil }

// switchModel lists the profiles or, with the name of one, changes the chat's.
func (h *handler) switchModel(ctx context.Context, k *task, m *message, name string) error {
	text, err := h.chooseModel(ctx, k, m, name)
	if err != nil {
		return err
	}
	return h.say(ctx, k, text)
}

// chooseModel returns what to say to the name of a profile, or to none.
func (h *handler) chooseModel(ctx context.Context, k *task, m *message, name string) (string, error) {
	t, profiles := k.t.model, h.models.Profiles()
	switch {
	case !h.access.access().MaySwitch(m.From.ID):
		return t.denied, nil
	case len(profiles) == 0:
		return t.none, nil
	case name == "":
		return h.listModels(ctx, m, t, profiles)
	}
	if p, ok := findProfile(profiles, name); ok {
		return fmt.Sprintf(t.now, p.describe()), h.choose(ctx, m, p.Name)
	}
	if isDefault(name) {
		return t.back, h.choose(ctx, m, "")
	}
	text := fmt.Sprintf(t.unknown, escape(shorten(name, maxProfileName)))
	if near := typo.Meant(foldName(name), names(profiles)); near != "" {
		text += fmt.Sprintf(t.meant, escape(near))
	}
	list, err := h.listModels(ctx, m, t, profiles)
	return text + "\n\n" + list, err
}

// listModels lists the profiles and marks the default one and the chat's. A chat's profile that is gone is noted, and the
// chat goes back to the default one.
func (h *handler) listModels(ctx context.Context, m *message, t modelPhrases, profiles []Profile) (string, error) {
	chosen, err := h.profile(ctx, m)
	if err != nil {
		return "", err
	}
	note := ""
	if chosen != "" && !slices.Contains(names(profiles), chosen) {
		note = fmt.Sprintf(t.gone, escape(chosen)) + "\n\n"
		if err := h.choose(ctx, m, ""); err != nil {
			return "", err
		}
		chosen = ""
	}
	lines := []string{t.list}
	for _, p := range profiles {
		var marks []string
		if p.Default {
			marks = append(marks, t.standard)
		}
		if p.Name == chosen || chosen == "" && p.Default {
			marks = append(marks, t.here)
		}
		line := "• " + p.describe()
		if len(marks) > 0 {
			line += fmt.Sprintf(t.marked, strings.Join(marks, t.and))
		}
		lines = append(lines, line)
	}
	return note + strings.Join(lines, "\n") + "\n\n" + t.usage, nil
}

// profile returns the profile that is to answer m; it is empty for the default one. A choice counts only for as long as the
// person may choose.
func (h *handler) profile(ctx context.Context, m *message) (string, error) {
	if !h.access.access().MaySwitch(m.From.ID) {
		return "", nil
	}
	c, err := h.store.Chat(ctx, m.Chat.ID)
	return c.Profile, stored(err)
}

// choose sets the profile of the chat of m; an empty name means the default one.
func (h *handler) choose(ctx context.Context, m *message, profile string) error {
	c, err := h.store.Chat(ctx, m.Chat.ID)
	if err != nil {
		return stored(err)
	}
	c.Profile = profile
	return stored(h.store.SetChat(ctx, m.Chat.ID, c))
}

// describe names the profile and its model, in HTML.
func (p Profile) describe() string {
	text := "<code>" + escape(p.Name) + "</code>"
	if p.Model != "" && p.Model != p.Name {
		text += " · " + escape(p.Model)
	}
	return text
}

// findProfile returns the profile of that name, or else the first that has it in another case or width.
func findProfile(profiles []Profile, name string) (Profile, bool) {
	i := slices.IndexFunc(profiles, func(p Profile) bool { return p.Name == name })
	if i < 0 {
		i = slices.IndexFunc(profiles, func(p Profile) bool { return foldName(p.Name) == foldName(name) })
	}
	if i < 0 {
		return Profile{}, false
	}
	return profiles[i], true
}

// isDefault reports that the name stands for the default profile, which a profile of this name takes precedence over.
func isDefault(name string) bool {
	switch foldName(name) {
	case "default", "-", "默认", "預設":
		return true
	}
	return false
}

// foldName makes names alike that differ in case, in the width of their characters or in white space.
func foldName(name string) string {
	return strings.Join(strings.Fields(strings.ToLower(norm.NFKC.String(name))), " ")
}

func names(profiles []Profile) []string {
	list := make([]string, len(profiles))
	for i, p := range profiles {
		list[i] = p.Name
	}
	return list
}
