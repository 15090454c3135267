package config

import (
	"fmt"
	"math"
	"reflect"

	"go.yaml.in/yaml/v4"
)

// decodeFree stores a mapping with keys and values of the user's choice in v, a map[string]any. An empty one is left out.
func (l *loader) decodeFree(n *yaml.Node, path string, v reflect.Value) bool {
	values := l.freeMap(n, path)
	if len(values) == 0 {
		return false
	}
	v.Set(reflect.ValueOf(values))
	return true
}

func (l *loader) freeMap(n *yaml.Node, path string) map[string]any {
	values := map[string]any{}
	for key, value := range l.pairs(n, path) {
		values[key.Value] = l.free(value, join(path, key.Value))
	}
	return values
}

// free returns the value of n as one that JSON has: a map, a list, a text with its variables expanded, a number, true,
// false or nil. What is wrong with it is reported.
func (l *loader) free(n *yaml.Node, path string) any {
	if !l.enter(n, path) {
		return nil
	}
	switch n.Kind {
	case yaml.MappingNode:
		return l.freeMap(n, path)
	case yaml.SequenceNode:
		list := make([]any, len(n.Content))
		for i, item := range n.Content {
			list[i] = l.free(item, fmt.Sprintf("%s[%d]", path, i))
		}
		return list
	default:
		return l.freeScalar(n, path)
	}
}

func (l *loader) freeScalar(n *yaml.Node, path string) any {
	switch n.Tag {
	case "!!null":
		return nil
	case "!!bool", "!!int", "!!float":
		var value any
		err := n.Load(&value)
		if number, ok := value.(float64); err != nil || ok && (math.IsNaN(number) || math.IsInf(number, 0)) {
			l.fail(path, "needs a number that JSON has")
			return nil
		}
		return value
	}
	text, _ := l.expanded(n, path)
	return text
}
