//go:build browser

package browser_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"testing"
)

// The tests of the page's JavaScript run where the page does, under the same policy.
func TestScripts(t *testing.T) {
	const folder = "../../../bot/playground/page"
	files := http.NewServeMux()
	files.Handle("/assets/", http.StripPrefix("/assets/", http.FileServer(http.Dir(folder+"/assets"))))
	files.Handle("/jstest/", http.StripPrefix("/jstest/", http.FileServer(http.Dir(folder+"/testdata/jstest"))))
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Security-Policy", "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "+
			"require-trusted-types-for 'script'")
		files.ServeHTTP(w, r)
	}))
	defer server.Close()
	b := visit(t, server.URL+"/jstest/", look{})
	b.await("window.done")
	var results []struct{ Name, Error string }
	if err := json.Unmarshal([]byte(eval[string](b, "document.body.dataset.results")), &results); err != nil {
		t.Fatal(err)
	}
	for _, r := range results {
		t.Run(r.Name, func(t *testing.T) {
			if r.Error != "" {
				t.Error(r.Error)
			}
		})
	}
	if len(results) < 50 {
		t.Errorf("%d tests ran", len(results))
	}
}
