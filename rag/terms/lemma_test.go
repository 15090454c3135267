package terms_test

import (
	"testing"

	"articlebot/rag/terms"
)

// families are words that a question and an article use for each other.
func families() [][]string {
	return [][]string{
		{"buy", "buys", "buying", "bought"},
		{"company", "companies", "company's", "company’s"},
		{"invest", "invests", "invested", "investing", "investment", "investments", "investor", "investors"},
		{"release", "releases", "released", "releasing"},
		{"close", "closes", "closed", "closing"},
		{"open", "opens", "opened", "opening", "openly", "openness"},
		{"found", "find", "finds", "finding"},
		{"founder", "founders"},
		{"train", "training", "trained", "trains"},
		{"stop", "stopped", "stopping", "stops"},
		{"study", "studies", "studied"},
		{"develop", "developer", "developers", "development", "developed"},
		{"model", "models"},
		{"box", "boxes"},
		{"launch", "launches", "launched", "launching"},
		{"make", "made", "making", "makes"},
		{"take", "took", "taken", "taking"},
		{"lead", "led", "leading", "leads"},
		{"build", "built", "building"},
		{"win", "won", "winning"},
		{"sell", "sold", "selling"},
		{"write", "wrote", "written", "writing"},
		{"child", "children"},
		{"person", "people"},
		{"think", "thought", "thinking"},
	}
}

func TestStemAgreesWithinFamilies(t *testing.T) {
	for _, family := range families() {
		for _, word := range family[1:] {
			if got, want := terms.Stem(word), terms.Stem(family[0]); got != want {
				t.Errorf("Stem(%q) = %q, but Stem(%q) = %q", word, got, family[0], want)
			}
		}
	}
}

func TestStemKeepsApart(t *testing.T) {
	for _, pair := range [][2]string{
		{"open", "close"}, {"meta", "metaverse"}, {"google", "good"}, {"llama", "lab"}, {"chip", "chat"}, {"gpt", "gpt4"},
		{"us", "use"}, {"musk", "must"}, {"model", "mode"}, {"profit", "prophet"},
	} {
		if terms.Stem(pair[0]) == terms.Stem(pair[1]) {
			t.Errorf("%q and %q have the same stem %q", pair[0], pair[1], terms.Stem(pair[0]))
		}
	}
}

func TestStemLeavesOthersAlone(t *testing.T) {
	for _, word := range []string{"gpt4", "3.5", "1,024", "café", "ai", "gpt", "москва"} {
		if got := terms.Stem(word); got != word {
			t.Errorf("Stem(%q) = %q", word, got)
		}
	}
}

func TestLemma(t *testing.T) {
	tests := []struct{ word, like string }{
		{"companies", "company"}, {"studied", "study"}, {"classes", "class"}, {"releases", "release"}, {"released", "release"},
		{"planned", "plan"}, {"models", "model"}, {"meta's", "meta"}, {"meta’s", "meta"},
	}
	for _, tt := range tests {
		if got, want := terms.Lemma(tt.word), terms.Lemma(tt.like); got != want {
			t.Errorf("Lemma(%q) = %q, but Lemma(%q) = %q", tt.word, got, tt.like, want)
		}
	}
	for _, word := range []string{"", "ai", "gpt", "class", "bus", "analysis", "王", "3.5"} {
		if got := terms.Lemma(word); got != word {
			t.Errorf("Lemma(%q) = %q, want it back as it is", word, got)
		}
	}
}

func TestIrregular(t *testing.T) {
	tests := []struct{ word, want string }{
		{"bought", "buy"}, {"took", "take"}, {"taken", "take"}, {"went", "go"}, {"led", "lead"}, {"built", "build"}, {"won", "win"},
		{"sold", "sell"}, {"people", "person"}, {"children", "child"}, {"better", "good"},
		{"", ""}, {"buy", ""}, {"released", ""}, {"meta", ""}, {"买", ""},
	}
	for _, tt := range tests {
		if got := terms.Irregular(tt.word); got != tt.want {
			t.Errorf("Irregular(%q) = %q, want %q", tt.word, got, tt.want)
		}
	}
}

// FuzzStem holds that a stem is never longer than the word, but for irregular ones, and never empty.
func FuzzStem(f *testing.F) {
	for _, family := range families() {
		f.Add(family[len(family)-1])
	}
	f.Fuzz(func(t *testing.T, word string) {
		if terms.Irregular(word) != "" || len(word) < 4 {
			t.Skip()
		}
		if stem := terms.Stem(word); len(stem) > len(word) {
			t.Errorf("Stem(%q) = %q is longer", word, stem)
		}
	})
}
