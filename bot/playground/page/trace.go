package page

import (
	"net/http"
	"time"
)

// Traces tells how answers came about.
type Traces interface {
	// Trace returns how the newest answer in a chat came about that was finished within a span, both ends included; false when
	// there is none.
	Trace(chat int64, from, to time.Time) (Trace, bool)
}

// Trace is how an answer came about.
type Trace struct {
	Question  string         `json:"question"`
	Kind      string         `json:"kind"`
	Language  string         `json:"language"`
	Refused   bool           `json:"refused"`
	Answerer  string         `json:"answerer"`
	Model     string         `json:"model"`
	Notice    string         `json:"notice"`
	Query     string         `json:"query"`
	Evidence  List[Evidence] `json:"evidence"`
	Calls     List[Call]     `json:"calls"`
	Checks    List[Check]    `json:"checks"`
	Citations List[Citation] `json:"citations"`
	Timings   Timings        `json:"timings"`
	Usage     Usage          `json:"usage"`
}

// Evidence is a passage that was found, with its place in each searcher's ranking.
type Evidence struct {
	PassageID string    `json:"passage_id"`
	Section   string    `json:"section"`
	Text      string    `json:"text"`
	Score     float64   `json:"score"`
	Coverage  float64   `json:"coverage"`
	Legs      List[Leg] `json:"legs"`
}

// Leg is a searcher's opinion of a passage; ranks begin at 1.
type Leg struct {
	Leg   string  `json:"leg"`
	Rank  int     `json:"rank"`
	Score float64 `json:"score"`
}

// Call is a request to a model with what came back.
type Call struct {
	Purpose          string       `json:"purpose"`
	Profile          string       `json:"profile"`
	Messages         List[Prompt] `json:"messages"`
	Reply            string       `json:"reply"`
	Error            string       `json:"error"`
	PromptTokens     int          `json:"prompt_tokens"`
	CompletionTokens int          `json:"completion_tokens"`
}

// Prompt is a message to a model.
type Prompt struct {
	Role    string `json:"role"`
	Content string `json:"content"`
}

// Check is a sentence of an answer that was looked up in its sources, by their passages' ids; Problem is empty when it holds.
type Check struct {
	Claim   string       `json:"claim"`
	Problem string       `json:"problem"`
	Sources List[string] `json:"sources"`
}

// Citation is a passage that an answer cites. Paragraph is the 1-based place of its paragraph in the edition of its language,
// counted through all sections; 0 where unknown.
type Citation struct {
	N         int    `json:"n"`
	PassageID string `json:"passage_id"`
	Section   string `json:"section"`
	Quote     string `json:"quote"`
	Text      string `json:"text"`
	Verified  bool   `json:"verified"`
	Lang      string `json:"lang"`
	Paragraph int    `json:"paragraph"`
}

// Timings says how long the steps of an answer took, in milliseconds.
type Timings struct {
	Analyze    float64 `json:"analyze"`
	Retrieve   float64 `json:"retrieve"`
	FirstToken float64 `json:"first_token"`
	Total      float64 `json:"total"`
}

// Usage counts the tokens that an answer took, and what they cost.
type Usage struct {
	PromptTokens     int     `json:"prompt_tokens"`
	CompletionTokens int     `json:"completion_tokens"`
	Cost             float64 `json:"cost"`
}

// trace tells how a message of the bot came about.
func (p *Page) trace(_ http.ResponseWriter, r *http.Request) (any, error) {
	m, err := p.messageNamed(r.URL.Query())
	if err != nil {
		return nil, err
	}
	if m.FromBot {
		from, to := m.span()
		if trace, ok := p.options.Traces.Trace(m.chat, from, to); ok {
			return trace, nil
		}
	}
	return nil, notFound("nothing is known about this message")
}

// span returns when the answer that a message shows was finished at the earliest and at the latest. The earliest is when the
// message that asked for it was written: an answer that is sent in one piece is finished before it is sent. The latest is when
// the text changed last; what changes the keyboard alone may come after answers to other questions.
func (m found) span() (from, to time.Time) {
	from = m.At[0]
	for _, earlier := range m.before {
		if !earlier.FromBot {
			from = earlier.At[0]
		}
		if earlier.ID == m.ReplyTo {
			break
		}
	}
	return from, m.At[len(m.At)-1]
}
