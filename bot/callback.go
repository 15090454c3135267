package bot

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"strconv"
	"strings"
	"sync"
	"time"

	"articlebot/bot/store"
)

// action is what a press of a button does.
type action byte

// The actions.
const (
	actStop  action = 's' // stop the answer under way
	actOpen  action = 'o' // show the passage of a citation
	actView  action = 'v' // show another passage where one is shown
	actClose action = 'c' // take the passage away
	actJudge action = 'j' // say what the person thinks of the answer
	actAsk   action = 'a' // ask one of the questions that are offered
)

// The data of a button: a version, the action, the update that the button belongs to, a number, the end of its life in seconds
// since 1970, and a code by which the bot knows that it has made the button itself.
const (
	callbackVersion = '1'
	callbackCode    = 16 // bytes of the HMAC-SHA256 that are kept, of the 12 at least that are out of reach of guessing
	callbackBase    = 36
)

// buttonLife is how long a button does something; it is that of the answer below which it stands.
const buttonLife = store.AnswerLife

// callback is what the data of a button says.
type callback struct {
	action  action
	update  int64
	arg     int
	expires int64
}

// text is the data without its code.
func (c callback) text() string {
	n := func(i int64) string { return strconv.FormatInt(i, callbackBase) }
	return fmt.Sprintf("%c%c%s.%s.%s", callbackVersion, c.action, n(c.update), n(int64(c.arg)), n(c.expires))
}

// parseCallback takes the data of a button apart. It is in the one way in which the bot writes it, or not its data at all.
func parseCallback(data string) (c callback, code string, ok bool) {
	const head = 2
	text, code, found := cutLast(data, '.')
	if !found || len(data) > maxData || len(text) < head {
		return callback{}, "", false
	}
	fields := strings.Split(text[head:], ".")
	if len(fields) != 3 {
		return callback{}, "", false
	}
	var numbers [3]int64
	for i, field := range fields {
		n, err := strconv.ParseInt(field, callbackBase, 64)
		if err != nil {
			return callback{}, "", false
		}
		numbers[i] = n
	}
	c = callback{action: action(text[1]), update: numbers[0], arg: int(numbers[1]), expires: numbers[2]}
	return c, code, c.text() == text
}

// maxData is the longest data that a button may have, in bytes.
const maxData = 64

func cutLast(s string, sep byte) (before, after string, found bool) {
	i := strings.LastIndexByte(s, sep)
	if i < 0 {
		return s, "", false
	}
	return s[:i], s[i+1:], true
}

// place is for whom and where a button is. Message is the one with the answer that the button belongs to; it is 0 for a button
// that stands below a message whose number is not known before it is sent, which then is told by the update.
type place struct {
	chat, person, message int64
}

// seal is the code of a callback at a place.
func seal(key []byte, c callback, at place) string {
	mac := hmac.New(sha256.New, key)
	fmt.Fprintf(mac, "%s %d %d %d", c.text(), at.chat, at.person, at.message)
	return base64.RawURLEncoding.EncodeToString(mac.Sum(nil)[:callbackCode])
}

// signer makes the data of buttons, and knows it again. Its key is the same in all replicas and after a restart.
type signer struct {
	store *store.Store

	mu  sync.Mutex
	key []byte
}

// at returns a maker of data for one place, whose buttons all live from the same time on.
func (s *signer) at(ctx context.Context, update int64, at place, from time.Time) (signature, error) {
	key, err := s.load(ctx)
	if err != nil {
		return nil, err
	}
	expires := from.Add(buttonLife).Unix()
	return func(a action, arg int) string {
		c := callback{action: a, update: update, arg: arg, expires: expires}
		return c.text() + "." + seal(key, c, at)
	}, nil
}

// knows reports whether the bot has made a button for a place, and it still lives.
func (s *signer) knows(ctx context.Context, c callback, code string, at place) (bool, error) {
	key, err := s.load(ctx)
	if err != nil {
		return false, err
	}
	return hmac.Equal([]byte(code), []byte(seal(key, c, at))) && time.Now().Unix() < c.expires, nil
}

// load reads the key once.
func (s *signer) load(ctx context.Context) ([]byte, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.key == nil {
		key, err := s.store.Secret(ctx, "buttons")
		if err != nil {
			return nil, stored(err)
		}
		s.key = key
	}
	return s.key, nil
}
