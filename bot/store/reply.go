package store

import (
	"fmt"
	"slices"
	"time"
)

// State is how far a reply has got. Each step is on disk before what follows it is shown to anybody, so that after a
// crash the one worker that has the update goes on from there: an answer is not asked for twice once it is Ready, and
// everything after Placed is an edit, which does no harm when it is repeated. A reply that was Drafting has no message before it is
// Ready: then that is sent with its text.
type State string

// States, in their order. The last four are final.
const (
	Unsent   State = ""         // nothing was sent
	Drafting State = "drafting" // it grows in a draft, which is no message and is gone after a while
	Sending  State = "sending"  // a placeholder is being sent: it may stand in the chat, and its id is not known
	Placed   State = "placed"   // the placeholder's id is known
	Ready    State = "ready"    // the final text is known, and is being shown
	Done     State = "done"     // all of it stands in the chat
	Refused  State = "refused"  // nobody can read it: the chat is gone, or the bot was blocked
	Failed   State = "failed"   // there is no answer, and the chat was told so
	Expired  State = "expired"  // it took too long
)

// Reply is the reply to an update. Its parts are the messages that it consists of: before it is Ready there is the
// placeholder at most.
type Reply struct {
	State State
	Parts []Part
	// Final is the whole text, as it was asked for.
	Final string
	// Sends counts the placeholders that were sent, those included that may not have arrived.
	Sends int
	// Began is when the first one, or the first draft, was.
	Began time.Time
	// Reason is why a reply was refused, failed or expired.
	Reason string
}

// Part is one message of a reply.
type Part struct {
	// Text is the rendered text that the message is to show; empty before the reply is Ready.
	Text string
	// Rich is the same as a rich message, which is tried first; empty when there is only the Text.
	Rich string
	// Message is the id of the message, 0 when there is none.
	Message int64
	// Sending says that a message is being sent: it may stand in the chat, and its id is not known.
	Sending bool
}

// Final is a finished answer.
type Final struct {
	Text string
	// Parts are the rendered messages, at least one.
	Parts []string
	// Rich is the only part as a rich message; it is empty where there is none, and where there are several parts.
	Rich string
	// Turn, when not nil, is remembered for the chat's next question, exactly once; Thread is the topic that it belongs to.
	Turn   *Turn
	Thread int64
	// Answer, when not nil, is kept for the buttons below the answer.
	Answer *Record
}

func (r *Reply) fault(step string) error {
	return fmt.Errorf("%w: %s does not follow on %q", ErrStep, step, r.State)
}

// send notes that a placeholder is about to be sent for a part. The first one comes before the text is known, further ones after
// it; any may come again, when its message vanished or it is not known whether it arrived.
func (r *Reply) send(part int, now time.Time) error {
	switch {
	case part == 0 && (r.State == Unsent || r.State == Drafting || r.State == Sending || r.State == Placed):
		r.State = Sending
		r.Parts = []Part{{}}
	case r.State != Ready || part < 0 || part >= len(r.Parts):
		return r.fault(fmt.Sprintf("sending part %d", part))
	}
	r.begin(now)
	r.Sends++
	r.Parts[part].Sending, r.Parts[part].Message = true, 0
	return nil
}

// draft notes that the reply is about to grow in a draft, as it may do again and again.
func (r *Reply) draft(now time.Time) error {
	if r.State != Unsent && r.State != Drafting && r.State != Sending {
		return r.fault("drafting")
	}
	r.begin(now)
	r.State, r.Parts = Drafting, []Part{{}}
	return nil
}

// begin notes when the reply began, the first time.
func (r *Reply) begin(now time.Time) {
	if r.Began.IsZero() {
		r.Began = now
	}
}

// place notes the id of the message that was sent for a part.
func (r *Reply) place(part int, message int64) error {
	if part < 0 || part >= len(r.Parts) || !r.Parts[part].Sending || message == 0 {
		return r.fault(fmt.Sprintf("placing part %d", part))
	}
	if r.State == Sending {
		r.State = Placed
	}
	r.Parts[part].Sending, r.Parts[part].Message = false, message
	return nil
}

// ready notes the final text. The placeholder, where there is one, becomes its first part.
func (r *Reply) ready(f Final) error {
	if r.State != Placed && r.State != Drafting || len(f.Parts) == 0 {
		return r.fault("being ready")
	}
	r.State, r.Final = Ready, storable(f.Text)
	r.setTexts(f.Parts)
	if len(r.Parts) == 1 {
		r.Parts[0].Rich = storable(f.Rich)
	}
	return nil
}

// recut notes other parts of the same text, no fewer than there are. They have no other form.
func (r *Reply) recut(parts []string) error {
	if r.State != Ready || len(parts) < len(r.Parts) {
		return r.fault("being cut anew")
	}
	r.setTexts(parts)
	return nil
}

func (r *Reply) setTexts(parts []string) {
	for i, text := range parts {
		if i == len(r.Parts) {
			r.Parts = append(r.Parts, Part{})
		}
		r.Parts[i].Text, r.Parts[i].Rich = storable(text), ""
	}
}

// finish notes that every part shows its text. An update that was never replied to this way has nothing to note.
func (r *Reply) finish() error {
	if r.State == Unsent {
		return nil
	}
	if r.State != Ready || slices.ContainsFunc(r.Parts, func(p Part) bool { return p.Message == 0 }) {
		return r.fault("being done")
	}
	r.State = Done
	return nil
}

// giveUp notes that there will be no answer.
func (r *Reply) giveUp(state State, reason string) error {
	if state != Refused && state != Failed && state != Expired {
		return fmt.Errorf("%w: %q is not an end without an answer", ErrStep, state)
	}
	r.State, r.Reason = state, storable(shorten(reason))
	return nil
}
