package config

import (
	"errors"
	"maps"
	"os"
	"slices"
	"strings"
)

// maxSecret is the largest file of a secret that is read, in bytes.
const maxSecret = 64 << 10

// readSecrets fills in the secrets that are kept in files of their own.
func (l *loader) readSecrets() {
	c := l.cfg
	l.readSecret("telegram.token", &c.Telegram.Token, c.Telegram.TokenFile)
	l.readSecret("telegram.webhook.secret", &c.Telegram.Webhook.Secret, c.Telegram.Webhook.SecretFile)
	l.readSecret("state.url", &c.State.URL, c.State.URLFile)
	l.readSecret("embeddings.api_key", &c.Embeddings.APIKey, c.Embeddings.APIKeyFile)
	for _, name := range slices.Sorted(maps.Keys(c.Models.Profiles)) {
		p := c.Models.Profiles[name]
		l.readSecret("models.profiles."+name+".api_key", &p.APIKey, p.APIKeyFile)
		c.Models.Profiles[name] = p
	}
}

// readSecret stores the content of file, if one is named, in the secret of the key at path.
func (l *loader) readSecret(path string, secret *Secret, file string) {
	if file == "" {
		return
	}
	if !secret.IsZero() {
		l.fail(path+"_file", "given together with %s; leave one out", path[strings.LastIndexByte(path, '.')+1:])
		return
	}
	text, err := readSecretFile(l.resolve(file))
	if err != nil {
		l.fail(path+"_file", "reading the secret: %s", reason(err))
		return
	}
	*secret = NewSecret(text)
	l.origins[path] = l.origins[path+"_file"]
}

// readSecretFile returns the content of a file without surrounding white space, such as the newline that editors add.
func readSecretFile(path string) (string, error) {
	// A pipe or a terminal would be waited for without end.
	info, err := os.Stat(path)
	if err != nil {
		return "", err
	}
	if !info.Mode().IsRegular() {
		return "", errors.New("not a regular file")
	}
	data, err := readLimited(path, maxSecret)
	if err != nil {
		return "", err
	}
	text := strings.TrimSpace(string(data))
	if text == "" {
		return "", errors.New("the file is empty")
	}
	return text, nil
}
