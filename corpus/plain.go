package corpus

// readPlain reads a plain text or a web page saved as text. Such a page has three zones: a head with title, byline, date
// and other furniture, the article, and a tail of links and buttons. Furniture is dropped from head and tail; between them
// only lines that can be nothing but picture credits are.
func readPlain(text string) (*document, error) {
	doc := &document{}
	lead, rest := readHead(splitBlocks(text), &doc.meta)
	end := tailStart(rest)
	for _, b := range rest[end:] {
		readMeta(b.text, &doc.meta)
	}
	addBody(doc, append(lead, rest[:end]...))
	return doc, nil
}

// addBody fills the sections of doc with the article's blocks.
func addBody(doc *document, blocks []block) {
	kept := blocks[:0:0]
	for _, b := range blocks {
		if !isPictureCredit(b.text) {
			kept = append(kept, b)
		}
	}
	wide := headingGap(kept)
	heading := false
	for i, b := range kept {
		if heading = isHeading(kept, i, wide, heading); heading {
			doc.addHeading(b.text)
		} else {
			doc.addParagraph(b.text)
		}
	}
}
