package main

import (
	"fmt"
	"os/exec"
	"runtime"
)

// openBrowser has the desktop show an address. It does not wait for that.
func openBrowser(address string) error {
	words := browserCommand(runtime.GOOS, address)
	command := exec.Command(words[0], words[1:]...) //nolint:noctx // the browser outlives the program
	if err := command.Start(); err != nil {
		return fmt.Errorf("opening the browser: %w", err)
	}
	return command.Process.Release()
}

// browserCommand is how each system opens an address with the program that its user likes best.
func browserCommand(system, address string) []string {
	switch system {
	case "darwin":
		return []string{"open", address}
	case "windows":
		return []string{"rundll32", "url.dll,FileProtocolHandler", address}
	}
	return []string{"xdg-open", address}
}
