package main

import (
	"maps"
	"os/exec"
	"path"
	"slices"
	"strings"
	"testing"
)

// directions are the packages of this module and what of it each may import; one that is not named has the directions of
// the folder above. The program itself imports anything, and it alone knows the configuration.
func directions() map[string][]string {
	beside := []string{"corpus", "rag", "rag/dict", "rag/terms"}
	return map[string][]string{
		"bot":                      {"bot/store", "corpus", "internal/markdown", "internal/typo", "rag", "rag/ledger"},
		"bot/playground":           nil,
		"bot/playground/page":      {"bot/playground"},
		"bot/store":                {"internal/sqldb"},
		"config":                   {"internal/typo"},
		"corpus":                   {"internal/markdown"},
		"corpus/library":           {"corpus", "internal/sqldb"},
		"internal/sqldb/sqldbtest": {"internal/sqldb"},
		"rag":                      {"corpus", "rag/terms"},
		"rag/dict":                 {"rag/terms"},
		"rag/eval":                 beside,
		"rag/ledger":               {"rag"},
		"rag/lexical":              beside,
		"rag/llm":                  beside,
		"rag/terms":                nil,
		"rag/vector":               beside,
	}
}

func TestImportsPointOneWay(t *testing.T) {
	imports, allowed := ownImports(t), directions()
	for _, name := range slices.Sorted(maps.Keys(imports)) {
		may := nearest(allowed, name)
		for _, imported := range imports[name] {
			if !slices.Contains(may, imported) {
				t.Errorf("%s imports %s; it may import %q", name, imported, may)
			}
		}
	}
	for name := range allowed {
		if _, there := imports[name]; !there {
			t.Errorf("there are directions for %s but no such package", name)
		}
	}
}

// nearest returns the directions of a package or else of the closest folder above it; none where no folder has any.
func nearest(allowed map[string][]string, name string) []string {
	for ; name != "."; name = path.Dir(name) {
		if may, ok := allowed[name]; ok {
			return may
		}
	}
	return nil
}

// ownImports returns what each package of this module but the program imports of it, tests left out.
func ownImports(t *testing.T) map[string][]string {
	t.Helper()
	const module, program = "articlebot/", "cmd/articlebot"
	list := exec.CommandContext(t.Context(), "go", "list", "-f", `{{.ImportPath}} {{join .Imports " "}}`, module+"...")
	out, err := list.Output()
	if err != nil {
		t.Fatalf("listing the packages: %v", err)
	}
	imports := map[string][]string{}
	for line := range strings.Lines(string(out)) {
		fields := strings.Fields(line)
		name := strings.TrimPrefix(fields[0], module)
		if name == program {
			continue
		}
		imports[name] = nil
		for _, imported := range fields[1:] {
			if own, ok := strings.CutPrefix(imported, module); ok {
				imports[name] = append(imports[name], own)
			}
		}
	}
	return imports
}
