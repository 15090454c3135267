package library

import "errors"

// IsGone tells the error of a Rebuild in whose place another process put its own.
func IsGone(err error) bool { return errors.Is(err, errGone) }
