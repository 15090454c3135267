package config

import (
	"maps"
	"reflect"
	"slices"
)

// Changes returns the paths of the keys whose values differ between two configurations, sorted. A profile that only one of
// them has counts with the keys that are set in it.
func (c *Config) Changes(other *Config) []string {
	ours, theirs := c.values(), other.values()
	changed := map[string]bool{}
	for _, path := range slices.Concat(slices.Collect(maps.Keys(ours)), slices.Collect(maps.Keys(theirs))) {
		if !equal(ours[path], theirs[path]) {
			changed[path] = true
		}
	}
	return slices.Sorted(maps.Keys(changed))
}

// values returns the value of every key by its path.
func (c *Config) values() map[string]reflect.Value {
	values := map[string]reflect.Value{}
	walk(reflect.ValueOf(c).Elem(), "", func(_ reflect.StructField, v reflect.Value, path string) { values[path] = v })
	return values
}

// equal compares the values of a key, either of which may be missing.
func equal(a, b reflect.Value) bool {
	switch {
	case !a.IsValid():
		return b.IsZero()
	case !b.IsValid():
		return a.IsZero()
	}
	return reflect.DeepEqual(a.Interface(), b.Interface())
}
