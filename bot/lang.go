package bot

import (
	"context"
	"fmt"
	"strings"
)

// maxTongue bounds how much of an unknown language is repeated, in runes.
const maxTongue = 32

// speak tells the language of the chat or, with the name of one, changes it.
func (h *handler) speak(ctx context.Context, k *task, m *message, name string) error {
	if name == "" {
		return h.say(ctx, k, k.t.setting.current(tongue(k.chat.Language))+"\n"+k.t.setting.usage)
	}
	chosen, ok := readTongue(name)
	if !ok {
		return h.say(ctx, k, fmt.Sprintf(k.t.setting.unknown, escape(shorten(name, maxTongue)))+"\n"+k.t.setting.usage)
	}
	c, err := h.store.Chat(ctx, m.Chat.ID)
	if err != nil {
		return stored(err)
	}
	c.Language = string(chosen)
	if err := h.store.SetChat(ctx, m.Chat.ID, c); err != nil {
		return stored(err)
	}
	if chosen == "" {
		return h.say(ctx, k, phrasesFor(c, m.From, "").setting.back)
	}
	return h.say(ctx, k, fmt.Sprintf(phrasesOf(chosen).setting.now, chosen.ownName()))
}

// current says what a chat has chosen.
func (t languagePhrases) current(chosen tongue) string {
	if chosen.lang() == "" {
		return t.auto
	}
	return fmt.Sprintf(t.chosen, chosen.ownName())
}

// readTongue reads the name of a language, or of none for the automatic choice, as people of either language write it.
func readTongue(name string) (tongue, bool) {
	switch strings.ReplaceAll(foldName(name), "_", "-") {
	case "en", "en-us", "en-gb", "eng", "english", "英文", "英语", "英語":
		return en, true
	case "zh", "zh-cn", "zh-hans", "zh-sg", "cn", "chinese", "simplified", "simplified chinese", "中文", "汉语", "漢語", "普通话",
		"简体", "简体中文", "简中", "简", "簡體", "簡體中文", "簡中":
		return zhHans, true
	case "zh-hant", "zh-tw", "zh-hk", "zh-mo", "tw", "hk", "traditional", "traditional chinese", "繁體", "繁體中文", "繁中", "繁",
		"繁体", "繁体中文", "正體", "正體中文":
		return zhHant, true
	case "auto", "automatic", "default", "reset", "-", "自动", "自動", "默认", "預設":
		return "", true
	}
	return "", false
}
