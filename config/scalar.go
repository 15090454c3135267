package config

import (
	"math"
	"reflect"
	"strconv"
	"strings"
	"time"

	"go.yaml.in/yaml/v4"
)

// decodeScalar stores the text of n in v with its variables expanded and without surrounding white space. It reports
// false where it left the default.
func (l *loader) decodeScalar(n *yaml.Node, path string, v reflect.Value) bool {
	if n.Kind != yaml.ScalarNode {
		l.fail(path, "needs a single value, but is %s", kindOf(n))
		return false
	}
	text, ok := l.expanded(n, path)
	text = strings.TrimSpace(text)
	if !ok || text == "" {
		return false
	}
	if need := setScalar(v, text); need != "" {
		l.fail(path, "needs %s", need)
		return false
	}
	return true
}

// expanded returns the text of n with its variables expanded; it reports those that are not set, and what is no variable.
func (l *loader) expanded(n *yaml.Node, path string) (string, bool) {
	x, ok := expand(n.Value, l.env)
	if !ok {
		l.fail(path, "a variable is written ${NAME}, with letters, digits and _ only; a dollar sign before a brace is $$")
		return "", false
	}
	for _, name := range x.used {
		l.used[name] = true
	}
	for _, name := range x.unset {
		l.warn(path, "the environment variable %s is not set and counts as empty", name)
	}
	return x.text, true
}

// setScalar stores text in v and returns "", or leaves v and says what it needs. It never repeats the text, which may come
// from a variable that holds a secret.
func setScalar(v reflect.Value, text string) (need string) {
	switch target := v.Addr().Interface().(type) {
	case *string:
		*target = text
	case *Secret:
		*target = NewSecret(text)
	case *bool:
		yes, err := strconv.ParseBool(text)
		return store(target, yes, err, "true or false")
	case *int:
		number, err := strconv.Atoi(text)
		return store(target, number, err, "a whole number")
	case *int64:
		number, err := strconv.ParseInt(text, 10, 64)
		return store(target, number, err, "a whole number")
	case *float64:
		number, err := strconv.ParseFloat(text, 64)
		if math.IsNaN(number) || math.IsInf(number, 0) {
			err = strconv.ErrRange
		}
		return store(target, number, err, "a number")
	case **float64:
		number, err := strconv.ParseFloat(text, 64)
		return store(target, &number, err, "a number")
	case *time.Duration:
		duration, err := time.ParseDuration(text)
		return store(target, duration, err, "a duration with its unit, such as 30s or 2m")
	}
	return ""
}

// store puts what was read in its place and returns "", or what is needed where it could not be read.
func store[T any](target *T, value T, err error, need string) string {
	if err != nil {
		return need
	}
	*target = value
	return ""
}
