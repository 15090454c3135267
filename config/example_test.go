package config_test

import (
	"os"
	"reflect"
	"regexp"
	"slices"
	"testing"

	"go.yaml.in/yaml/v4"

	"articlebot/config"
)

const exampleFile = "example.yaml"

func mustRead(t *testing.T, path string) []byte {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// wholeExample returns the example with the profile in it, which is commented out.
func wholeExample(t *testing.T) []byte {
	t.Helper()
	return regexp.MustCompile(`(?m)^  #  `).ReplaceAll(mustRead(t, exampleFile), []byte("    "))
}

// As it stands, the example changes nothing.
func TestExampleIsDefault(t *testing.T) {
	c, err := config.Parse(exampleFile, mustRead(t, exampleFile), nil)
	if err != nil {
		t.Fatal(err)
	}
	want := config.Default()
	want.File = exampleFile
	if !reflect.DeepEqual(c, want) {
		t.Errorf("got  %+v\nwant %+v", c, want)
	}
}

// The profile of the example is the same as one of which only preset and key are given.
func TestExampleProfile(t *testing.T) {
	env := environ(map[string]string{"DEEPSEEK_API_KEY": "k"})
	c, err := config.Parse(exampleFile, wholeExample(t), env)
	if err != nil {
		t.Fatal(err)
	}
	got, _ := c.Profile(c.Models.Default)
	want, _ := mustParse(t, "models: {profiles: {deepseek: {preset: deepseek, api_key: k}}}", nil).Profile("deepseek")
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
}

func TestExampleHoldsEveryKey(t *testing.T) {
	var root yaml.Node
	if err := yaml.Load(wholeExample(t), &root); err != nil {
		t.Fatal(err)
	}
	got := fileKeys(root.Content[0], "")
	var want []string
	for _, k := range schemaKeys(t) {
		want = append(want, k.path)
	}
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

// fileKeys returns the paths of the keys of a file that hold no further keys.
func fileKeys(n *yaml.Node, path string) []string {
	if n.Kind != yaml.MappingNode || len(n.Content) == 0 {
		return []string{path}
	}
	var found []string
	for i := 0; i < len(n.Content); i += 2 {
		key := n.Content[i].Value
		switch path {
		case "":
			found = append(found, fileKeys(n.Content[i+1], key)...)
		case "models.profiles":
			found = append(found, fileKeys(n.Content[i+1], path+".NAME")...)
		default:
			found = append(found, fileKeys(n.Content[i+1], path+"."+key)...)
		}
	}
	return found
}
