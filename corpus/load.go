package corpus

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
)

// Load reads the articles at paths, each a file or a folder that is walked for .md, .markdown and .txt files in the order
// of their names, hidden ones left out. Files of one folder called x.zh.md and x.en.md are editions of one article; every
// other file is an article of its own. No two articles have the same ID, and a file that is named twice is read once.
//
// The first file that cannot be read ends the loading with one of this package's errors or one of the file system.
func Load(paths ...string) ([]*Article, error) {
	var all []source
	seen := make(map[string]bool)
	for _, p := range paths {
		found, err := loadPath(p)
		if err != nil {
			return nil, err
		}
		for _, s := range found {
			if !seen[s.key()] {
				seen[s.key()] = true
				all = append(all, s)
			}
		}
	}
	return group(all), nil
}

// source is an edition with the file that it was read from.
type source struct {
	folder, name string
	edition      *Edition
}

func (s source) key() string { return s.folder + "/" + s.name }

func loadPath(name string) ([]source, error) {
	info, err := os.Stat(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Errorf("%s: %w", name, ErrNotFound)
	case err != nil:
		return nil, fmt.Errorf("reading article: %w", err)
	case info.IsDir():
		return loadFolder(name)
	case !supported(name):
		return nil, fmt.Errorf("%s: %w", name, ErrUnsupported)
	}
	r, err := newReader(filepath.Dir(name))
	if err != nil {
		return nil, err
	}
	s, err := r.read(filepath.Base(name))
	return []source{s}, err
}

func loadFolder(name string) ([]source, error) {
	r, err := newReader(name)
	if err != nil {
		return nil, err
	}
	found, err := r.walk(".")
	if err == nil && len(found) == 0 {
		err = fmt.Errorf("%s: %w", name, ErrNoArticles)
	}
	return found, err
}

// reader reads the files below a folder: folder identifies it, shown is how errors call it.
type reader struct {
	fsys          fs.FS
	folder, shown string
}

func newReader(folder string) (reader, error) {
	abs, err := filepath.Abs(folder)
	if err != nil {
		return reader{}, fmt.Errorf("reading articles of %s: %w", folder, err)
	}
	return reader{fsys: os.DirFS(folder), folder: abs, shown: folder}, nil
}

func (r reader) walk(root string) ([]source, error) {
	var found []source
	err := fs.WalkDir(r.fsys, root, func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return fmt.Errorf("reading articles of %s: %w", r.shown, err)
		case name != root && strings.HasPrefix(entry.Name(), ".") && entry.IsDir():
			return fs.SkipDir
		case entry.IsDir() || strings.HasPrefix(entry.Name(), ".") || !supported(name) || !r.regular(name):
			return nil
		}
		s, err := r.read(name)
		found = append(found, s)
		return err
	})
	return found, err
}

// regular follows links: the files of a mounted configuration are links, while a named pipe would block for ever.
func (r reader) regular(name string) bool {
	info, err := fs.Stat(r.fsys, name)
	return err != nil || info.Mode().IsRegular()
}

func (r reader) read(name string) (source, error) {
	shown := filepath.Join(r.shown, name)
	f, err := r.fsys.Open(name)
	if err != nil {
		return source{}, fmt.Errorf("reading %s: %w", shown, err)
	}
	defer func() { _ = f.Close() }() // nothing was written
	data, err := io.ReadAll(io.LimitReader(f, MaxSize+1))
	if err != nil {
		return source{}, fmt.Errorf("reading %s: %w", shown, err)
	}
	e, err := Parse(shown, data)
	if err != nil {
		return source{}, err
	}
	return source{folder: path.Join(filepath.ToSlash(r.folder), path.Dir(name)), name: path.Base(name), edition: e}, nil
}
