package page_test

import (
	"net/http"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"articlebot/bot/playground/page"
)

func TestModulesAreJoined(t *testing.T) {
	const want = `const $leaf = (() => {
const ONE = 1;
async function two() {}
return { ONE, two };
})();
const $branch = (() => {
const { ONE } = $leaf;
const own = () => ONE; // export
return { own };
})();
const $app = (() => {
const { ONE, two } = $leaf;
const { own } = $branch;
two(ONE, own);
return {  };
})();
`
	got, err := page.JoinModules(modules(map[string]string{
		"leaf":   "export const ONE = 1;\nexport async function two() {}",
		"branch": "import { ONE } from \"./leaf.js\";\nexport const own = () => ONE; // export",
		"app":    "import { ONE, two } from \"./leaf.js\";\nimport { own } from \"./branch.js\";\ntwo(ONE, own);",
	}), "app")
	if err != nil || string(got) != want {
		t.Errorf("%v\n%s", err, got)
	}
}

func TestModulesThatCannotBeJoined(t *testing.T) {
	for text, want := range map[string]string{
		"\nimport * as all from \"./leaf.js\";":        "app.js:2: this form cannot be joined",
		"import { a as b } from \"./leaf.js\";":        "app.js:1: this form cannot be joined",
		"import { a } from \"https://evil.com/a.js\";": "app.js:1: this form cannot be joined",
		"import { a } from \"./none.js\";":             "none.js",
		"import { a } from \"./app.js\";":              "app.js imports what imports it",
		"import { a } from \"./back.js\";":             "app.js imports what imports it",
		"export let a = 1;":                            "app.js:1: this form cannot be joined",
		"export default 1;":                            "app.js:1: this form cannot be joined",
	} {
		_, err := page.JoinModules(modules(map[string]string{
			"app": text, "leaf": "export const a = 1;", "back": "import { a } from \"./app.js\";",
		}), "app")
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q", text, err, want)
		}
	}
}

func modules(texts map[string]string) fstest.MapFS {
	files := fstest.MapFS{}
	for name, text := range texts {
		files[name+".js"] = &fstest.MapFile{Data: []byte(text)}
	}
	return files
}

// TestScriptOfThePage states that one script has all modules, so that the page loads nothing later.
func TestScriptOfThePage(t *testing.T) {
	script := start(t, "").serve(request(http.MethodGet, "/assets/app.js", "")).Body.String()
	if left := regexp.MustCompile(`(?m)^(?:import|export)\b.*`).FindString(script); left != "" {
		t.Errorf("it has %q", left)
	}
	for _, name := range []string{"words", "panel", "app"} {
		if strings.Count(script, "const $"+name+" = ") != 1 {
			t.Errorf("%s.js is not in it once", name)
		}
	}
}

// TestCodesHaveSentences states that the page says each code in each of its three languages.
func TestCodesHaveSentences(t *testing.T) {
	script := start(t, "").serve(request(http.MethodGet, "/assets/app.js", "")).Body.String()
	for _, code := range []page.Code{
		page.ArticleEmpty, page.ArticleFrontMatter, page.ArticleLarge, page.ArticleUndecodable, page.Ending, page.Internal,
		page.MessageGone, page.ModelAddress, page.ModelKey, page.ModelMissing,
	} {
		if n := strings.Count(script, " "+string(code)+`: "`); n < 3 {
			t.Errorf("%s has %d sentences", code, n)
		}
	}
}
