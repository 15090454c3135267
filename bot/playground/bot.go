package playground

import "cmp"

// Bot is what people see of the bot before they write to it.
type Bot struct {
	ID                                            int64
	Name, Username, Description, ShortDescription string
}

// Bot returns how the bot presents itself to a client in a language, an IETF tag.
func (s *Server) Bot(language string) Bot {
	s.mu.Lock()
	defer s.mu.Unlock()
	return Bot{
		ID: s.options.ID, Username: s.options.Username,
		Name:        cmp.Or(s.profileText("name", language), s.options.Name),
		Description: s.profileText("description", language), ShortDescription: s.profileText("short_description", language),
	}
}

// profileText returns a text of the bot in a language, or the one for all others; mu is held.
func (s *Server) profileText(what, language string) string {
	own, _ := s.profile[what+" "+primary(language)].(string)
	other, _ := s.profile[what+" "].(string)
	return cmp.Or(own, other)
}
