package page

import (
	"crypto/subtle"
	"net"
	"net/http"
	"strings"
	"time"
)

// policy lets the page load and reach nothing but its own server, and no text become markup or script.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; " +
	"form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'"

// cookieName is the cookie that holds the token.
const cookieName = "articlebot_page"

// bodyTimeout is how long a request's body may take to arrive: an article over a slow connection.
const bodyTimeout = time.Minute

// harden sets the headers of every answer, and bounds how long the body of a request may take.
func harden(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Cache-Control", "no-store")
		if r.Method == http.MethodPost {
			// A stream of events has no body, and its connection must not end while it is listened to.
			_ = http.NewResponseController(w).SetReadDeadline(time.Now().Add(bodyTimeout)) // a test's recorder has none
		}
		next.ServeHTTP(w, r)
	})
}

// guard lets nobody else in: without a token only who addresses the page by a name of loopback, which a page elsewhere whose
// name was made to point here does not; with a token only who has it.
func (p *Page) guard(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		token := r.URL.Query().Get("token")
		switch {
		case p.options.Token == "" && !loopback(r.Host):
			p.turnAway(w, r, "this page is at 127.0.0.1 only · 请用 127.0.0.1 打开本页面")
		case p.options.Token == "" || token == "" && p.known(r):
			next.ServeHTTP(w, r)
		case r.Method == http.MethodGet && r.URL.Path == "/" && p.matches(token):
			http.SetCookie(w, &http.Cookie{
				Name: cookieName, Value: token, Path: "/", HttpOnly: true, SameSite: http.SameSiteStrictMode,
			})
			http.Redirect(w, r, "/", http.StatusSeeOther)
		default:
			p.turnAway(w, r, "this page needs the address with the token that was printed at its start · 请使用启动时打印的带 token 的地址")
		}
	})
}

// turnAway refuses a request; who came for the document reads plain words.
func (p *Page) turnAway(w http.ResponseWriter, r *http.Request, line string) {
	if r.URL.Path == "/" {
		http.Error(w, line, http.StatusForbidden)
		return
	}
	p.fail(w, refusal{status: http.StatusForbidden, line: line})
}

// known reports whether a request has the token's cookie.
func (p *Page) known(r *http.Request) bool {
	c, err := r.Cookie(cookieName)
	return err == nil && p.matches(c.Value)
}

func (p *Page) matches(token string) bool {
	return subtle.ConstantTimeCompare([]byte(token), []byte(p.options.Token)) == 1
}

// loopback reports whether a Host header names loopback, at any port.
func loopback(host string) bool {
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	ip := net.ParseIP(strings.Trim(host, "[]"))
	return strings.EqualFold(host, "localhost") || ip != nil && ip.IsLoopback()
}

// sameOrigin refuses what another site has a browser send. Another site may only link to the page itself.
func (p *Page) sameOrigin(next http.Handler) http.Handler {
	deny := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		p.fail(w, refusal{status: http.StatusForbidden, line: "requests of other sites are not answered"})
	})
	protection := http.NewCrossOriginProtection()
	protection.SetDenyHandler(deny)
	protected := protection.Handler(next)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		site := r.Header.Get("Sec-Fetch-Site")
		if r.URL.Path != "/" && (site == "cross-site" || site == "same-site") {
			deny(w, r)
			return
		}
		protected.ServeHTTP(w, r)
	})
}
