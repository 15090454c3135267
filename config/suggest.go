package config

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"

	"articlebot/internal/typo"
)

// suggestKey says which key of struct type t was probably meant, or where else the key belongs, or which keys there are.
func suggestKey(key string, t reflect.Type) string {
	known := slices.Sorted(maps.Keys(keys(t)))
	if near := typo.Meant(key, known); near != "" {
		return fmt.Sprintf("did you mean %q?", near)
	}
	for _, path := range paths(reflect.TypeFor[Config]()) {
		if strings.HasSuffix(path, "."+key) {
			return fmt.Sprintf("did you mean %q?", path)
		}
	}
	return "the keys here are " + strings.Join(known, ", ")
}
