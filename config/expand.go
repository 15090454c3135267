package config

import (
	"regexp"
	"slices"
	"strings"
)

// expansion is a text with its variables replaced.
type expansion struct {
	text string
	// used and unset are names of variables: all that were named, and those among them that are not set.
	used, unset []string
}

// variableName is what may stand between the braces of ${NAME}: a name as POSIX has it (Base Definitions, 8.1), in either
// case.
var variableName = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_]*$`)

// expand replaces each ${NAME} in text by the variable's value, or by nothing where it is not set, and each $$ by a
// dollar sign; any other dollar sign stands for itself. What a variable holds is not expanded again. It reports false for
// a "${" that does not begin a variable.
func expand(text string, env Lookup) (expansion, bool) {
	var x expansion
	var b strings.Builder
	for {
		before, rest, found := strings.Cut(text, "$")
		b.WriteString(before)
		if !found {
			x.text = b.String()
			return x, true
		}
		switch {
		case strings.HasPrefix(rest, "$"):
			b.WriteByte('$')
			text = rest[1:]
		case strings.HasPrefix(rest, "{"):
			name, after, closed := strings.Cut(rest[1:], "}")
			if !closed || !variableName.MatchString(name) {
				return expansion{}, false
			}
			value := get(env, name)
			b.WriteString(value)
			x.note(name, value != "")
			text = after
		default:
			b.WriteByte('$')
			text = rest
		}
	}
}

// note records a variable once.
func (x *expansion) note(name string, set bool) {
	if slices.Contains(x.used, name) {
		return
	}
	x.used = append(x.used, name)
	if !set {
		x.unset = append(x.unset, name)
	}
}
