package playground

import (
	"context"
	"maps"
	"net"
	"net/netip"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"time"
)

// hookPause is the least time between two settings of a webhook; hooksAtOnce bounds its deliveries when nothing is
// said, hooksLimit always.
const (
	hookPause   = time.Second
	hooksAtOnce = 40
	hooksLimit  = 100
)

var secretToken = regexp.MustCompile(`^[A-Za-z0-9_-]{1,256}$`)

// hookSettings are what setWebhook set.
type hookSettings struct {
	url, secret, ip string
	max             int
	certificate     bool
}

// webhook is where updates are pushed to.
type webhook struct {
	hookSettings
	slots   chan struct{}   // bounds the deliveries under way
	busy    map[string]bool // queues that are being delivered
	start   func(queue string)
	stop    context.CancelFunc
	failure string // why the last failed delivery failed
	failed  time.Time
}

func (s *Server) setWebhook(p params) (any, *refusal) {
	if p["url"] == "" {
		return s.deleteWebhook(p)
	}
	now := time.Now()
	if now.Before(s.nextHook) {
		return nil, tooManyRequests(1)
	}
	s.nextHook = now.Add(hookPause)
	set, refused := s.readHook(p)
	if refused != nil {
		return nil, refused
	}
	s.inbox.allow(p)
	drop := p.flag("drop_pending_updates")
	if s.hook != nil && s.hook.hookSettings == set && !set.certificate && !drop {
		return described{true, "Webhook is already set"}, nil
	}
	if drop {
		s.inbox.waiting = nil
	}
	s.setHook(set)
	return described{true, "Webhook was set"}, nil
}

// Hook sets a webhook as somebody else would who has the bot's token, whatever the rules for addresses.
func (s *Server) Hook(url string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.setHook(hookSettings{url: url, max: hooksAtOnce})
}

// readHook reads and checks the settings of a webhook.
func (s *Server) readHook(p params) (hookSettings, *refusal) {
	set := hookSettings{url: p["url"], secret: p["secret_token"], ip: p["ip_address"], max: hooksAtOnce}
	if p["max_connections"] != "" {
		set.max = int(min(max(p.number("max_connections"), 1), hooksLimit))
	}
	set.certificate = p["certificate"] != ""
	if set.secret != "" && !secretToken.MatchString(set.secret) {
		if len(set.secret) > 256 {
			return set, badRequest("secret token is too long")
		}
		return set, badRequest("secret token contains unallowed characters")
	}
	return set, s.checkHook(set)
}

// checkHook checks the address by the rules of the public server, most of which Local lifts.
func (s *Server) checkHook(set hookSettings) *refusal {
	u, err := url.Parse(set.url)
	switch {
	case err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http":
		return badRequest("invalid webhook URL specified")
	case s.options.Local:
		return nil
	case u.Scheme != "https":
		return badRequest("bad webhook: An HTTPS URL must be provided for webhook")
	case !slices.Contains([]string{"", "443", "80", "88", "8443"}, u.Port()):
		return badRequest("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")
	}
	for _, host := range []string{u.Hostname(), set.ip} {
		if ip, err := netip.ParseAddr(host); err == nil && reserved(ip) {
			return badRequest("bad webhook: IP address %s is reserved", ip)
		}
	}
	if strings.EqualFold(u.Hostname(), "localhost") {
		return badRequest("bad webhook: IP address 127.0.0.1 is reserved")
	}
	if net.ParseIP(set.ip) == nil && set.ip != "" {
		return badRequest("bad webhook: invalid IP address specified")
	}
	return nil
}

func reserved(ip netip.Addr) bool {
	return !ip.Is4() || !ip.IsGlobalUnicast() || ip.IsPrivate() || netip.MustParsePrefix("100.64.0.0/10").Contains(ip)
}

func (s *Server) deleteWebhook(p params) (any, *refusal) {
	if p.flag("drop_pending_updates") {
		s.inbox.waiting = nil
	}
	if s.hook == nil {
		return described{true, "Webhook is already deleted"}, nil
	}
	s.unhook()
	return described{true, "Webhook was deleted"}, nil
}

// setHook ends polling and another webhook and begins to push; mu is held.
func (s *Server) setHook(set hookSettings) {
	s.unhook()
	s.stopPoll(hookCame)
	ctx, stop := context.WithCancel(context.Background())
	h := &webhook{hookSettings: set, slots: make(chan struct{}, set.max), busy: map[string]bool{}, stop: stop}
	h.start = func(queue string) { s.pushing.Go(func() { s.drain(ctx, h, queue) }) }
	s.hook = h
	for _, u := range s.inbox.waiting {
		s.offer(u.queue)
	}
}

// unhook ends the pushing; mu is held. Updates whose delivery is not known to have succeeded stay.
func (s *Server) unhook() {
	if s.hook != nil {
		s.hook.stop()
		s.hook = nil
	}
}

func (s *Server) getWebhookInfo(params) (any, *refusal) {
	s.inbox.expire()
	info := map[string]any{"url": "", "has_custom_certificate": false, "pending_update_count": len(s.inbox.waiting)}
	if s.inbox.allowed != nil {
		info["allowed_updates"] = s.inbox.allowed
	}
	h := s.hook
	if h == nil {
		return info, nil
	}
	maps.Copy(info, map[string]any{"url": h.url, "has_custom_certificate": h.certificate, "max_connections": h.max})
	put(info, "ip_address", h.ip)
	if h.failure != "" {
		info["last_error_message"], info["last_error_date"] = h.failure, h.failed.Unix()
	}
	return info, nil
}
