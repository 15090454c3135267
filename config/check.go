package config

import (
	"fmt"
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
	l.checkWebhook()
	a := l.cfg.Access
	if a.Mode == Closed && len(a.Users)+len(a.Admins)+len(a.Chats) == 0 && !l.cfg.Telegram.Token.IsZero() {
		l.warn("access.mode", "closed, and nobody is listed: the bot answers only who was paired with the code that serve shows; "+
			"list users, admins or chats, or set ARTICLEBOT_ACCESS")
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
		l.checkSecret(value, field.Tag.Get("form"), path)
	case string:
		if value == "" {
			return
		}
		if allowed := field.Tag.Get("oneof"); allowed != "" {
			l.checkOneOf(value, strings.Split(allowed, "|"), path)
		}
		l.checkForm(value, field.Tag.Get("form"), path)
	case *float64:
		if value != nil {
			l.checkRange(*value, field.Tag, path)
		}
	case float64:
		l.checkRange(value, field.Tag, path)
	case int:
		l.checkRange(float64(value), field.Tag, path)
	case time.Duration:
		l.checkDuration(value, field.Tag.Get("min"), path)
	case []int64:
		for i, id := range value {
			l.checkRange(float64(id), field.Tag, fmt.Sprintf("%s[%d]", path, i))
		}
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

func (l *loader) checkDuration(value time.Duration, low, path string) {
	least, err := time.ParseDuration(low)
	switch {
	case err != nil || value >= least:
	case least == 0:
		l.fail(path, "must not be negative")
	default:
		l.fail(path, "must be %s or more", low)
	}
}

func (l *loader) checkRange(value float64, tag reflect.StructTag, path string) {
	low, high := tag.Get("min"), tag.Get("max")
	least, errLow := strconv.ParseFloat(low, 64)
	most, errHigh := strconv.ParseFloat(high, 64)
	switch {
	case errLow == nil && errHigh == nil && !(value >= least && value <= most):
		l.fail(path, "must be from %s to %s", low, high)
	case errLow != nil && errHigh == nil && value > most:
		l.fail(path, "must be %s or less", high)
	case errLow == nil && value < least && least == 0:
		l.fail(path, "must not be negative")
	case errLow == nil && value < least:
		l.fail(path, "must be %s or more", low)
	}
}
