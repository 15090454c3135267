package config

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"
)

// DefaultFile is the file that Load reads from the current folder when no other is named.
const DefaultFile = "articlebot.yaml"

// fileVariable names the file in the environment.
const fileVariable = "ARTICLEBOT_CONFIG"

// maxFile is the largest configuration that is read, in bytes. It is far above any real one and keeps a wrong path, such
// as that of a device or a disk image, from filling the memory.
const maxFile = 1 << 20

// Lookup returns the value of an environment variable and whether it is set, as os.LookupEnv does. A variable that is set
// to nothing counts as not set.
type Lookup func(name string) (string, bool)

// Options says where Load finds a configuration.
type Options struct {
	// File is the path that the command line names; empty means ARTICLEBOT_CONFIG, else DefaultFile where there is one.
	File string
	// Env is the environment; nil is an empty one.
	Env Lookup
}

// Load reads the configuration file, if there is one, and the environment above it. The error is of type Errors and
// holds every problem that was found.
func Load(o Options) (*Config, error) {
	path, data, problem := o.read()
	if problem != nil {
		return nil, Errors{*problem}
	}
	return Parse(path, data, o.Env)
}

// read returns the path and the content of the file; both are empty where there is no file and none was named.
func (o Options) read() (path string, data []byte, problem *Problem) {
	named := get(o.Env, fileVariable)
	path = cmp.Or(o.File, named, DefaultFile)
	data, err := readLimited(path, maxFile)
	switch {
	case err == nil:
		return path, data, nil
	case o.File == "" && named != "":
		problem = &Problem{Variable: fileVariable, Text: "reading the configuration " + named + ": " + reason(err)}
	case o.File != "" || !errors.Is(err, fs.ErrNotExist):
		problem = &Problem{File: path, Text: "reading the configuration: " + reason(err)}
	}
	return "", nil, problem
}

// readLimited returns the content of the file at path unless that is more than limit bytes.
func readLimited(path string, limit int64) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, limit+1))
	if err == nil && int64(len(data)) > limit {
		err = fmt.Errorf("larger than %d bytes", limit)
	}
	return data, err
}

// reason returns what an error of the file system says, without the operation and the path, which the caller names.
func reason(err error) string {
	if p, ok := errors.AsType[*fs.PathError](err); ok {
		return p.Err.Error()
	}
	return err.Error()
}

// get returns the variable's value without surrounding white space, or "" when it is not set.
func get(env Lookup, name string) string {
	if env == nil {
		return ""
	}
	value, _ := env(name)
	return strings.TrimSpace(value)
}
