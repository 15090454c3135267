//go:build chaos

package chaos_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"sync/atomic"
	"testing"
	"time"

	"articlebot/bot/playground"
)

// balancer stands before the replicas, as a proxy does that speaks TLS to Telegram. It gives each delivery to the next one
// that can be reached.
type balancer struct {
	replicas []*httputil.ReverseProxy
	next     atomic.Int64
}

func newBalancer(addresses ...string) *balancer {
	b := &balancer{}
	for _, a := range addresses {
		b.replicas = append(b.replicas, httputil.NewSingleHostReverseProxy(&url.URL{Scheme: "http", Host: a}))
	}
	return b
}

// ServeHTTP passes a delivery on; what cannot be delivered is Telegram's to repeat.
func (b *balancer) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	proxy := *b.replicas[int(b.next.Add(1))%len(b.replicas)]
	proxy.ErrorHandler = func(w http.ResponseWriter, _ *http.Request, _ error) { w.WriteHeader(http.StatusBadGateway) }
	proxy.ServeHTTP(w, r)
}

// lease is how long the work of a replica that was killed waits.
const lease = 5 * time.Second

// TestKillOneReplica has two replicas on one PostgreSQL serve the same people behind a webhook. One is killed under load: the
// other takes over what it had, nothing is lost, and nothing comes twice.
func TestKillOneReplica(t *testing.T) {
	listen := []string{free(t), free(t)}
	front := httptest.NewTLSServer(newBalancer(listen...))
	t.Cleanup(front.Close)
	s := newStage(t, playground.Options{Local: true, Webhook: front.Client().Transport}, inPostgres(t, lease))
	replicas := make([]*process, len(listen))
	for i, address := range listen {
		p := s.program
		p.config = s.append("telegram: {mode: webhook, webhook: {listen: '" + address + "', url: '" + front.URL + "/updates'}}")
		replicas[i] = p.start()
	}
	asking, stop := context.WithCancel(t.Context())
	done := make(chan struct{})
	go func() {
		defer close(done)
		s.crowd.ask(asking)
	}()
	time.Sleep(10 * time.Second)
	replicas[0].kill()
	killed, before := time.Now(), s.crowd.questions()
	under := s.crowd.tally(before)
	for left := under; left.answered < left.asked && time.Since(killed) < time.Minute; left = s.crowd.tally(before) {
		time.Sleep(100 * time.Millisecond)
	}
	over := time.Since(killed)
	time.Sleep(5 * time.Second)
	stop()
	<-done
	s.crowd.settle(time.Minute)
	replicas[1].stop(t)
	sum := s.crowd.tally(s.crowd.questions())
	s.check(1, sum)
	t.Logf("%v; %d waited or were under way at the kill, and are answered %.1f s after it, with a lease of %v",
		sum, under.asked-under.answered, over.Seconds(), lease)
}
