package corpus_test

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"articlebot/corpus"
)

// folder writes files into a new folder; a name that ends with a slash is an empty folder.
func folder(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, content := range files {
		file := filepath.Join(dir, filepath.FromSlash(name))
		parent := filepath.Dir(file)
		if strings.HasSuffix(name, "/") {
			parent = file
		}
		if err := os.MkdirAll(parent, 0o755); err != nil {
			t.Fatal(err)
		}
		if parent == file {
			continue
		}
		if err := os.WriteFile(file, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// summary gives each article as "id: languages".
func summary(articles []*corpus.Article) []string {
	var out []string
	for _, a := range articles {
		line := []string{a.ID + ":"}
		for _, e := range a.Editions {
			line = append(line, string(e.Lang))
			if e.ArticleID != a.ID {
				line = append(line, "of "+e.ArticleID)
			}
		}
		out = append(out, strings.Join(line, " "))
	}
	return out
}

func TestLoadFolder(t *testing.T) {
	const zh, en = "这是一篇文章。", "This is an article."
	for name, c := range map[string]struct {
		files map[string]string
		want  []string
	}{
		"formats": {
			map[string]string{"b.md": en, "a.txt": zh, "c.MARKDOWN": en, "d.pdf": "x", "e": "x"},
			[]string{"a: zh", "b: en", "c: en"},
		},
		"editions":            {map[string]string{"x.zh.md": zh, "x.en.txt": en}, []string{"x: en zh"}},
		"same language twice": {map[string]string{"x.en.md": en, "x.en.txt": en, "x.zh.md": zh}, []string{"x: en zh", "x-2: en"}},
		"same name": {
			map[string]string{"a.md": en, "a.txt": zh, "a-2.md": en},
			[]string{"a-2: en", "a: en", "a-3: zh"},
		},
		"no suffix": {map[string]string{"x.md": en, "x.zh.md": zh}, []string{"x: en", "x-2: zh"}},
		"language of the text": {
			map[string]string{"x.zh.md": "---\nlang: en\n---\n" + en, "x.en.md": en}, []string{"x: en", "x-2: en"}},
		"folders": {
			map[string]string{"a.md": en, "sub/a.md": en, "sub/b.zh.md": zh, "b.en.md": en},
			[]string{"a: en", "b: en", "a-2: en", "b-2: zh"},
		},
		"hidden": {
			map[string]string{"a.md": en, ".b.md": en, ".git/c.md": en, "x.md/d.txt": en},
			[]string{"a: en", "d: en"},
		},
		"equal slugs": {map[string]string{"A b.md": en, "a-b.md": en}, []string{"a-b: en", "a-b-2: en"}},
	} {
		t.Run(name, func(t *testing.T) {
			articles, err := corpus.Load(folder(t, c.files))
			if err != nil {
				t.Fatal(err)
			}
			if got := summary(articles); !slices.Equal(got, c.want) {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestLoadSeveral(t *testing.T) {
	dir := folder(t, map[string]string{"one/a.md": "This is one.", "two/a.md": "This is two.", "two/b.md": "Another one."})
	articles, err := corpus.Load(filepath.Join(dir, "two", "b.md"), dir, filepath.Join(dir, "one")+"/")
	if err != nil {
		t.Fatal(err)
	}
	if got, want := summary(articles), []string{"b: en", "a: en", "a-2: en"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestLoadReadsOnce goes by the allocations of reading a file that is named several times.
func TestLoadReadsOnce(t *testing.T) {
	dir := folder(t, map[string]string{"a.md": strings.Repeat("This is a sentence of the article.\n\n", 200)})
	name := filepath.Join(dir, "a.md")
	load := func(paths ...string) float64 {
		return testing.AllocsPerRun(3, func() {
			if _, err := corpus.Load(paths...); err != nil {
				t.Fatal(err)
			}
		})
	}
	if once, often := load(name), load(name, dir, name, dir); often > 1.5*once {
		t.Errorf("%v allocations for one name, %v for four", once, often)
	}
}

func TestLoadLink(t *testing.T) {
	dir := folder(t, map[string]string{"..data/a.md": "This is an article.", "mounted/": ""})
	links := map[string]string{"mounted/a.md": "../..data/a.md", "mounted/folder.md": "../..data", "link": "mounted"}
	for link, target := range links {
		if err := os.Symlink(filepath.FromSlash(target), filepath.Join(dir, filepath.FromSlash(link))); err != nil {
			t.Skip("no symbolic links here:", err)
		}
	}
	articles, err := corpus.Load(filepath.Join(dir, "link"))
	if err != nil {
		t.Fatal(err)
	}
	if got, want := summary(articles), []string{"a: en"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestLoadErrors(t *testing.T) {
	dir := folder(t, map[string]string{
		"good/a.md": "Text.", "none/a.pdf": "x", "empty/": "", "bad/a.md": "Text.", "bad/b.md": "", "a.pdf": "x",
	})
	if err := os.WriteFile(filepath.Join(dir, "big.txt"), make([]byte, corpus.MaxSize+1), 0o644); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]error{
		"missing": corpus.ErrNotFound, "missing.md": corpus.ErrNotFound,
		"none": corpus.ErrNoArticles, "empty": corpus.ErrNoArticles,
		"bad": corpus.ErrEmpty, "bad/b.md": corpus.ErrEmpty, "a.pdf": corpus.ErrUnsupported, "big.txt": corpus.ErrTooBig,
	} {
		file := filepath.Join(dir, path)
		articles, err := corpus.Load(filepath.Join(dir, "good"), file)
		if !errors.Is(err, want) || articles != nil {
			t.Errorf("%s: got %v, %v, want %v", path, articles, err, want)
		} else if !strings.HasPrefix(err.Error(), file) {
			t.Errorf("%s: message %q does not begin with the file", path, err)
		}
	}
}

func TestBuiltin(t *testing.T) {
	a, err := corpus.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	if got, want := summary([]*corpus.Article{a}), []string{"openai-left-meta-right: en zh"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	for _, e := range a.Editions {
		m := e.Meta
		if slices.Contains([]string{m.Title, m.Author, m.Editor, m.Publisher, m.Date, m.URL, m.Note}, "") {
			t.Errorf("%s: incomplete meta data %+v", e.Lang, m)
		}
		if n := len(corpus.Passages(e)); n < 50 {
			t.Errorf("%s: only %d passages", e.Lang, n)
		}
	}
}
