package store_test

import "testing"

func TestMemoIsOfItsKey(t *testing.T) {
	each(t, func(w *world) {
		holds := func(name, key, want string) {
			w.Helper()
			if got, err := w.Memo(t.Context(), name, key); got != want || err != nil {
				t.Errorf("%s of %s is %q, %v, want %q", name, key, got, err, want)
			}
		}
		holds("a", "1", "")
		w.must(w.SetMemo(t.Context(), "a", "1", "first"))
		w.must(w.SetMemo(t.Context(), "b", "1", "other"))
		w.restart()
		holds("a", "1", "first")
		holds("a", "2", "")
		w.must(w.SetMemo(t.Context(), "a", "2", "second"))
		holds("a", "1", "")
		holds("a", "2", "second")
		holds("b", "1", "other")
	})
}
