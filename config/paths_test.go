package config_test

import (
	"path/filepath"
	"runtime"
	"testing"

	"articlebot/config"
)

func TestStateDir(t *testing.T) {
	if runtime.GOOS == "windows" || runtime.GOOS == "darwin" {
		t.Skip("the folders of Linux")
	}
	tests := []struct {
		name string
		file string
		vars map[string]string
		want string
	}{
		{"Home", "", map[string]string{"HOME": "/home/u"}, "/home/u/.local/share/articlebot"},
		{"XDG", "", map[string]string{"HOME": "/home/u", "XDG_DATA_HOME": "/data"}, "/data/articlebot"},
		{"RelativeXDG", "", map[string]string{"HOME": "/home/u", "XDG_DATA_HOME": "data"}, "/home/u/.local/share/articlebot"},
		{"File", "state: {dir: x}", map[string]string{"HOME": "/home/u"}, filepath.Join("etc", "x")},
		{"AbsoluteFile", "state: {dir: /x}", nil, "/x"},
		{"Variable", "state: {dir: x}", map[string]string{"ARTICLEBOT_DATA": "y"}, "y"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			env := environ(tt.vars)
			c, err := config.Parse("etc/bot.yaml", []byte(tt.file), env)
			if err != nil {
				t.Fatal(err)
			}
			got, err := c.StateDir(env)
			if err != nil || got != tt.want {
				t.Errorf("got %q, %v, want %q", got, err, tt.want)
			}
		})
	}
	t.Run("Nowhere", func(t *testing.T) {
		if dir, err := config.Default().StateDir(nil); err == nil {
			t.Errorf("got %q without a home", dir)
		}
	})
}
