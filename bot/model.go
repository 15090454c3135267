package bot

import (
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

// chooseModel runs /model: without a name it lists the profiles, with one it changes the chat's. It returns what to say.
func (h *handler) chooseModel(m *message, name string) string {
	t, profiles := phrasesFor(m).model, h.models.Profiles()
	switch {
	case !h.access.access().MaySwitch(m.From.ID):
		return t.denied
	case len(profiles) == 0:
		return t.none
	case name == "":
		return h.listModels(m, t, profiles)
	}
	if p, ok := findProfile(profiles, name); ok {
		h.memory.choose(m.Chat.ID, p.Name)
		return fmt.Sprintf(t.now, p.describe())
	}
	if isDefault(name) {
		h.memory.choose(m.Chat.ID, "")
		return t.back
	}
	text := fmt.Sprintf(t.unknown, escape(shorten(name, maxProfileName)))
	if near := typo.Meant(foldName(name), names(profiles)); near != "" {
		text += fmt.Sprintf(t.meant, escape(near))
	}
	return text + "\n\n" + h.listModels(m, t, profiles)
}

// listModels lists the profiles and marks the default one and the chat's. A chat's profile that is gone is noted, and the
// chat goes back to the default one.
func (h *handler) listModels(m *message, t modelPhrases, profiles []Profile) string {
	chosen, note := h.profile(m), ""
	if chosen != "" && !slices.Contains(names(profiles), chosen) {
		note = fmt.Sprintf(t.gone, escape(chosen)) + "\n\n"
		h.memory.choose(m.Chat.ID, "")
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
	return note + strings.Join(lines, "\n") + "\n\n" + t.usage
}

// profile returns the profile that is to answer m; it is empty for the default one. A choice counts only for as long as the
// person may choose.
func (h *handler) profile(m *message) string {
	if !h.access.access().MaySwitch(m.From.ID) {
		return ""
	}
	return h.memory.profile(m.Chat.ID)
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
	case "default", "-", "默认":
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
