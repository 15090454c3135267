package ledger_test

import (
	"math"
	"strconv"
	"testing"

	"articlebot/rag/ledger"
)

func TestMoney(t *testing.T) {
	for cost, want := range map[float64]string{
		0: "0.00", 1: "1.00", 12.345: "12.35", 1234567: "1234567.00", 0.5: "0.50", 0.0123: "0.012", 0.00056: "0.00056",
		0.000001: "0.0000010", 0.1: "0.10",
	} {
		if got := ledger.Money(cost); got != want {
			t.Errorf("Money(%v) = %q, want %q", cost, got, want)
		}
	}
}

// FuzzMoney holds that what is written is a number that is off by a cent or five hundredths at most, and nothing only for
// nothing.
func FuzzMoney(f *testing.F) {
	for _, cost := range []float64{0, 0.00996, 0.05, 3.14159, 1e-9, 9.99e12} {
		f.Add(cost)
	}
	f.Fuzz(func(t *testing.T, cost float64) {
		if !(cost >= 0 && cost < 1e15) {
			return
		}
		text := ledger.Money(cost)
		got, err := strconv.ParseFloat(text, 64)
		if err != nil || math.Abs(got-cost) > max(0.00501, cost*1e-12) || math.Abs(got-cost) > 0.051*cost {
			t.Errorf("Money(%v) = %q: %v", cost, text, err)
		}
	})
}
