package config

import (
	"errors"
	"path/filepath"
	"runtime"
	"strings"
)

// dataFolder is the name of the program's folder in the user's data folder.
const dataFolder = "articlebot"

// normalize makes the paths of the file relative to its folder, while those of the environment stay relative to the
// current one, and takes the slash from the end of addresses, to which a path is added.
func (l *loader) normalize() {
	e, t := &l.cfg.Embeddings, &l.cfg.Telegram
	e.BaseURL, t.APIURL = strings.TrimRight(e.BaseURL, "/"), strings.TrimRight(t.APIURL, "/")
	if e.Provider == "" {
		e.Provider = Builtin
		if e.BaseURL != "" {
			e.Provider = Endpoint
		}
	}
	for i, path := range l.cfg.Articles {
		l.cfg.Articles[i] = l.resolve(path)
	}
	for _, path := range []*string{&l.cfg.Prompts.Chinese, &l.cfg.Prompts.English} {
		if *path != "" {
			*path = l.resolve(*path)
		}
	}
	if dir := l.cfg.State.Dir; dir != "" && l.origins["state.dir"].Variable == "" {
		l.cfg.State.Dir = l.resolve(dir)
	}
}

// resolve returns a path of the file as one that can be opened from the current folder.
func (l *loader) resolve(path string) string {
	if filepath.IsAbs(path) {
		return path
	}
	return filepath.Join(filepath.Dir(l.file), path)
}

// StateDir returns the folder of the program's own data: State.Dir or, where that is empty, the folder articlebot in the
// user's data folder, which is $XDG_DATA_HOME or ~/.local/share (XDG Base Directory Specification, version 0.8),
// ~/Library/Application Support on macOS and %LocalAppData% on Windows. It creates nothing. It is an error when env does
// not tell where that is.
func (c *Config) StateDir(env Lookup) (string, error) {
	if c.State.Dir != "" {
		return c.State.Dir, nil
	}
	home := get(env, "HOME")
	switch {
	case runtime.GOOS == "windows":
		if local := get(env, "LocalAppData"); local != "" {
			return filepath.Join(local, dataFolder), nil
		}
	case runtime.GOOS == "darwin" && home != "":
		return filepath.Join(home, "Library", "Application Support", dataFolder), nil
	// The specification has relative paths ignored.
	case filepath.IsAbs(get(env, "XDG_DATA_HOME")):
		return filepath.Join(get(env, "XDG_DATA_HOME"), dataFolder), nil
	case home != "":
		return filepath.Join(home, ".local", "share", dataFolder), nil
	}
	return "", errors.New("no home folder to keep data in; set state.dir or ARTICLEBOT_DATA")
}
