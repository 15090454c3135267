package llm

import "strings"

const (
	thinkOpen  = "<think>"
	thinkClose = "</think>"
)

// thinkFilter separates the answer from the thinking that some models put before it between <think> and </think>. A tag
// may be spread over any number of parts. A closing tag without an opening one means that all before it was thinking:
// some chat templates put the opening tag into the prompt.
type thinkFilter struct {
	answer strings.Builder
	// held is the end of the last part as long as it may be the beginning of a tag.
	held   string
	inside bool
}

// add takes the next part of what the model wrote.
func (f *thinkFilter) add(part string) {
	rest := f.held + part
	for {
		at, tag := f.nextTag(rest)
		if tag == "" {
			break
		}
		switch {
		case tag == thinkOpen:
			f.answer.WriteString(rest[:at])
		case !f.inside:
			f.answer.Reset()
		}
		f.inside = tag == thinkOpen
		rest = rest[at+len(tag):]
	}
	keep := len(rest) - heldLength(rest)
	if !f.inside {
		f.answer.WriteString(rest[:keep])
	}
	f.held = rest[keep:]
}

// nextTag finds the first tag that counts: inside thinking only a closing one does.
func (f *thinkFilter) nextTag(s string) (int, string) {
	closing := strings.Index(s, thinkClose)
	if !f.inside {
		opening := strings.Index(s, thinkOpen)
		if opening >= 0 && (closing < 0 || opening < closing) {
			return opening, thinkOpen
		}
	}
	if closing >= 0 {
		return closing, thinkClose
	}
	return -1, ""
}

// heldLength is the length of the longest end of s that a tag begins with.
func heldLength(s string) int {
	for n := min(len(s), len(thinkClose)-1); n > 0; n-- {
		end := s[len(s)-n:]
		if strings.HasPrefix(thinkClose, end) || strings.HasPrefix(thinkOpen, end) {
			return n
		}
	}
	return 0
}

// end takes what is held for text: nothing follows that could make it a tag.
func (f *thinkFilter) end() {
	if !f.inside {
		f.answer.WriteString(f.held)
	}
	f.held = ""
}

// text is the answer so far.
func (f *thinkFilter) text() string { return strings.TrimSpace(f.answer.String()) }
