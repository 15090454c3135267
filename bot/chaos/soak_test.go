//go:build chaos

package chaos_test

import (
	"context"
	"flag"
	"fmt"
	"math/rand/v2"
	"net/http"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"articlebot/bot/playground"
)

var (
	soakChats     = flag.Int("soak.chats", 100, "how many people ask in the soak test")
	soakQuestions = flag.Int("soak.questions", 300, "how many questions they ask together")
	soakRate      = flag.Float64("soak.rate", 5, "how many of them in a second")
)

// The soak's weather: how often a request goes wrong; how much memory the program may take, in MB; and how many goroutines may be
// left: the main one, those of signals and of the open database, and two for each idle connection to the model.
const (
	faultRate = 0.05
	maxMemory = 300
	maxLeft   = 16
)

// badModel is a model that one in twenty times does something that servers of models do.
func badModel(w http.ResponseWriter, r *http.Request) {
	if rand.Float64() >= faultRate {
		model(w, r)
		return
	}
	switch rand.IntN(8) {
	case 0:
		http.Error(w, `{"error":{"message":"The server is overloaded","type":"server_error"}}`, http.StatusServiceUnavailable)
	case 1:
		w.Header().Set("Retry-After", "1")
		http.Error(w, `{"error":{"message":"Rate limit reached","type":"rate_limit"}}`, http.StatusTooManyRequests)
	case 2:
		fmt.Fprint(w, "<html>502 Bad Gateway</html>")
	case 3: // a stream that ends without an end
		stream(w, r, "VERDICT: yes\nKeeper", 0)
		panic(http.ErrAbortHandler)
	case 4: // an empty answer
		fmt.Fprint(w, "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n")
	case 5: // an error in the stream
		fmt.Fprint(w, "data: {\"error\":{\"message\":\"internal\",\"code\":500}}\n\n")
	case 6: // an answer that is not the article's
		stream(w, r, "VERDICT: yes\nThe moon is made of 42 cheeses [1].", 0)
	case 7: // silence
		select {
		case <-r.Context().Done():
		case <-time.After(20 * time.Second):
		}
	}
}

// weather are the faults of Telegram and of the way to it.
func weather() []playground.Fault {
	return []playground.Fault{
		playground.TooMany(1), playground.TooMany(3), playground.BadGateway, playground.Cut, playground.Reset, playground.Truncate,
		playground.Unreachable, playground.Slow(2 * time.Second), playground.Refuse(500, "Internal Server Error: restart"),
		playground.Respond(200, "application/json", ""), hang,
	}
}

// hang never answers, save to a poll: that would keep everybody waiting for a minute, as the tests of the bot alone have it.
func hang(x *playground.Exchange) {
	if strings.EqualFold(x.Method, "getUpdates") {
		x.Pass()
		return
	}
	playground.Hang(x)
}

// TestSoak has many people ask while one in twenty requests goes wrong on both sides: each question gets one final answer, the
// model's or the article's own sentences, and the program stays small.
func TestSoak(t *testing.T) {
	s := newStage(t, playground.Options{}, inFile)
	s.model.Store(http.HandlerFunc(badModel))
	s.crowd = newCrowd(t, s.api, *soakChats, time.Duration(float64(time.Second)*float64(*soakChats) / *soakRate))
	s.crowd.quotes = true
	s.level = "debug"
	s.api.Weather(faultRate, 1, weather()...)
	p := s.start()
	length := time.Duration(float64(time.Second) * float64(*soakQuestions) / *soakRate)
	asking, stop := context.WithTimeout(t.Context(), length)
	defer stop()
	s.crowd.ask(asking)
	sum := s.crowd.settle(time.Minute)
	peak := memory(t, p.command.Process.Pid)
	s.api.Weather(0, 1)
	p.stop(t)
	// A request of unknown outcome is repeated where that does no harm, so that placeholders may be left.
	s.check(sum.orphans, sum)
	if peak > maxMemory {
		t.Errorf("it took %d MB at most, more than %d", peak, maxMemory)
	}
	left := goroutines(s.said.String())
	if left < 0 || left > maxLeft {
		t.Errorf("%d goroutines were left at the end", left)
	}
	waits := s.crowd.waits()
	t.Logf("%d chats, %.0f %% faults; %v; memory at most %d MB, goroutines left %d; from question to final answer: median %v, p95 %v",
		*soakChats, 100*faultRate, sum, peak, left, quantile(waits, 0.5), quantile(waits, 0.95))
}

// memory is the most that a process took, in MB.
func memory(t *testing.T, pid int) int {
	t.Helper()
	status, err := os.ReadFile("/proc/" + strconv.Itoa(pid) + "/status")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(status), "VmHWM:")
	kb, err := strconv.Atoi(strings.Fields(rest)[0])
	if err != nil {
		t.Fatal(err)
	}
	return kb / 1024
}

var goroutinesLeft = regexp.MustCompile(`msg=stopped .*goroutines=(\d+)`)

// goroutines is what the program says was left when it had stopped; -1 when it did not say.
func goroutines(log string) int {
	found := goroutinesLeft.FindStringSubmatch(log)
	if found == nil {
		return -1
	}
	n, _ := strconv.Atoi(found[1])
	return n
}

func quantile(list []time.Duration, q float64) time.Duration {
	if len(list) == 0 {
		return 0
	}
	slices.Sort(list)
	return list[min(len(list)-1, int(q*float64(len(list))))].Round(time.Millisecond)
}
