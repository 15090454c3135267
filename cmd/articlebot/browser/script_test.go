//go:build browser

package browser_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// The tests of the page's JavaScript run where the page does, under the same policy.
func TestScripts(t *testing.T) {
	const folder = "../../../bot/playground/page"
	served := http.NewServeMux()
	served.Handle("/assets/", http.StripPrefix("/assets/", http.FileServer(http.Dir(folder+"/assets"))))
	served.Handle("/jstest/", http.StripPrefix("/jstest/", http.FileServer(http.Dir(folder+"/testdata/jstest"))))
	page, err := http.Get(start(t).url)
	if err != nil {
		t.Fatal(err)
	}
	_ = page.Body.Close()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Security-Policy", page.Header.Get("Content-Security-Policy"))
		served.ServeHTTP(w, r)
	}))
	defer server.Close()
	b := visit(t, server.URL+"/jstest/", look{})
	b.await("window.done")
	var results []struct{ Name, Error string }
	if err := json.Unmarshal([]byte(eval[string](b, "document.body.dataset.results")), &results); err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob(folder + "/testdata/jstest/*_test.js")
	if err != nil || len(files) == 0 {
		t.Fatalf("%v, %v", files, err)
	}
	runner, err := os.ReadFile(folder + "/testdata/jstest/run.js")
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range results {
		t.Run(r.Name, func(t *testing.T) {
			if r.Error != "" {
				t.Error(r.Error)
			}
		})
	}
	for _, path := range files {
		if name := filepath.Base(path); !strings.Contains(string(runner), `"./`+name+`"`) {
			t.Errorf("%s is not run", name)
		}
	}
}
