package main

import (
	"cmp"
	"encoding/binary"
	"maps"
	"slices"

	"articlebot/rag/terms"
)

const (
	// blockSize and maxRank are the format's: see package dict.
	blockSize = 16
	maxRank   = 7
	// maxLinks bounds the translations of one key; beyond it stand only rare ones.
	maxLinks = 32
)

// link is a Chinese word with one English translation.
type link struct {
	chinese, english string
	rank             int
}

// translations returns each pair of word and translation once, with its best rank.
func translations(entries []entry, characters map[rune]rune) []link {
	at := make(map[[2]string]int)
	var list []link
	for _, e := range entries {
		if !isHanWord(e.simplified) {
			continue
		}
		word := simplify(terms.Fold(e.simplified), characters)
		rank := 0
		for _, gloss := range e.glosses {
			for _, phrase := range e.phrases(gloss) {
				key := [2]string{word, phrase}
				if i, seen := at[key]; seen {
					list[i].rank = min(list[i].rank, rank)
				} else {
					at[key] = len(list)
					list = append(list, link{chinese: word, english: phrase, rank: rank})
				}
				rank = min(rank+1, maxRank)
			}
		}
	}
	return list
}

// encode lays out the table of one side; key says which side a link's key is and which the other.
func encode(list []link, sides func(link) (key, other string)) []byte {
	byKey := make(map[string][]link)
	others := make(map[string]bool)
	for _, l := range list {
		key, other := sides(l)
		byKey[key] = append(byKey[key], l)
		others[other] = true
	}
	numbers := make(map[string]int)
	for i, other := range slices.Sorted(maps.Keys(others)) {
		numbers[other] = i
	}
	number := func(l link) int { _, other := sides(l); return numbers[other] }
	keys := slices.Sorted(maps.Keys(byKey))
	return encodeTable("words and translations only, English in lemmas.", keys, func(entries []byte, key string) []byte {
		return appendLinks(entries, byKey[key], number)
	})
}

// encodeTable lays out the table of sorted keys; appendEntry adds what follows a key.
func encodeTable(change string, keys []string, appendEntry func(entries []byte, key string) []byte) []byte {
	var offsets, entries []byte
	for i, key := range keys {
		shared := 0
		if i%blockSize == 0 {
			offsets = binary.LittleEndian.AppendUint32(offsets, uint32(len(entries)))
		} else {
			shared = common(keys[i-1], key)
		}
		entries = binary.AppendUvarint(entries, uint64(shared))
		entries = binary.AppendUvarint(entries, uint64(len(key)-shared))
		entries = append(entries, key[shared:]...)
		entries = appendEntry(entries, key)
	}
	data := append([]byte(origin+change+"\n"), 0)
	data = binary.LittleEndian.AppendUint32(data, uint32(len(keys)))
	data = binary.LittleEndian.AppendUint32(data, uint32(len(offsets)/4))
	return slices.Concat(data, offsets, entries)
}

func appendLinks(entries []byte, list []link, number func(link) int) []byte {
	slices.SortStableFunc(list, func(a, b link) int { return cmp.Compare(a.rank, b.rank) })
	list = list[:min(len(list), maxLinks)]
	entries = binary.AppendUvarint(entries, uint64(len(list)))
	for _, l := range list {
		entries = binary.AppendUvarint(entries, uint64(number(l)*(maxRank+1)+l.rank))
	}
	return entries
}

func common(a, b string) int {
	n := 0
	for n < min(len(a), len(b)) && a[n] == b[n] {
		n++
	}
	return n
}

func chineseSide(l link) (key, other string) { return l.chinese, l.english }

func englishSide(l link) (key, other string) { return l.english, l.chinese }
