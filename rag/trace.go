package rag

// Trace is how an answer came about, for those who want to see for themselves. It holds texts of people and of articles
// and belongs in no log.
type Trace struct {
	// Query is what was searched for.
	Query    string
	Evidence []Evidence
	Calls    []Call
	// Claims are the sentences of the last reply that was read, as they were checked.
	Claims []Verdict
}

// Call is one request to a model.
type Call struct {
	// Purpose is answer, repair or rewrite.
	Purpose  string
	Profile  string
	Messages []Message
	// Sources are the passages that the messages number from 1.
	Sources []string
	Reply   Reply
	Err     error
	// Missing is what the model said that the passages lack.
	Missing string
}

// Verdict is what the check found about one sentence of an answer.
type Verdict struct {
	Claim string
	// Sources are the ids of the passages that it cites.
	Sources []string
	// Problem is empty when they support it.
	Problem string
}
