package config_test

import (
	"flag"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"articlebot/config"
)

var update = flag.Bool("update", false, "rewrite the golden files")

const referenceHead = `# Configuration

<!-- Generated from the comments in config/config.go by: go test ./config -update -->

One YAML file: ` + "`--config FILE`, else `ARTICLEBOT_CONFIG`, else `./articlebot.yaml`" + ` if there is one, else the defaults.
[config/example.yaml](../config/example.yaml) holds every key; ` + "`articlebot config check`" + ` reports every mistake at once.

- Every key may be left out, and an empty value means the default. An unknown key is an error.
- ` + "`${NAME}`" + ` in a value is replaced by the environment variable, and by nothing where that is not set; ` + "`$$`" + ` is a dollar sign.
- Relative paths start at the folder of the file.
- The environment variables below stand above the file. ` + "`LLM_BASE_URL`, `LLM_API_KEY` and `LLM_MODEL`" + ` together define a
  profile named ` + "`env`" + ` and make it the default; ` + "`EMBED_BASE_URL`, `EMBED_API_KEY` and `EMBED_MODEL`" + ` together stand above
  the section ` + "`embeddings`" + `. The address may be left out for OpenAI, the key for a server that asks for none.
- ` + "`ARTICLEBOT_ACCESS` is `open`, `closed`" + `, or the ids of users with commas between them, who alone are answered.
- A secret and its ` + "`_file`" + ` cannot be given together.

| Key | Default | Meaning | Environment |
|---|---|---|---|
`

const presetHead = `
## Presets

What ` + "`preset`" + ` fills in. A profile without a preset has it too when its ` + "`base_url`" + ` is that of one, or that of
the same vendor's server abroad.

| Preset | base_url | model | max_tokens | context_tokens | token_field |
|---|---|---|---|---|---|
`

func TestReference(t *testing.T) {
	var b strings.Builder
	b.WriteString(referenceHead)
	for _, k := range schemaKeys(t) {
		fmt.Fprintf(&b, "| `%s` | %s | %s | %s |\n", k.path, k.standard, k.meaning, k.variable)
	}
	b.WriteString(presetHead)
	for _, name := range presetNames(t) {
		// A model of the profile's own shows by its absence elsewhere whether the preset has one.
		model := ""
		c, err := config.Parse("", []byte("models: {profiles: {p: {preset: "+name+"}}}"), nil)
		if err == nil {
			p, _ := c.Profile("p")
			model = "`" + p.Model + "`"
		}
		p, _ := mustParse(t, "models: {profiles: {p: {preset: "+name+", model: m}}}", nil).Profile("p")
		fmt.Fprintf(&b, "| `%s` | %s | %s | %d | %d | `%s` |\n",
			name, p.BaseURL, model, p.MaxTokens, p.ContextTokens, p.TokenField)
	}
	golden(t, filepath.Join("..", "docs", "configuration.md"), b.String())
}

// golden compares text with a file, or rewrites the file when the tests run with -update.
func golden(t *testing.T, path, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if want := string(mustRead(t, path)); got != want {
		t.Errorf("%s is not up to date; run go test ./config -update\n%s", path, got)
	}
}

// key is the documentation of one key.
type key struct{ path, standard, meaning, variable string }

// schemaKeys returns the keys of the configuration in the order of the schema.
func schemaKeys(t *testing.T) []key {
	t.Helper()
	c := config.Default()
	sample := mustParse(t, "models: {profiles: {p: {base_url: http://h, model: m}}}", nil)
	p, _ := sample.Profile("p")
	p.BaseURL, p.Model = "", ""
	c.Models.Profiles = map[string]config.Profile{"NAME": p}
	var found []key
	collect(reflect.ValueOf(*c), "", fieldComments(t), &found)
	return found
}

func collect(v reflect.Value, path string, comments map[string]string, found *[]key) {
	for i := range v.NumField() {
		f := v.Type().Field(i)
		name := f.Tag.Get("yaml")
		if name == "" {
			continue
		}
		at := strings.TrimPrefix(path+"."+name, ".")
		switch {
		case f.Type == reflect.TypeFor[map[string]config.Profile]():
			collect(v.Field(i).MapIndex(reflect.ValueOf("NAME")), at+".NAME", comments, found)
		case f.Type.Kind() == reflect.Struct && f.Type != reflect.TypeFor[config.Secret]():
			collect(v.Field(i), at, comments, found)
		default:
			*found = append(*found, key{
				path:     at,
				standard: code(standard(v.Field(i))),
				meaning:  comments[v.Type().Name()+"."+f.Name] + bounds(f.Tag),
				variable: code(f.Tag.Get("env")),
			})
		}
	}
}

// standard returns a default as one would write it in the file.
func standard(v reflect.Value) string {
	switch value := v.Interface().(type) {
	case time.Duration:
		if minutes, whole := strings.CutSuffix(value.String(), "m0s"); whole {
			return minutes + "m"
		}
		return value.String()
	case config.Secret, *float64:
		return ""
	}
	switch v.Kind() {
	case reflect.Slice:
		return "[]"
	case reflect.Map:
		return "{}"
	}
	return fmt.Sprint(v.Interface())
}

// bounds says what values a key takes, as its tags have it.
func bounds(tag reflect.StructTag) string {
	switch low, high := tag.Get("min"), tag.Get("max"); {
	case tag.Get("oneof") != "":
		return " One of " + code(strings.ReplaceAll(tag.Get("oneof"), "|", "`, `")) + "."
	case high != "" && low == "":
		return " At most " + high + "."
	case high != "":
		return " From " + low + " to " + high + "."
	}
	return ""
}

// code returns text as Markdown code, and no text as nothing.
func code(text string) string {
	if text == "" {
		return ""
	}
	return "`" + text + "`"
}

// fieldComments returns the comments of the schema's fields, by Type.Field.
func fieldComments(t *testing.T) map[string]string {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), "config.go", nil, parser.ParseComments)
	if err != nil {
		t.Fatal(err)
	}
	comments := map[string]string{}
	ast.Inspect(file, func(n ast.Node) bool {
		spec, ok := n.(*ast.TypeSpec)
		if !ok {
			return true
		}
		for _, f := range spec.Type.(*ast.StructType).Fields.List {
			comments[spec.Name.Name+"."+f.Names[0].Name] = strings.Join(strings.Fields(f.Doc.Text()), " ")
		}
		return false
	})
	return comments
}
