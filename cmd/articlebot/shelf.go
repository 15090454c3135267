package main

import (
	"articlebot/bot"
	"articlebot/corpus"
)

// shelf is a bot.Reader of all editions, in their own order of passages.
type shelf map[string]standing

// standing is where a passage stands in its edition.
type standing struct {
	passages []*corpus.Passage
	at       int
}

// newShelf takes the passages of all articles.
func (p *program) newShelf() shelf {
	s := make(shelf)
	cut, _ := p.passages()
	for _, passages := range cut {
		for i, passage := range passages {
			s[passage.ID] = standing{passages, i}
		}
	}
	return s
}

// passage returns the passage with an id; nil when there is none.
func (s shelf) passage(id string) *corpus.Passage {
	here, ok := s[id]
	if !ok {
		return nil
	}
	return here.passages[here.at]
}

// Around returns the passages before and after one, the nearest first.
func (s shelf) Around(id string, n int) (before, after []bot.Passage) {
	here, ok := s[id]
	if !ok {
		return nil, nil
	}
	for i := here.at - 1; i >= max(0, here.at-n); i-- {
		before = append(before, passageOf(here.passages[i]))
	}
	for i := here.at + 1; i <= min(len(here.passages)-1, here.at+n); i++ {
		after = append(after, passageOf(here.passages[i]))
	}
	return before, after
}

func passageOf(p *corpus.Passage) bot.Passage { return bot.Passage{Section: p.Section, Text: p.Text()} }
