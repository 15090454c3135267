package terms

import "strings"

// Lemma undoes the regular inflection of a folded English word: plural, -ed and -ing, and a final e, which inflection
// drops. It errs on words that only look inflected, alike in text and question. Other words come back as they are.
func Lemma(word string) string {
	word = strings.TrimSuffix(strings.TrimSuffix(word, "'s"), "’s")
	if len(word) < 4 || !isASCIIWord(word) {
		return word
	}
	for _, suffix := range []string{"ies", "ied"} {
		if stem, found := strings.CutSuffix(word, suffix); found && len(stem) >= 2 {
			return stem + "y"
		}
	}
	for _, suffix := range []string{"ing", "ed"} {
		if stem, found := strings.CutSuffix(word, suffix); found && len(stem) >= 3 && strings.ContainsAny(stem, "aeiouy") {
			return cutE(undouble(stem))
		}
	}
	return cutE(singular(word))
}

func singular(word string) string {
	switch {
	case hasSuffix(word, "sses", "shes", "ches", "xes", "zes"):
		return word[:len(word)-2]
	case hasSuffix(word, "s") && !hasSuffix(word, "ss", "us", "is"):
		return word[:len(word)-1]
	}
	return word
}

func hasSuffix(word string, suffixes ...string) bool {
	for _, suffix := range suffixes {
		if strings.HasSuffix(word, suffix) {
			return true
		}
	}
	return false
}

func cutE(word string) string {
	if len(word) > 3 {
		return strings.TrimSuffix(word, "e")
	}
	return word
}

// undouble makes stopp of stopped the stop of stop.
func undouble(stem string) string {
	n := len(stem)
	if n > 3 && stem[n-1] == stem[n-2] && !strings.ContainsRune("aeiouls", rune(stem[n-1])) {
		return stem[:n-1]
	}
	return stem
}

func isASCIIWord(word string) bool {
	for i := range len(word) {
		if word[i] < 'a' || word[i] > 'z' {
			return false
		}
	}
	return true
}

// Irregular returns the base form of a common irregular English verb form or plural, or "" when word is none.
func Irregular(word string) string { return irregular[word] }

var irregular = map[string]string{
	"made": "make",
	"took": "take", "taken": "take",
	"went": "go", "gone": "go",
	"gave": "give", "given": "give",
	"got": "get", "gotten": "get",
	"came": "come",
	"saw":  "see", "seen": "see",
	"knew": "know", "known": "know",
	"thought": "think",
	"said":    "say",
	"told":    "tell",
	"found":   "find",
	"became":  "become",
	"left":    "leave",
	"felt":    "feel",
	"brought": "bring",
	"began":   "begin", "begun": "begin",
	"kept":  "keep",
	"held":  "hold",
	"wrote": "write", "written": "write",
	"stood": "stand",
	"heard": "hear",
	"meant": "mean",
	"met":   "meet",
	"ran":   "run",
	"paid":  "pay",
	"sat":   "sit",
	"spoke": "speak", "spoken": "speak",
	"led":  "lead",
	"grew": "grow", "grown": "grow",
	"lost": "lose",
	"fell": "fall", "fallen": "fall",
	"sent":       "send",
	"built":      "build",
	"understood": "understand",
	"drew":       "draw", "drawn": "draw",
	"broke": "break", "broken": "break",
	"spent": "spend",
	"rose":  "rise", "risen": "rise",
	"drove": "drive", "driven": "drive",
	"bought": "buy",
	"wore":   "wear", "worn": "wear",
	"chose": "choose", "chosen": "choose",
	"won":    "win",
	"fought": "fight",
	"caught": "catch",
	"taught": "teach",
	"sold":   "sell",
	"sang":   "sing", "sung": "sing",
	"swam": "swim", "swum": "swim",
	"flew": "fly", "flown": "fly",
	"ate": "eat", "eaten": "eat",
	"drank": "drink", "drunk": "drink",
	"forgot": "forget", "forgotten": "forget",
	"threw": "throw", "thrown": "throw",
	"shown":  "show",
	"sought": "seek",
	"shot":   "shoot",
	"struck": "strike",
	"stole":  "steal", "stolen": "steal",
	"sank": "sink", "sunk": "sink",
	"woke": "wake",
	"rode": "ride", "ridden": "ride",
	"hid": "hide", "hidden": "hide",
	"bore": "bear", "born": "bear", "borne": "bear",
	"beaten": "beat",
	"bound":  "bind",
	"dealt":  "deal",
	"dug":    "dig",
	"fed":    "feed",
	"fled":   "flee",
	"froze":  "freeze", "frozen": "freeze",
	"hung":  "hang",
	"laid":  "lay",
	"lent":  "lend",
	"shook": "shake", "shaken": "shake",
	"shone": "shine",
	"slept": "sleep",
	"swore": "swear", "sworn": "swear",
	"swept": "sweep",
	"tore":  "tear", "torn": "tear",
	"wove": "weave", "woven": "weave",
	"men":       "man",
	"women":     "woman",
	"children":  "child",
	"feet":      "foot",
	"teeth":     "tooth",
	"mice":      "mouse",
	"people":    "person",
	"lives":     "life",
	"wives":     "wife",
	"leaves":    "leaf",
	"halves":    "half",
	"selves":    "self",
	"knives":    "knife",
	"wolves":    "wolf",
	"bacteria":  "bacterium",
	"media":     "medium",
	"criteria":  "criterion",
	"phenomena": "phenomenon",
	"data":      "datum",
	"indices":   "index",
	"better":    "good", "best": "good",
	"worse": "bad", "worst": "bad",
}
