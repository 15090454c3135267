package config

import (
	"fmt"
	"net/url"
	"reflect"
	"strconv"
	"strings"
	"time"

	"articlebot/internal/typo"
)

// check reports the values that are of the right type and still wrong, or hardly meant.
func (l *loader) check() {
	walk(reflect.ValueOf(l.cfg).Elem(), "", l.checkField)
	l.checkModels()
	l.checkEmbeddings()
	l.checkDaily()
	a := l.cfg.Access
	if a.Mode == Closed && len(a.Users)+len(a.Admins) == 0 && !l.cfg.Telegram.Token.IsZero() {
		l.warn("access.mode", "closed, and nobody is listed: the bot answers no one; list users or admins, or set ARTICLEBOT_ACCESS")
	}
}

// checkDaily reports limits of cost where nothing costs anything.
func (l *loader) checkDaily() {
	for _, p := range l.cfg.Models.Profiles {
		if p.Price != (Price{}) {
			return
		}
	}
	d := l.cfg.Limits.Daily
	for path, limit := range map[string]float64{"limits.daily.user_cost": d.UserCost, "limits.daily.total_cost": d.TotalCost} {
		if limit > 0 {
			l.warn(path, "never reached, because no profile has a price")
		}
	}
}

// checkField holds the value at path against the tags of its field.
func (l *loader) checkField(field reflect.StructField, v reflect.Value, path string) {
	switch value := v.Interface().(type) {
	case Secret:
		l.checkSecret(value, path)
	case string:
		if value == "" {
			return
		}
		if allowed := field.Tag.Get("oneof"); allowed != "" {
			l.checkOneOf(value, strings.Split(allowed, "|"), path)
		}
		if field.Tag.Get("form") == "url" {
			l.checkURL(value, path)
		}
	case *float64:
		if value != nil {
			l.checkRange(*value, field.Tag, path)
		}
	case float64:
		l.checkRange(value, field.Tag, path)
	case int:
		l.checkRange(float64(value), field.Tag, path)
	case time.Duration:
		l.checkRange(float64(value), field.Tag, path)
	case []int64:
		for i, id := range value {
			l.checkRange(float64(id), field.Tag, fmt.Sprintf("%s[%d]", path, i))
		}
	}
}

// checkSecret refuses what no header and no address can carry, such as a placeholder that was never replaced.
func (l *loader) checkSecret(s Secret, path string) {
	outside := func(r rune) bool { return r <= ' ' || r > '~' }
	if strings.ContainsFunc(s.Reveal(), outside) {
		l.fail(path, "holds a space or a character outside ASCII, which no key does")
	}
}

func (l *loader) checkOneOf(value string, allowed []string, path string) {
	for _, a := range allowed {
		if value == a {
			return
		}
	}
	text := "unknown value; use " + strings.Join(allowed, ", ")
	if near := typo.Meant(value, allowed); near != "" {
		text += fmt.Sprintf("; did you mean %q?", near)
	}
	l.fail(path, "%s", text)
}

func (l *loader) checkRange(value float64, tag reflect.StructTag, path string) {
	low, high := tag.Get("min"), tag.Get("max")
	least, errLow := strconv.ParseFloat(low, 64)
	most, errHigh := strconv.ParseFloat(high, 64)
	switch {
	case errLow == nil && errHigh == nil && !(value >= least && value <= most):
		l.fail(path, "must be from %s to %s", low, high)
	case errLow == nil && value < least && least == 0:
		l.fail(path, "must not be negative")
	case errLow == nil && value < least:
		l.fail(path, "must be %s or more", low)
	}
}

// checkURL never repeats the address, which may hold a password.
func (l *loader) checkURL(address, path string) {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "" {
		l.fail(path, "needs an address that begins with http:// or https:// and a host")
		return
	}
	cleanPath := strings.TrimRight(u.Path, "/")
	switch {
	case u.User != nil:
		l.fail(path, "must not hold a user name or a password")
	case u.RawQuery != "" || u.ForceQuery || u.Fragment != "":
		l.fail(path, "must not hold a query (?) or a fragment (#)")
	case strings.HasSuffix(cleanPath, "/chat/completions") || strings.HasSuffix(cleanPath, "/embeddings"):
		l.fail(path, "must end before /chat/completions or /embeddings, which is added to it")
	}
}
