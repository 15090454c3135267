package config

import (
	"maps"
	"reflect"
	"slices"
)

// keys returns the index of each field of struct type t that a key sets, by that key.
func keys(t reflect.Type) map[string]int {
	found := map[string]int{}
	for i := range t.NumField() {
		if key := t.Field(i).Tag.Get("yaml"); key != "" {
			found[key] = i
		}
	}
	return found
}

// isSection reports whether t is a struct whose fields are keys.
func isSection(t reflect.Type) bool { return t.Kind() == reflect.Struct && len(keys(t)) > 0 }

// isNamed reports whether t is a map of sections by name; any other map is a value, whose keys are free.
func isNamed(t reflect.Type) bool { return t == reflect.TypeFor[map[string]Profile]() }

// walk calls visit for each value below v that a key sets, with the field that describes it; those of named sections in
// the order of their names.
func walk(v reflect.Value, path string, visit func(field reflect.StructField, v reflect.Value, path string)) {
	for i := range v.NumField() {
		field, value := v.Type().Field(i), v.Field(i)
		key := field.Tag.Get("yaml")
		switch {
		case key == "":
		case isSection(field.Type):
			walk(value, join(path, key), visit)
		case isNamed(field.Type):
			elements := value.Interface().(map[string]Profile)
			for _, name := range slices.Sorted(maps.Keys(elements)) {
				walk(reflect.ValueOf(elements[name]), join(join(path, key), name), visit)
			}
		default:
			visit(field, value, join(path, key))
		}
	}
}

// paths returns the path of every key below struct type t that holds a value, with NAME for the name of a profile.
func paths(t reflect.Type) []string {
	sample := reflect.New(t).Elem()
	if t == reflect.TypeFor[Config]() {
		sample.FieldByName("Models").Set(reflect.ValueOf(Models{Profiles: map[string]Profile{"NAME": {}}}))
	}
	var found []string
	walk(sample, "", func(_ reflect.StructField, _ reflect.Value, path string) { found = append(found, path) })
	return found
}
