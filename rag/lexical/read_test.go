package lexical_test

import (
	"math"
	"testing"

	"articlebot/corpus"
	"articlebot/rag/lexical"
)

func TestReadCoverage(t *testing.T) {
	passages := orchard()
	x := lexical.New(passages)
	coverage := func(query string, p *corpus.Passage) float64 { return read(x, query, p).Coverage }

	if got := coverage("apples cider", passages[1]); math.Abs(got-1) > 1e-9 {
		t.Errorf("a passage with every term covers %v, want 1", got)
	}
	if got := coverage("helicopter", passages[1]); got != 0 {
		t.Errorf("a passage with no term covers %v, want 0", got)
	}
	if got := coverage("", passages[1]); got != 0 {
		t.Errorf("an empty query is covered by %v, want 0", got)
	}
	part := coverage("apples museum", passages[1])
	if part <= 0 || part >= 1 {
		t.Errorf("a passage with one of two terms covers %v, want a part", part)
	}
}

func TestReadUnknownTermsLowerCoverage(t *testing.T) {
	passages := orchard()
	x := lexical.New(passages)
	known := read(x, "apples museum", passages[1]).Coverage
	unknown := read(x, "apples helicopter", passages[1]).Coverage
	two := read(x, "apples helicopter zeppelin", passages[1]).Coverage
	if !(known > unknown && unknown > two && two > 0) {
		t.Errorf("coverage is %v with a known word beside, %v with an unknown one, %v with two; want it to fall", known, unknown, two)
	}
}

func TestReadScoresSentences(t *testing.T) {
	for _, tt := range []struct {
		name     string
		passages []*corpus.Passage
		query    string
		best     int
	}{
		{
			"English", passagesOf(corpus.English, "The press stands idle. Cider is sold in October. Pears are not pressed."),
			"when is cider sold?", 1,
		},
		{"Chinese", passagesOf(corpus.Chinese, "磨坊停了。果汁在十月出售。梨不拿去榨汁。"), "果汁什么时候出售", 1},
	} {
		t.Run(tt.name, func(t *testing.T) {
			reading := read(lexical.New(tt.passages), tt.query, tt.passages[0])
			if len(reading.Sentences) != len(tt.passages[0].Sentences) {
				t.Fatalf("%d scores for %d sentences", len(reading.Sentences), len(tt.passages[0].Sentences))
			}
			for i, score := range reading.Sentences {
				if i != tt.best && score >= reading.Sentences[tt.best] {
					t.Errorf("sentence %d scores %v, the one that answers %v", i, score, reading.Sentences[tt.best])
				}
			}
			if reading.Score <= 0 {
				t.Errorf("the passage scores %v", reading.Score)
			}
		})
	}
}

func TestReadOfAPassageOutsideTheIndex(t *testing.T) {
	x := lexical.New(orchard())
	other := passagesOf(corpus.English, "Apples rot.", "Nothing of the kind.")
	if read(x, "apples", other[0]).Score <= read(x, "apples", other[1]).Score {
		t.Error("the passage with the word does not score above the one without")
	}
}

// FuzzRead holds that coverage is a share, and scores are finite and never negative, whatever is asked.
func FuzzRead(f *testing.F) {
	for _, seed := range []string{"", "apples", "磨坊的路", "the of", "ａｐｐｌｅｓ 1,024", "\xff", "zeppelin 开"} {
		f.Add(seed)
	}
	passages := append(orchard(), chineseOrchard()...)
	x := lexical.New(passages)
	f.Fuzz(func(t *testing.T, query string) {
		readings := x.Read(query, passages)
		if len(readings) != len(passages) {
			t.Fatalf("%d readings of %d passages", len(readings), len(passages))
		}
		for _, reading := range readings {
			if !(reading.Coverage >= 0 && reading.Coverage <= 1+1e-9) {
				t.Errorf("Read(%q) covers %v", query, reading.Coverage)
			}
			for _, score := range append(reading.Sentences, reading.Score) {
				if !(score >= 0) || math.IsInf(score, 0) {
					t.Errorf("Read(%q) scores %v", query, score)
				}
			}
		}
	})
}
