package vector

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/gob"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// errDamaged means a file whose content is not what was written, or that another program wrote.
var errDamaged = errors.New("the checksum does not fit the content")

// saved is the content of the file, which stands behind its own SHA-256.
type saved struct {
	Fingerprint string
	Vectors     map[key][]float32
}

// load returns what the file holds, which is nothing when it is not there.
func (s Store) load() (saved, error) {
	data, err := os.ReadFile(s.Path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return saved{}, nil
	case err != nil:
		return saved{}, fmt.Errorf("reading the stored vectors: %w", err)
	case len(data) < sha256.Size || sha256.Sum256(data[sha256.Size:]) != [sha256.Size]byte(data):
		return saved{}, fmt.Errorf("reading the stored vectors: %w", errDamaged)
	}
	var content saved
	if err := gob.NewDecoder(bytes.NewReader(data[sha256.Size:])).Decode(&content); err != nil {
		return saved{}, fmt.Errorf("reading the stored vectors: %w", err)
	}
	return content, nil
}

func (s Store) save(content saved) error {
	var encoded bytes.Buffer
	err := gob.NewEncoder(&encoded).Encode(content)
	if err == nil {
		sum := sha256.Sum256(encoded.Bytes())
		err = replaceFile(s.Path, append(sum[:], encoded.Bytes()...))
	}
	if err != nil {
		return fmt.Errorf("storing the vectors: %w", err)
	}
	return nil
}

// replaceFile replaces a file as a whole: a crash leaves the old one or the new one.
func replaceFile(path string, data []byte) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	file, err := os.CreateTemp(filepath.Dir(path), ".vectors-*")
	if err != nil {
		return err
	}
	_, err = file.Write(data)
	err = cmp.Or(err, file.Sync(), file.Close())
	if err == nil {
		err = os.Rename(file.Name(), path)
	}
	if err != nil {
		_ = os.Remove(file.Name()) // the error that matters is returned
	}
	return err
}
