package config

import (
	"fmt"
	"reflect"
	"strings"
)

// Parse reads a configuration from data, with env above it; both may be nil. file is what problems call the source;
// relative paths in it are relative to its folder. The files of secrets that the configuration names are read, and no
// others. The error is of type Errors and holds every problem that was found.
func Parse(file string, data []byte, env Lookup) (*Config, error) {
	l := &loader{
		file:    file,
		env:     env,
		cfg:     Default(),
		origins: map[string]Problem{},
		used:    map[string]bool{},
	}
	l.cfg.File = file
	// Empty until it is known whether the file leaves it out.
	l.cfg.Embeddings.Provider = ""
	if root := l.document(data); root != nil {
		l.decode(root, "", reflect.ValueOf(l.cfg).Elem())
	}
	l.environment()
	l.readSecrets()
	l.normalize()
	l.check()
	sortProblems(l.problems)
	sortProblems(l.cfg.Warnings)
	if len(l.problems) > 0 {
		return nil, Errors(l.problems)
	}
	return l.cfg, nil
}

// loader is one run of Parse.
type loader struct {
	file string
	env  Lookup
	cfg  *Config
	// origins says where the value of a key path comes from, as a Problem without key and text.
	origins map[string]Problem
	// used holds the environment variables that the file refers to.
	used     map[string]bool
	problems []Problem
}

// fail reports that the value at a key path is wrong.
func (l *loader) fail(path, format string, args ...any) {
	l.problems = append(l.problems, l.problem(path, fmt.Sprintf(format, args...)))
}

// warn reports that the value at a key path is hardly meant.
func (l *loader) warn(path, format string, args ...any) {
	l.cfg.Warnings = append(l.cfg.Warnings, l.problem(path, fmt.Sprintf(format, args...)))
}

// problem returns a problem at the origin of the nearest key above path that has one.
func (l *loader) problem(path, text string) Problem {
	at := path
	p, ok := l.origins[at]
	for !ok && at != "" {
		at = at[:max(0, strings.LastIndexAny(at, ".["))]
		p, ok = l.origins[at]
	}
	if !ok {
		p = Problem{File: l.file}
	}
	p.Key, p.Text = path, text
	return p
}

// faulty reports whether a problem was found at path or below it.
func (l *loader) faulty(path string) bool {
	for _, p := range l.problems {
		if p.Key == path || strings.HasPrefix(p.Key, path+".") || strings.HasPrefix(p.Key, path+"[") {
			return true
		}
	}
	return false
}

// join returns the path of a key below the key at path.
func join(path, key string) string {
	if path == "" {
		return key
	}
	return path + "." + key
}
