package ledger

import (
	"math"
	"strconv"
)

// Money writes a cost, whose currency nobody knows, with two decimals, or as many as it takes to tell its first two digits.
func Money(cost float64) string {
	decimals := 2
	if cost > 0 {
		decimals = max(decimals, 1-int(math.Floor(math.Log10(cost))))
	}
	return strconv.FormatFloat(cost, 'f', decimals, 64)
}
