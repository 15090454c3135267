package playground_test

import (
	"fmt"
	"net/http"
	"net/url"
	"time"

	"articlebot/bot/playground"
)

// A bot under test gets the server as its transport. Here it is a single request, which fails once.
func Example() {
	telegram := playground.New(playground.Options{Token: "1:secret"})
	defer telegram.Close()
	alice := playground.Person{ID: 1001, FirstName: "Alice"}
	telegram.Do(playground.Say{By: alice, Text: "Who are you?"})
	telegram.On("sendMessage", playground.BadGateway, playground.Slow(time.Millisecond))

	bot := &http.Client{Transport: telegram}
	for range 2 {
		answer, err := bot.PostForm("http://telegram.test/bot1:secret/sendMessage", url.Values{
			"chat_id": {"1001"}, "text": {"A <b>bot</b>."}, "parse_mode": {"HTML"},
		})
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println(answer.Status)
		_ = answer.Body.Close()
	}
	for _, line := range telegram.Screen(alice.ID).Lines() {
		fmt.Println(line)
	}
	fmt.Println(telegram.Screen(alice.ID).Last().Entities[0].Type, len(telegram.Violations()))
	// Output:
	// 502 Bad Gateway
	// 200 OK
	// person: Who are you?
	// bot: A bot.
	// bold 0
}
