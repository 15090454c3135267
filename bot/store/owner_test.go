package store_test

import "testing"

func TestThereIsOneOwner(t *testing.T) {
	each(t, func(w *world) {
		if owner, err := w.Owner(t.Context()); err != nil || owner != 0 {
			t.Errorf("owner %d, %v before anybody was paired", owner, err)
		}
		for _, person := range []int64{5, 6, 5} {
			if owner, err := w.Pair(t.Context(), person); err != nil || owner != 5 {
				t.Errorf("owner %d, %v after %d came", owner, err, person)
			}
		}
		w.restart()
		if owner, err := w.Owner(t.Context()); err != nil || owner != 5 {
			t.Errorf("owner %d, %v after a restart", owner, err)
		}
		w.must(w.Forget(t.Context(), 5))
		if owner, err := w.Pair(t.Context(), 6); err != nil || owner != 6 {
			t.Errorf("owner %d, %v after the first was forgotten", owner, err)
		}
	})
}
