package rag_test

import (
	"strings"
	"testing"
)

// TestCitationsAreVerified has replies that cite one passage: are the figures and quotations theirs?
func TestCitationsAreVerified(t *testing.T) {
	tests := []struct {
		name, reply string
		want        bool
	}{
		{"no figures", "The engineer was Ada Brandt [1].", true},
		{"figure", "It cost 4,500 crowns [1].", true},
		{"figures", "Built in 1881, it is 31 metres tall [1].", true},
		{"full width figure", "It is ３１ metres tall [1].", true},
		{"behind the full stop", "It cost 4,500 crowns. [1]", true},
		{"invented figure", "It cost 9,900 crowns [1].", false},
		{"invented figure behind the full stop", "It cost 9,900 crowns. [1]", false},
		{"invented figure among true ones", "Built in 1881, it is 58 metres tall [1].", false},
		{"figure of another passage", "It was built in 1902 [1].", false},
		{"one of two sentences invented", "It is 31 metres tall [1]. It weighs 700 tonnes [1].", false},
		{"invented figure without a citation beside it", "It weighs 700 tonnes. It is 31 metres tall [1].", true},
		{"quotation", "Wehl says that “a lamp asks for patience” [3].", true},
		{"quotation in other marks", `Wehl says that "a lamp asks for patience" [3].`, true},
		{"quotation in another case", "“A lamp asks for patience,” says Wehl [3].", true},
		{"invented quotation", "Wehl says that “a lamp never sleeps” [3].", false},
		{"quotation of another passage", "“a lamp asks for patience” [1].", false},
		{"invented quotation in Chinese marks", "守灯人说「灯从不睡觉」[3]。", false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			answer := reply(t, tt.reply)
			if len(answer.Citations) != 1 {
				t.Fatalf("%d citations", len(answer.Citations))
			}
			if got := answer.Citations[0].Verified; got != tt.want {
				t.Errorf("%s: verified %v, want %v", tt.reply, got, tt.want)
			}
		})
	}
}

// TestCitationsAreVerifiedOneByOne has a true statement and an invented one.
func TestCitationsAreVerifiedOneByOne(t *testing.T) {
	answer := reply(t, "North Light is from 1881 [1]. South Light is from 1950 [2].")
	if len(answer.Citations) != 2 || !answer.Citations[0].Verified || answer.Citations[1].Verified {
		t.Errorf("citations %+v", answer.Citations)
	}
}

func TestQuoteIsTheSentenceThatSupportsTheClaim(t *testing.T) {
	article := towers(t)
	for _, tt := range []struct{ reply, want string }{
		{"The engineer Ada Brandt built it in 1881 [1].", "Ada Brandt"},
		{"It is 31 metres tall and cost 4,500 crowns [1].", "4,500 crowns"},
		{"The lamp's oil comes from the town's press [2].", "press"},
		{"He counts ships [3].", "counts"},
	} {
		answer := reply(t, tt.reply)
		if len(answer.Citations) != 1 || !strings.Contains(answer.Citations[0].Quote, tt.want) {
			t.Fatalf("%q: citations %+v", tt.reply, answer.Citations)
		}
		citationStands(t, article, answer.Citations[0])
	}
}
