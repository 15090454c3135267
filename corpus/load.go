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
	var files []file
	for _, p := range paths {
		found, err := find(p)
		if err != nil {
			return nil, err
		}
		files = append(files, found...)
	}
	return readAll(files)
}

// readAll makes articles of files, each of which is read once.
func readAll(files []file) ([]*Article, error) {
	var all []source
	seen := make(map[string]bool)
	for _, f := range files {
		if seen[f.key()] {
			continue
		}
		seen[f.key()] = true
		s, err := f.read()
		if err != nil {
			return nil, err
		}
		all = append(all, s)
	}
	return group(all), nil
}

// find returns the files of a path that Load was given.
func find(name string) ([]file, error) {
	info, err := os.Stat(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Errorf("%s: %w", name, ErrNotFound)
	case err != nil:
		return nil, fmt.Errorf("reading article: %w", err)
	case info.IsDir():
		return findIn(name)
	case !supported(name):
		return nil, fmt.Errorf("%s: %w", name, ErrUnsupported)
	}
	root, err := newFolder(filepath.Dir(name))
	return []file{{root, filepath.Base(name)}}, err
}

func findIn(name string) ([]file, error) {
	root, err := newFolder(name)
	if err != nil {
		return nil, err
	}
	found, err := root.walk(".")
	if err == nil && len(found) == 0 {
		err = fmt.Errorf("%s: %w", name, ErrNoArticles)
	}
	return found, err
}

// folder is where files are looked for: path identifies it, shown is how errors call it.
type folder struct {
	fsys        fs.FS
	path, shown string
}

func newFolder(name string) (folder, error) {
	abs, err := filepath.Abs(name)
	if err != nil {
		return folder{}, fmt.Errorf("reading articles of %s: %w", name, err)
	}
	return folder{fsys: os.DirFS(name), path: filepath.ToSlash(abs), shown: name}, nil
}

// walk returns the articles' files below root, a folder within.
func (d folder) walk(root string) ([]file, error) {
	var found []file
	err := fs.WalkDir(d.fsys, root, func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return fmt.Errorf("reading articles of %s: %w", d.shown, err)
		case name != root && strings.HasPrefix(entry.Name(), ".") && entry.IsDir():
			return fs.SkipDir
		case !entry.IsDir() && !strings.HasPrefix(entry.Name(), ".") && supported(name) && d.regular(name):
			found = append(found, file{d, name})
		}
		return nil
	})
	return found, err
}

// regular follows links: the files of a mounted configuration are links, while a named pipe would block for ever.
func (d folder) regular(name string) bool {
	info, err := fs.Stat(d.fsys, name)
	return err != nil || info.Mode().IsRegular()
}

// file is a file by its name within a folder, with slashes.
type file struct {
	root folder
	name string
}

// key is the same for the same file, through whichever folder it was found.
func (f file) key() string { return path.Join(f.root.path, f.name) }

func (f file) read() (source, error) {
	shown := filepath.Join(f.root.shown, f.name)
	opened, err := f.root.fsys.Open(f.name)
	if err != nil {
		return source{}, fmt.Errorf("reading %s: %w", shown, err)
	}
	defer func() { _ = opened.Close() }() // nothing was written
	data, err := io.ReadAll(io.LimitReader(opened, MaxSize+1))
	if err != nil {
		return source{}, fmt.Errorf("reading %s: %w", shown, err)
	}
	e, err := Parse(shown, data)
	if err != nil {
		return source{}, err
	}
	return source{folder: path.Dir(f.key()), name: path.Base(f.name), edition: e}, nil
}

// source is an edition with the file that it was read from.
type source struct {
	folder, name string
	edition      *Edition
}
