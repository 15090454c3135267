package main

import (
	"cmp"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"

	"articlebot/bot"
	"articlebot/config"
)

// webhook says where Telegram delivers; nil where the bot polls.
func webhook(c config.Telegram) *bot.Webhook {
	if c.Mode != config.ByWebhook {
		return nil
	}
	return &bot.Webhook{
		Listen: c.Webhook.Listen, URL: c.Webhook.URL, Secret: cmp.Or(c.Webhook.Secret.Reveal(), derivedSecret(c.Token.Reveal())),
	}
}

// derivedSecret is what Telegram has to show where the configuration names nothing: whoever does not have the token cannot
// know it, and all replicas get the same.
func derivedSecret(token string) string {
	mac := hmac.New(sha256.New, []byte(token))
	mac.Write([]byte("articlebot webhook"))
	return hex.EncodeToString(mac.Sum(nil))
}
