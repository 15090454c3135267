package corpus

// readPlain reads a plain text or a web page saved as text. Such a page has three zones: a head with title, byline, date
// and other furniture, the article, and a tail of links and buttons. Furniture is dropped from head and tail; between them
// only lines that can be nothing but picture credits are. The only line of a text is its title and its text as well.
func readPlain(text string) (*document, error) {
	doc := &document{}
	blocks := splitBlocks(text)
	lead, rest := readHead(blocks, &doc.meta)
	end := tailStart(rest)
	for _, b := range rest[end:] {
		readMeta(b.text, &doc.meta)
	}
	addBody(doc, append(lead, rest[:end]...))
	if len(blocks) == 1 && len(doc.sections) == 0 {
		doc.addParagraph(doc.meta.Title)
	}
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
