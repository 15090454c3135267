package rag_test

import (
	"strings"
	"testing"
)

// TestCitationsAreVerified has statements that cite one passage: are the figures and quotations, and all else, theirs?
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
		{"true of another passage", "South Light was built in 1902 [1].", true},
		{"name of another passage", "Jonas Wehl built it in 1881 [1].", false},
		{"invented name", "North Light was built in 1881 by the engineer Otto Krantz [1].", false},
		{"one of two sentences invented", "It is 31 metres tall [1]. North Light cost 700 crowns [1].", false},
		{"nothing of the kind", "Bananas are rich in potassium [1].", false},
		{"quotation", "Wehl says that “a lamp asks for patience” [3].", true},
		{"quotation in other marks", `Wehl says that "a lamp asks for patience" [3].`, true},
		{"quotation in another case", "“A lamp asks for patience,” says Wehl [3].", true},
		{"invented quotation", "Wehl says that “a lamp never sleeps” [3].", false},
		{"invented quotation in Chinese marks", "The keeper of North Light, Jonas Wehl, says 「灯从不睡觉」 [3].", false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			const beside = "South Light has had no keeper since 1966 [4]."
			answer := reply(t, tt.reply+" "+beside)
			isMarked := strings.Contains(answer.Text, "(unverified)") || !answer.Citations[0].Verified
			isGone := answer.Text == strings.Replace(beside, "4", "1", 1)
			if got := !isMarked && !isGone; got != tt.want {
				t.Errorf("verified %v, want %v: %s\n%+v", got, tt.want, answer.Text, answer.Trace.Claims)
			}
			if !tt.want && len(answer.Trace.Calls) != 2 {
				t.Errorf("the model was asked %d times, want once more", len(answer.Trace.Calls))
			}
		})
	}
}

// TestCitationsAreVerifiedOneByOne has a true statement and an invented one.
func TestCitationsAreVerifiedOneByOne(t *testing.T) {
	answer := reply(t, "North Light is from 1881 [1]. South Light was built in 1950, after the wreck [2].")
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
		{"He counts the ships [3].", "counts"},
	} {
		answer := reply(t, tt.reply)
		if len(answer.Citations) != 1 || !strings.Contains(answer.Citations[0].Quote, tt.want) {
			t.Fatalf("%q: citations %+v", tt.reply, answer.Citations)
		}
		citationStands(t, article, answer.Citations[0])
	}
}
