package terms

// isStopWord reports whether a folded word is an English function or question word, which says nothing of the subject.
func isStopWord(word string) bool {
	switch word {
	case "a", "an", "the", "and", "or", "but", "nor", "so", "if", "then", "than", "as", "at", "by", "for", "from", "in", "into",
		"of", "off", "on", "onto", "out", "over", "to", "up", "upon", "with", "within", "about", "between", "among", "during",
		"is", "are", "was", "were", "be", "been", "being", "am", "do", "does", "did", "done", "doing", "has", "have", "had",
		"having", "will", "would", "shall", "should", "can", "could", "may", "might", "must", "not", "no",
		"it", "its", "it's", "he", "his", "him", "she", "her", "hers", "they", "their", "them", "we", "our", "us", "you", "your",
		"i", "my", "me", "this", "that", "these", "those", "there", "here", "s", "t",
		"what", "what's", "which", "who", "who's", "whom", "whose", "when", "where", "why", "how",
		"much", "many", "some", "any", "each", "also", "such", "please", "tell":
		return true
	}
	return false
}
