package bot

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"time"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"
)

// unknownPerson is a person of whom nothing is known: what may be done by nobody in particular is in everybody's menu.
const unknownPerson = 0

// entry is a command in the menu.
type entry struct {
	Command     string `json:"command"`
	Description string `json:"description"`
}

// registration is something that Telegram shows of the bot: what, how it is read and written, and with which value.
type registration struct {
	read, write string
	// params say in which language and to whom it is shown.
	params tgbotapi.Params
	// field is the name of the value, and value its JSON or text.
	field, value string
}

// registerAfter lets the first poll go first: it is what people wait for, and two requests in the same instant cannot know of each
// other's refusal.
const registerAfter = time.Second

// register has Telegram show the commands and the introduction of the bot, now and each time that others are admins, until ctx
// ends.
func (h *handler) register(ctx context.Context) {
	if sleep(ctx, registerAfter) != nil {
		return
	}
	var admins []int64
	for {
		before := admins
		admins = h.access.access().Admins
		h.introduce(ctx, admins)
		for _, person := range before {
			if !slices.Contains(admins, person) {
				h.dropMenus(ctx, person)
			}
		}
		select {
		case <-h.access.changed:
		case <-ctx.Done():
			return
		}
	}
}

// introduce has all of it shown, or ends with ctx. What is so already is not written again; what Telegram refuses is left.
func (h *handler) introduce(ctx context.Context, admins []int64) {
	for _, r := range h.registrations(admins) {
		err := h.out.api.persist(ctx, r)
		switch {
		case ctx.Err() != nil:
			return
		case judge(err) == gone:
			h.log.Debug("an admin who never wrote to the bot has no menu", "err", err)
		case err != nil:
			h.log.Warn("Telegram does not take a part of the bot's introduction", "err", err)
		}
	}
}

// registrations are all that is to be shown: to readers of Chinese in Chinese, which Telegram has one code for, and to all
// others in English.
func (h *handler) registrations(admins []int64) []registration {
	var all []registration
	for _, g := range menuTongues() {
		t, params := phrasesOf(g), menuParams(g, unknownPerson)
		all = append(all,
			h.menu(t, params, unknownPerson),
			registration{"getMyDescription", "setMyDescription", params, "description", t.menu.description},
			registration{"getMyShortDescription", "setMyShortDescription", params, "short_description", t.menu.short},
		)
		for _, admin := range admins {
			all = append(all, h.menu(t, menuParams(g, admin), admin))
		}
	}
	return all
}

// menuTongues are the languages that menus are in.
func menuTongues() []tongue { return []tongue{en, zhHans} }

// menuParams say whom a menu is for, and in which language.
func menuParams(g tongue, person int64) tgbotapi.Params {
	params := tgbotapi.Params{}
	if g != en {
		params["language_code"] = string(g)
	}
	if person != unknownPerson {
		params["scope"] = fmt.Sprintf(`{"type":"chat","chat_id":%d}`, person)
	}
	return params
}

// dropMenus leaves somebody who is no admin any more with everybody's menu.
func (h *handler) dropMenus(ctx context.Context, person int64) {
	for _, g := range menuTongues() {
		if _, err := h.out.api.call(ctx, "deleteMyCommands", menuParams(g, person)); err != nil && ctx.Err() == nil {
			h.log.Debug("somebody keeps the menu of an admin", "user", person, "err", err)
		}
	}
}

// menu lists the commands of a person.
func (h *handler) menu(t phrases, params tgbotapi.Params, person int64) registration {
	var entries []entry
	for _, o := range h.ordersOf(person) {
		entries = append(entries, entry{o.name, o.about(t)})
	}
	list, _ := json.Marshal(entries) // texts alone cannot fail to become JSON
	return registration{"getMyCommands", "setMyCommands", params, "commands", string(list)}
}

// persist ensures a value for as long as Telegram cannot be reached or wants no requests, or until ctx ends.
func (c *client) persist(ctx context.Context, r registration) error {
	var pause backoff
	for {
		err := c.ensure(ctx, r)
		if v := judge(err); v != limited && v != unavailable {
			return err
		}
		if sleep(ctx, max(retryAfter(err), pause.next())) != nil {
			return err
		}
	}
}

// ensure writes a value unless it stands there already.
func (c *client) ensure(ctx context.Context, r registration) error {
	result, err := c.call(ctx, r.read, r.params)
	if err != nil {
		return err
	}
	if r.stands(result) {
		return nil
	}
	params := tgbotapi.Params{r.field: r.value}
	maps.Copy(params, r.params)
	_, err = c.call(ctx, r.write, params)
	return err
}

// stands reports whether what was read is the value.
func (r registration) stands(result json.RawMessage) bool {
	if r.field == "commands" {
		var got, want []entry
		return json.Unmarshal(result, &got) == nil && json.Unmarshal([]byte(r.value), &want) == nil && slices.Equal(got, want)
	}
	var got map[string]string
	return json.Unmarshal(result, &got) == nil && got[r.field] == r.value
}
