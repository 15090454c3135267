package playground

import "time"

// draftLife is how long a draft stands unless it is sent again.
const draftLife = 30 * time.Second

// Draft is a text that the bot shows while it is being written, which is no message yet.
type Draft struct {
	ID, Thread int64
	// Text may be empty, which shows that the bot thinks.
	Text, HTML string
	Entities   []Entity
	// CanStop says that the person has a button to stop it.
	CanStop bool
	// Shown are the texts that drafts with this id had, oldest first.
	Shown []string
	At    time.Time

	keepOnStop bool
}

// Until returns when the draft goes away unless it is sent again.
func (d Draft) Until() time.Time { return d.At.Add(draftLife) }

func (s *Server) sendMessageDraft(p params) (any, *refusal) {
	text, refused := s.readContent(p, "message is too long")
	if refused != nil {
		return nil, refused
	}
	c, refused := s.chat(p)
	if refused != nil {
		return nil, refused
	}
	if c.Type != "private" {
		return nil, badRequest("TEXTDRAFT_PEER_INVALID")
	}
	thread, refused := readThread(c, p)
	if refused != nil {
		return nil, refused
	}
	id := p.number("draft_id")
	if id == 0 {
		return nil, badRequest("RANDOM_ID_INVALID")
	}
	d := &Draft{
		ID: id, Thread: thread, Text: text.text, HTML: text.html, Entities: text.entities, At: time.Now(),
		CanStop: p.flag("can_stop"), keepOnStop: p.flag("keep_on_stop"),
	}
	if old := c.draft(thread); old != nil && old.ID == id {
		d.Shown = old.Shown
	}
	d.Shown = append(d.Shown, d.Text)
	c.drafts[thread] = d
	return true, nil
}

// draft returns what still stands of a topic's draft.
func (c *chat) draft(thread int64) *Draft {
	d := c.drafts[thread]
	if d == nil || time.Since(d.At) >= draftLife {
		return nil
	}
	return d
}
