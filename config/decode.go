package config

import (
	"fmt"
	"iter"
	"reflect"
	"regexp"

	"go.yaml.in/yaml/v4"
)

// decode stores the value of n in v, the value of the key at path. It reports false where it left the default: for an
// empty value, and for a wrong one.
func (l *loader) decode(n *yaml.Node, path string, v reflect.Value) bool {
	if !l.enter(n, path) || n.Kind == yaml.ScalarNode && n.Tag == "!!null" {
		return false
	}
	switch {
	case isSection(v.Type()):
		return l.decodeSection(n, path, v)
	case isNamed(v.Type()):
		return l.decodeMap(n, path, v)
	case v.Kind() == reflect.Map:
		return l.decodeFree(n, path, v)
	case v.Kind() == reflect.Slice:
		return l.decodeList(n, path, v)
	default:
		return l.decodeScalar(n, path, v)
	}
}

// enter notes that the value of the key at path is n, and reports what no value may be.
func (l *loader) enter(n *yaml.Node, path string) bool {
	l.origins[path] = l.at(n)
	if n.Kind == yaml.AliasNode {
		// Without aliases a small file cannot stand for a huge one, and every value has one place to report.
		l.fail(path, "aliases (*name) are not supported; write the value out")
		return false
	}
	if n.Style&yaml.TaggedStyle != 0 {
		l.fail(path, "tags (!name) are not supported")
		return false
	}
	return true
}

func (l *loader) decodeSection(n *yaml.Node, path string, v reflect.Value) bool {
	fields := keys(v.Type())
	for key, value := range l.pairs(n, path) {
		i, ok := fields[key.Value]
		if !ok {
			l.unknown(key, path, v.Type())
			continue
		}
		l.decode(value, join(path, key.Value), v.Field(i))
	}
	return true
}

func (l *loader) decodeMap(n *yaml.Node, path string, v reflect.Value) bool {
	v.Set(reflect.MakeMap(v.Type()))
	for key, value := range l.pairs(n, path) {
		element := reflect.New(v.Type().Elem()).Elem()
		l.decode(value, join(path, key.Value), element)
		v.SetMapIndex(reflect.ValueOf(key.Value), element)
	}
	return true
}

func (l *loader) decodeList(n *yaml.Node, path string, v reflect.Value) bool {
	if n.Kind != yaml.SequenceNode {
		l.fail(path, "needs a list, such as [a, b], but is %s", kindOf(n))
		return false
	}
	for i, item := range n.Content {
		element := reflect.New(v.Type().Elem()).Elem()
		if l.decode(item, fmt.Sprintf("%s[%d]", path, i), element) {
			v.Set(reflect.Append(v, element))
		}
	}
	return true
}

// keyName is what a key may look like. Anything else is likelier to be a misplaced value, perhaps a token, and is not
// shown in a problem.
var keyName = regexp.MustCompile(`^[\pL\pN_][\pL\pN_.-]{0,39}$`)

// pairs yields the keys of a mapping with their values. It reports keys that are no text, or that come twice.
func (l *loader) pairs(n *yaml.Node, path string) iter.Seq2[*yaml.Node, *yaml.Node] {
	return func(yield func(key, value *yaml.Node) bool) {
		if n.Kind != yaml.MappingNode {
			l.fail(path, `needs keys ("key: value") below it, but is %s`, kindOf(n))
			return
		}
		first := map[string]int{}
		for i := 0; i+1 < len(n.Content); i += 2 {
			key, value := n.Content[i], n.Content[i+1]
			p := l.at(key)
			p.Key = path
			switch {
			case key.Kind != yaml.ScalarNode || !keyName.MatchString(key.Value):
				p.Text = "holds a key that is no name; a name has at most 40 letters, digits, dots, hyphens and underscores"
			case first[key.Value] > 0:
				p.Key, p.Text = join(path, key.Value), fmt.Sprintf("given twice, first in line %d", first[key.Value])
			default:
				first[key.Value] = key.Line
				if !yield(key, value) {
					return
				}
				continue
			}
			l.problems = append(l.problems, p)
		}
	}
}

// unknown reports a key that type t does not have, with the key that was probably meant.
func (l *loader) unknown(key *yaml.Node, path string, t reflect.Type) {
	p := l.at(key)
	p.Key = join(path, key.Value)
	p.Text = "unknown key; " + suggestKey(key.Value, t)
	l.problems = append(l.problems, p)
}

// kindOf names what a node is, for a sentence about what it should be.
func kindOf(n *yaml.Node) string {
	switch n.Kind {
	case yaml.MappingNode:
		return "a mapping"
	case yaml.SequenceNode:
		return "a list"
	default:
		return "a single value"
	}
}
