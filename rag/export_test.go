package rag

// What the fuzz tests of pure text functions need to see.
var (
	ReadVerdict = func(reply string, whole bool) (lacking bool, body string, known bool) {
		v, body, known := readVerdict(reply, whole)
		return v.lacking, body, known
	}
	ParseStatements = parseStatements
	// Clean treats a text of a model that was given no passages.
	Clean = func(text string) string { return (&harmless{}).clean(text) }
	// Unchanged rewrites the statements of a text with themselves.
	Unchanged = func(text string) string {
		return rewriteStatements(text, 9, func(line []statement) []string {
			texts := make([]string, len(line))
			for i, s := range line {
				texts[i] = s.text
			}
			return texts
		})
	}
	// LineLead matches what stands before the words of a line.
	LineLead = lineLead
)
