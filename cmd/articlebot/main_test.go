package main

import (
	"os"
	"testing"
)

// asProgram is the environment variable that has the test's binary be the program.
const asProgram = "RUN_AS_ARTICLEBOT"

// TestMain runs the tests or, in a process that a test starts, the program.
func TestMain(m *testing.M) {
	if os.Getenv(asProgram) != "" {
		main()
		return
	}
	os.Exit(m.Run())
}
