package page

import (
	"bytes"
	"fmt"
	"io/fs"
	"regexp"
	"strings"
)

// joiner makes one script of modules, each in a scope of its own: every file that a browser fetches costs it some milliseconds
// before the page can be used. It knows the forms that the page's modules have, and fails on others: names are imported from a
// module of the same folder, and functions and constants are exported where they are declared.
type joiner struct {
	files  fs.FS
	script bytes.Buffer
	// added says of each module that was met whether all of it is in the script.
	added            map[string]bool
	importer, export *regexp.Regexp
}

// joinModules returns a script that does what a module does, without the ending of its name, with all that it imports.
func joinModules(files fs.FS, name string) ([]byte, error) {
	j := &joiner{
		files: files, added: make(map[string]bool),
		importer: regexp.MustCompile(`^import (\{ \w+(?:, \w+)* \}) from "\./([a-z]+)\.js";$`),
		export:   regexp.MustCompile(`^export ((?:async )?(?:function|const) (\w+)\b.*)$`),
	}
	err := j.add(name)
	return j.script.Bytes(), err
}

// add adds a module after those that it imports, as a constant that holds what it exports.
func (j *joiner) add(name string) error {
	text, err := fs.ReadFile(j.files, name+".js")
	if err != nil {
		return err
	}
	j.added[name] = false
	var body bytes.Buffer
	var exports []string
	for i, line := range strings.Split(string(text), "\n") {
		if m := j.importer.FindStringSubmatch(line); m != nil {
			names, from := m[1], m[2]
			if err := j.require(from); err != nil {
				return err
			}
			line = "const " + names + " = $" + from + ";"
		}
		if m := j.export.FindStringSubmatch(line); m != nil {
			line, exports = m[1], append(exports, m[2])
		}
		if strings.HasPrefix(line, "import") || strings.HasPrefix(line, "export") {
			return fmt.Errorf("%s.js:%d: this form cannot be joined: %s", name, i+1, line)
		}
		body.WriteString(line + "\n")
	}
	fmt.Fprintf(&j.script, "const $%s = (() => {\n%sreturn { %s };\n})();\n", name, body.Bytes(), strings.Join(exports, ", "))
	j.added[name] = true
	return nil
}

// require has a module in the script before the one that imports it.
func (j *joiner) require(name string) error {
	whole, met := j.added[name]
	switch {
	case whole:
		return nil
	case met:
		return fmt.Errorf("%s.js imports what imports it", name)
	}
	return j.add(name)
}
