package main

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestReadEntries(t *testing.T) {
	entries, err := readEntries(filepath.Join("testdata", "all.js"))
	if err != nil || len(entries) != 5 {
		t.Fatalf("%d entries, error %v", len(entries), err)
	}
	if e := entries[1]; e.traditional != "電腦" || e.simplified != "电脑" || e.proper || !entries[2].proper {
		t.Errorf("read %+v and %+v", e, entries[2])
	}
}

func TestReadEntriesRefuses(t *testing.T) {
	dir := t.TempDir()
	for name, content := range map[string]string{"none": "", "no JSON": "export default {", "short": `{"all":[["a","b"]]}`} {
		path := filepath.Join(dir, "all.js")
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := readEntries(path); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
	if _, err := readEntries(filepath.Join(dir, "missing.js")); err == nil {
		t.Error("a missing file is no error")
	}
}

// TestTranslations holds what becomes of glosses: brackets and notes go, of a name only what stands before the comma counts
// and a person's last name stands for the person, and what is not Han is left out.
func TestTranslations(t *testing.T) {
	entries, err := readEntries(filepath.Join("testdata", "all.js"))
	if err != nil {
		t.Fatal(err)
	}
	got := make(map[string][]string)
	for _, l := range translations(entries, simplifications(entries)) {
		got[l.chinese] = append(got[l.chinese], l.english)
	}
	want := map[string][]string{"测试": {"test", "examination"}, "阿明": {"amin exampl", "exampl"}}
	for word, phrases := range want {
		if !slices.Equal(got[word], phrases) {
			t.Errorf("%s is translated by %q, want %q", word, got[word], phrases)
		}
	}
	if len(got["3C"])+len(got["测"]) != 0 {
		t.Errorf("got %q", got)
	}
}

// TestNamesAreNothingElse holds that a word with one meaning that is no name is none.
func TestNamesAreNothingElse(t *testing.T) {
	table := string(encodeNames([]entry{
		{simplified: "阿明", proper: true}, {simplified: "高明", proper: true}, {simplified: "高明"}, {simplified: "王", proper: true},
	}, nil))
	if !strings.Contains(table, "阿明") || strings.Contains(table, "高明") || strings.Contains(table, "王") {
		t.Errorf("got %q", table)
	}
}

func TestSimplificationsAreClosed(t *testing.T) {
	characters := simplifications([]entry{{traditional: "測試", simplified: "测试"}, {traditional: "麼", simplified: "么"}, {traditional: "么", simplified: "幺"}})
	if characters['測'] != '测' || characters['麼'] != '么' {
		t.Errorf("got %q", characters)
	}
	if _, found := characters['么']; found {
		t.Error("么 is the Simplified form of 麼 and must stay")
	}
}

// TestGenerate writes all files twice from the same data.
func TestGenerate(t *testing.T) {
	source, err := filepath.Abs(filepath.Join("testdata", "all.js"))
	if err != nil {
		t.Fatal(err)
	}
	root := t.TempDir()
	if err := os.MkdirAll(filepath.Join(root, "dict"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(filepath.Join(root, "terms"), 0o700); err != nil {
		t.Fatal(err)
	}
	t.Chdir(filepath.Join(root, "dict"))
	var before [][]byte
	for range 2 {
		if err := generate(source); err != nil {
			t.Fatal(err)
		}
		var files [][]byte
		for _, name := range []string{"zh.dict", "en.dict", "frequency.dict", "names.dict", "../terms/simplified.txt"} {
			data, err := os.ReadFile(name)
			if err != nil || !strings.HasPrefix(string(data), origin) {
				t.Fatalf("%s: %v, %.40q", name, err, data)
			}
			files = append(files, data)
		}
		if before != nil && !slices.EqualFunc(before, files, bytes.Equal) {
			t.Error("the same data gives other files")
		}
		before = files
	}
}
