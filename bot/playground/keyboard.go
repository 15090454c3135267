package playground

import (
	"encoding/json"
	"net/url"
	"strings"
)

// dataLimit is the longest data of a button, in bytes.
const dataLimit = 64

// readMarkup reads reply_markup and returns an inline keyboard with its JSON; both are nil when there is none, or a
// keyboard of another kind, which belongs to no message.
func readMarkup(p params) ([][]Button, json.RawMessage, *refusal) {
	raw := strings.TrimSpace(p["reply_markup"])
	if raw == "" || raw == "null" {
		return nil, nil, nil
	}
	if !json.Valid([]byte(raw)) {
		return nil, nil, badRequest("can't parse reply keyboard markup JSON object")
	}
	var markup map[string]any
	if json.Unmarshal([]byte(raw), &markup) != nil {
		return nil, nil, badRequest("object expected as reply markup")
	}
	if _, ok := markup["inline_keyboard"]; !ok {
		return nil, nil, nil
	}
	var inline struct {
		Keyboard json.RawMessage `json:"inline_keyboard"`
	}
	_ = json.Unmarshal([]byte(raw), &inline)
	rows, refused := readRows(inline.Keyboard)
	if refused != nil || len(rows) == 0 {
		return nil, nil, refused
	}
	canonical, err := json.Marshal(markup) // the order of members makes no difference between keyboards
	if err != nil {
		return nil, nil, badRequest("can't parse reply keyboard markup JSON object")
	}
	return rows, canonical, nil
}

func readRows(raw json.RawMessage) ([][]Button, *refusal) {
	var lines []json.RawMessage
	if json.Unmarshal(raw, &lines) != nil || lines == nil {
		return nil, badRequest(`Field "inline_keyboard" must be of type Array`)
	}
	var rows [][]Button
	for _, line := range lines {
		var keys []json.RawMessage
		if json.Unmarshal(line, &keys) != nil || keys == nil {
			return nil, badRequest(`field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays`)
		}
		var row []Button
		for _, key := range keys {
			b, refused := readButton(key)
			if refused != nil {
				return nil, refused
			}
			row = append(row, b)
		}
		if len(row) > 0 {
			rows = append(rows, row)
		}
	}
	return rows, nil
}

func readButton(raw json.RawMessage) (Button, *refusal) {
	var b struct {
		Text string
		Data *string `json:"callback_data"`
		URL  string
	}
	var all map[string]json.RawMessage
	if json.Unmarshal(raw, &all) != nil {
		return Button{}, badRequest("can't parse inline keyboard button: InlineKeyboardButton must be an Object")
	}
	if json.Unmarshal(raw, &b) != nil || b.Text == "" {
		return Button{}, badRequest(`can't parse inline keyboard button: Field "text" must be of type String`)
	}
	switch {
	case b.URL != "":
		if u, err := url.Parse(b.URL); err != nil || checkedLink(b.URL) == "" && u.Scheme != "tg" {
			return Button{}, badRequest("BUTTON_URL_INVALID")
		}
		return Button{Text: b.Text, URL: b.URL}, nil
	case b.Data != nil:
		if n := len(*b.Data); n < 1 || n > dataLimit {
			return Button{}, badRequest("BUTTON_DATA_INVALID")
		}
		return Button{Text: b.Text, Data: *b.Data}, nil
	}
	delete(all, "style")
	delete(all, "icon_custom_emoji_id")
	if len(all) < 2 {
		return Button{}, badRequest("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
	}
	return Button{Text: b.Text}, nil
}
