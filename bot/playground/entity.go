package playground

import (
	"cmp"
	"encoding/json"
	"slices"
	"strings"
	"unicode"
)

// Entity is a formatted span of a text, as in the Bot API's MessageEntity. Offset and Length count UTF-16 code units.
type Entity struct {
	Type     string `json:"type"`
	Offset   int    `json:"offset"`
	Length   int    `json:"length"`
	URL      string `json:"url,omitempty"`
	Language string `json:"language,omitempty"`
	// CustomEmoji is the id of an emoji that stands for the text.
	CustomEmoji string `json:"custom_emoji_id,omitempty"`
	// User is somebody who is mentioned without a name.
	User *EntityUser `json:"user,omitempty"`
	// Unix and Format say which moment is shown and how, for a date_time.
	Unix   int64  `json:"unix_time,omitempty"`
	Format string `json:"date_time_format,omitempty"`
}

// EntityUser is the user of a text_mention.
type EntityUser struct {
	ID int64 `json:"id"`
}

func (e Entity) end() int { return e.Offset + e.Length }

// Units returns the length of a text in UTF-16 code units, which is how Telegram counts.
func Units(s string) int {
	n := 0
	for _, r := range s {
		n++
		if r > 0xFFFF {
			n++
		}
	}
	return n
}

// sortEntities puts outer ones before inner ones, as Telegram returns them.
func sortEntities(entities []Entity) {
	slices.SortStableFunc(entities, func(a, b Entity) int {
		return cmp.Or(cmp.Compare(a.Offset, b.Offset), cmp.Compare(b.Length, a.Length), cmp.Compare(rank(a), rank(b)))
	})
}

// rank orders entities over the same span as tdlib does: quotations outside, then code, links, and styles.
func rank(e Entity) int {
	order := []string{"blockquote", "expandable_blockquote", "pre", "code", "text_link", "text_mention"}
	if i := slices.Index(order, e.Type); i >= 0 {
		return i
	}
	return len(order)
}

// trimText takes the space around a text away and moves the entities with it; what covers nothing any more is dropped.
func trimText(text string, entities []Entity) (string, []Entity) {
	left := strings.TrimLeftFunc(text, unicode.IsSpace)
	cut := Units(text) - Units(left)
	text = strings.TrimRightFunc(left, unicode.IsSpace)
	length := Units(text)
	var kept []Entity
	for _, e := range entities {
		begin, end := max(e.Offset-cut, 0), min(e.end()-cut, length)
		if e.Offset, e.Length = begin, end-begin; e.Length > 0 {
			kept = append(kept, e)
		}
	}
	return text, kept
}

// nesting returns what breaks Telegram's rules for entities inside each other. The server mends such messages, so this
// is no refusal; but what it mends is not what was meant.
func nesting(entities []Entity) string {
	for i, outer := range entities {
		for _, inner := range entities[i+1:] {
			if inner.Offset >= outer.end() {
				continue
			}
			switch {
			case inner.end() > outer.end():
				return inner.Type + " that overlaps " + outer.Type
			case strings.HasSuffix(outer.Type, "blockquote") && strings.HasSuffix(inner.Type, "blockquote"):
				return "a quotation inside a quotation"
			case outer.Type == "pre" || outer.Type == "code":
				return inner.Type + " inside " + outer.Type
			case inner.Type == "pre" || inner.Type == "code":
				if !strings.HasSuffix(outer.Type, "blockquote") {
					return inner.Type + " inside " + outer.Type
				}
			}
		}
	}
	return ""
}

// readEntities reads the parameter entities, which must lie within the text. What is no list is ignored.
func readEntities(raw, text string) ([]Entity, *refusal) {
	var list []json.RawMessage
	if raw == "" || json.Unmarshal([]byte(raw), &list) != nil {
		return nil, nil
	}
	length := Units(text)
	var entities []Entity
	for _, item := range list {
		var e Entity
		if err := json.Unmarshal(item, &e); err != nil || e.Type == "" {
			return nil, badRequest("can't parse MessageEntity: Field \"type\" must be of type String")
		}
		switch {
		case e.Offset < 0 || e.Length <= 0:
			continue
		case e.Offset >= length && length > 0 || e.end() > length:
			return nil, badRequest("entity beginning at UTF-16 offset %d ends after the end of the text at UTF-16 offset %d",
				e.Offset, length)
		}
		entities = append(entities, e)
	}
	sortEntities(entities)
	return entities, nil
}
