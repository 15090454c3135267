package playground

import (
	"net/url"
	"strconv"
	"strings"
)

// link makes an entity lead to an address, or mention a person by tg://user?id=N. It reports whether the address is one
// that Telegram shows as a link; it drops the formatting of others without a word.
func (e *Entity) link(address string) bool {
	if id, ok := strings.CutPrefix(address, "tg://user?id="); ok {
		if n, err := strconv.ParseInt(id, 10, 64); err == nil && n > 0 {
			e.Type, e.User = "text_mention", &EntityUser{ID: n}
			return true
		}
	}
	e.URL = checkedLink(address)
	return e.URL != ""
}

// checkedLink returns an address as Telegram keeps it, or "".
func checkedLink(address string) string {
	address = strings.TrimSpace(address)
	if !strings.Contains(address, "://") {
		address = "http://" + address
	}
	u, err := url.Parse(address)
	if err != nil || u.Host == "" {
		return ""
	}
	switch u.Scheme {
	case "tg", "ton", "tonsite":
		return address
	case "http", "https", "ftp":
	default:
		return ""
	}
	if !strings.Contains(u.Host, ".") && !strings.HasPrefix(u.Host, "[") {
		return ""
	}
	u.Host = strings.ToLower(u.Host)
	if u.Path == "" {
		u.Path = "/"
	}
	return u.String()
}
