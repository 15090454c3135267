package corpus

import (
	"strings"
	"unicode"
)

// The words by which a language is told in a text that mixes both: names and terms are borrowed, these are not.
const (
	chineseFunction = "的了是吗嗎呢吧和与與在有不也都这這那哪什么麼怎谁誰为為何如请請对對从從把被让讓会會能可们們就还還及或而"
	englishFunction = " the of and to in is are was were be do does did has have had on for with by about from at as that this " +
		"these those it its they he she his her their what who whom whose which when where why how or not can could " +
		"will would should tell me my i you your we our a an "
)

// DetectLang returns the language of a text or a question. The function words of the two languages are counted; where
// they do not tell, Chinese characters are weighed against words of other scripts. A text without letters is English.
func DetectLang(text string) Lang {
	var zh, en int
	for _, r := range text {
		if unicode.Is(unicode.Han, r) && strings.ContainsRune(chineseFunction, r) {
			zh++
		}
	}
	words := strings.FieldsFunc(text, func(r rune) bool { return r > unicode.MaxASCII || !unicode.IsLetter(r) })
	for _, w := range words {
		if strings.Contains(englishFunction, " "+strings.ToLower(w)+" ") {
			en++
		}
	}
	t := measure(text)
	if zh > en || zh == en && t.han > 0 && t.han >= t.words {
		return Chinese
	}
	return English
}

// parseLang reads a language tag such as zh, zh-Hans or en_US; it returns "" for every other language.
func parseLang(tag string) Lang {
	base, _, _ := strings.Cut(strings.ReplaceAll(strings.ToLower(strings.TrimSpace(tag)), "_", "-"), "-")
	switch lang := Lang(base); lang {
	case Chinese, English:
		return lang
	}
	return ""
}
