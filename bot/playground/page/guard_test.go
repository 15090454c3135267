package page_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

func TestHostMustBeLoopback(t *testing.T) {
	w := start(t, "")
	for host, want := range map[string]int{
		"127.0.0.1": 200, "127.0.0.1:9": 200, "localhost:8080": 200, "LOCALHOST": 200, "[::1]:80": 200, "[::1]": 200, "127.0.0.2:9": 200,
		"evil.com": 403, "evil.com:8080": 403, "127.0.0.1.evil.com": 403, "localhost.evil.com:80": 403, "": 403, "0.0.0.0:1": 403,
		"127.0.0.1:80:80": 403, "192.168.1.2": 403,
	} {
		r := request(http.MethodGet, "/", "")
		r.Host = host
		if got := w.serve(r); got.Code != want {
			t.Errorf("%q: %d, want %d", host, got.Code, want)
		}
	}
}

func TestToken(t *testing.T) {
	w := start(t, "secret")
	ask := func(method, target string, cookies ...*http.Cookie) *httptest.ResponseRecorder {
		r := httptest.NewRequest(method, target, nil)
		r.Host = "192.168.1.2:8080"
		for _, c := range cookies {
			r.AddCookie(c)
		}
		return w.serve(r)
	}
	for _, target := range strings.Fields("/ /?token= /?token=wrong /api/article /api/article?token=secret /assets/app.js") {
		said := `{"error":"this page needs the address`
		if path, _, _ := strings.Cut(target, "?"); path == "/" {
			said = "this page needs the address"
		}
		if got := ask(http.MethodGet, target); got.Code != http.StatusForbidden || len(got.Result().Cookies()) != 0 ||
			!strings.HasPrefix(got.Body.String(), said) {
			t.Errorf("%s: %d %s", target, got.Code, got.Body)
		}
	}
	if got := ask(http.MethodPost, "/?token=secret"); got.Code != http.StatusForbidden {
		t.Errorf("a POST with the token: %d", got.Code)
	}
	got := ask(http.MethodGet, "/?token=secret")
	cookies := got.Result().Cookies()
	if got.Code != http.StatusSeeOther || got.Header().Get("Location") != "/" || len(cookies) != 1 {
		t.Fatalf("with the token: %d %v", got.Code, got.Header())
	}
	c := cookies[0]
	if !c.HttpOnly || c.SameSite != http.SameSiteStrictMode || c.Path != "/" {
		t.Errorf("cookie %+v", c)
	}
	for _, target := range []string{"/", "/api/article"} {
		if got := ask(http.MethodGet, target, c); got.Code != http.StatusOK {
			t.Errorf("%s with the cookie: %d", target, got.Code)
		}
	}
	if got := ask(http.MethodGet, "/", &http.Cookie{Name: c.Name, Value: "secreT"}); got.Code != http.StatusForbidden {
		t.Errorf("with a wrong cookie: %d", got.Code)
	}
}

func TestOtherSitesAreRefused(t *testing.T) {
	w := start(t, "")
	for name, tc := range map[string]struct {
		method, target, header, value string
		want                          int
	}{
		"CrossSite":      {http.MethodPost, "/api/say", "Sec-Fetch-Site", "cross-site", 403},
		"SameSite":       {http.MethodPost, "/api/say", "Sec-Fetch-Site", "same-site", 403},
		"Origin":         {http.MethodPost, "/api/say", "Origin", "https://evil.com", 403},
		"OtherPort":      {http.MethodPost, "/api/say", "Origin", "http://127.0.0.1:9", 403},
		"OriginNull":     {http.MethodPost, "/api/say", "Origin", "null", 403},
		"SameOrigin":     {http.MethodPost, "/api/say", "Sec-Fetch-Site", "same-origin", 200},
		"OwnOrigin":      {http.MethodPost, "/api/say", "Origin", "http://127.0.0.1:8080", 200},
		"Read":           {http.MethodGet, "/api/article", "Sec-Fetch-Site", "cross-site", 403},
		"Script":         {http.MethodGet, "/assets/app.js", "Sec-Fetch-Site", "same-site", 403},
		"Link":           {http.MethodGet, "/", "Sec-Fetch-Site", "cross-site", 200},
		"Form":           {http.MethodPost, "/", "Sec-Fetch-Site", "cross-site", 403},
		"TypedByAReader": {http.MethodGet, "/api/article", "Sec-Fetch-Site", "none", 200},
	} {
		t.Run(name, func(t *testing.T) {
			r := request(tc.method, tc.target, `{"person":11,"chat":11,"text":"x"}`)
			r.Header.Set(tc.header, tc.value)
			if got := w.serve(r); got.Code != tc.want {
				t.Errorf("%d %s, want %d", got.Code, got.Body, tc.want)
			}
		})
	}
	if n := len(w.server.Screen(ann.ID).Messages); n != 2 {
		t.Errorf("%d messages were said, want 2", n)
	}
}

func TestHeadersOfEveryAnswer(t *testing.T) {
	w, closed := start(t, ""), start(t, "secret")
	evil := request(http.MethodGet, "/", "")
	evil.Host = "evil.com"
	for name, got := range map[string]*httptest.ResponseRecorder{
		"Page":     w.serve(request(http.MethodGet, "/", "")),
		"NotFound": w.serve(request(http.MethodGet, "/none", "")),
		"Refused":  w.serve(request(http.MethodPost, "/api/say", "{")),
		"Host":     w.serve(evil),
		"Redirect": closed.serve(request(http.MethodGet, "/?token=secret", "")),
		"NoToken":  closed.serve(request(http.MethodGet, "/", "")),
	} {
		for header, want := range map[string]string{
			"Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; " +
				"base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'",
			"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer", "Cross-Origin-Opener-Policy": "same-origin",
			"Cross-Origin-Resource-Policy": "same-origin", "Cache-Control": "no-store", "Access-Control-Allow-Origin": "",
		} {
			if value := got.Header().Get(header); value != want {
				t.Errorf("%s: %s is %q", name, header, value)
			}
		}
	}
}
