package config

import (
	"errors"
	"net"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// checkForm holds a text against the form that its field asks for.
func (l *loader) checkForm(text, form, path string) {
	switch form {
	case "url":
		l.checkURL(text, path)
	case "https":
		l.checkPublic(text, path)
	case "listen":
		l.checkListen(text, path)
	}
}

// webhookSecret is what Telegram takes as the secret_token of a webhook (Bot API, setWebhook).
var webhookSecret = regexp.MustCompile(`^[A-Za-z0-9_-]{1,256}$`)

// checkSecret refuses what no header and no address can carry, such as a placeholder that was never replaced, and what the
// secret's form does not allow. It never repeats the secret.
func (l *loader) checkSecret(s Secret, form, path string) {
	problem := secretProblem(s)
	switch {
	case s.IsZero():
	case problem != "":
		l.fail(path, "%s", problem)
	case form == "webhook" && !webhookSecret.MatchString(s.Reveal()):
		l.fail(path, "needs 1 to 256 letters, digits, _ and -, and nothing else")
	case form == "postgres" && !isPostgres(s.Reveal()):
		l.fail(path, "needs an address such as postgres://user:password@host:5432/name, with %%XX for signs in the password")
	}
}

func secretProblem(s Secret) string {
	outside := func(r rune) bool { return r <= ' ' || r > '~' }
	if strings.ContainsFunc(s.Reveal(), outside) {
		return "holds a space or a character outside ASCII, which no key does"
	}
	return ""
}

// isPostgres reports whether a text is the address of a PostgreSQL database. A host may also stand in its query, as that of
// a socket does.
func isPostgres(address string) bool {
	u, err := url.Parse(address)
	return err == nil && (u.Scheme == "postgres" || u.Scheme == "postgresql") && (u.Host != "" || u.Query().Has("host"))
}

// checkPublic reports an address at which Telegram does not call.
func (l *loader) checkPublic(address, path string) {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "https" || u.Hostname() == "" {
		l.fail(path, "needs an address that begins with https:// and a host")
		return
	}
	l.checkParts(u, path)
	if !slices.Contains([]string{"", "443", "80", "88", "8443"}, u.Port()) {
		l.warn(path, "Telegram itself calls only the ports 443, 80, 88 and 8443; a Bot API server of your own calls any")
	}
}

// checkListen reports what is no host and port to listen on.
func (l *loader) checkListen(address, path string) {
	_, port, err := net.SplitHostPort(address)
	if n, bad := strconv.Atoi(port); err != nil || bad != nil || n < 0 || n > 65535 {
		l.fail(path, "needs a host and a port, or a port alone, such as 127.0.0.1:8443 or :8443")
	}
}

// checkWebhook reports a webhook without an address, and one that is not used.
func (l *loader) checkWebhook() {
	t := l.cfg.Telegram
	switch {
	case l.faulty("telegram"):
	case t.Mode == ByWebhook && t.Webhook.URL == "":
		l.fail("telegram.webhook.url", "missing; the mode webhook needs the https address at which Telegram reaches the bot")
	case t.Mode == Polling && t.Webhook.URL != "":
		l.warn("telegram.webhook.url", "not used, because the mode is polling")
	}
}

// checkURL never repeats the address, which may hold a password.
func (l *loader) checkURL(address, path string) {
	if problem := urlProblem(address); problem != "" {
		l.fail(path, "%s", problem)
	}
}

func urlProblem(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "" {
		return "needs an address that begins with http:// or https:// and a host"
	}
	return partsProblem(u)
}

// checkParts reports what an address must not have.
func (l *loader) checkParts(u *url.URL, path string) {
	if problem := partsProblem(u); problem != "" {
		l.fail(path, "%s", problem)
	}
}

func partsProblem(u *url.URL) string {
	cleanPath := strings.TrimRight(u.Path, "/")
	switch {
	case u.User != nil:
		return "must not hold a user name or a password"
	case u.RawQuery != "" || u.ForceQuery || u.Fragment != "":
		return "must not hold a query (?) or a fragment (#)"
	case strings.HasSuffix(cleanPath, "/chat/completions") || strings.HasSuffix(cleanPath, "/embeddings"):
		return "must end before /chat/completions or /embeddings, which is added to it"
	}
	return ""
}

// CheckAddress returns what is wrong with the form of a server's address, by the rules for a profile in a file. The line does not
// repeat it.
func CheckAddress(address string) error {
	if problem := urlProblem(address); problem != "" {
		return errors.New("the address " + problem)
	}
	return nil
}

// CheckKey returns what is wrong with the form of a server's key, which may be empty, by the rules for a profile in a file. The line
// does not repeat it.
func CheckKey(key Secret) error {
	if problem := secretProblem(key); problem != "" {
		return errors.New("the key " + problem)
	}
	return nil
}
