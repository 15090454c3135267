package config_test

import (
	"cmp"
	"strings"
	"testing"

	"articlebot/config"
)

func TestCheckAddressAndKey(t *testing.T) {
	for name, tt := range map[string]struct{ address, key, says string }{
		"local":          {"http://127.0.0.1:11434/v1", "", ""},
		"hosted":         {"https://api.deepseek.com", "sk-canary", ""},
		"no address":     {"", "sk-canary", "the address needs"},
		"another scheme": {"ftp://host/v1", "", "the address needs"},
		"too long":       {"https://host/v1/chat/completions/", "", "must end before"},
		"password":       {"https://me:canary@host/v1", "", "must not hold a user name"},
		"query":          {"https://host/v1?key=canary", "", "must not hold a query"},
		"spaced key":     {"https://host/v1", "canary key", "the key holds a space"},
		"wide key":       {"https://host/v1", "canary密钥", "the key holds a space or a character outside ASCII"},
	} {
		t.Run(name, func(t *testing.T) {
			err := cmp.Or(config.CheckAddress(tt.address), config.CheckKey(config.NewSecret(tt.key)))
			switch {
			case tt.says == "" && err != nil:
				t.Errorf("it is refused: %v", err)
			case tt.says != "" && (err == nil || !strings.Contains(err.Error(), tt.says)):
				t.Errorf("got %v, want %q in it", err, tt.says)
			case err != nil && strings.Contains(err.Error(), "canary"):
				t.Errorf("the error repeats what it is about: %v", err)
			}
		})
	}
}
