// Package rag answers questions about articles, only from the articles: it analyzes the question, retrieves the passages
// that bear on it, has them answered by a model or by quotation, and checks every citation before anything counts as
// final.
package rag

import (
	"context"
	"errors"
	"fmt"

	"articlebot/corpus"
)

// Kind is what a question asks for.
type Kind string

// The kinds of question.
const (
	Fact      Kind = "fact"
	Compare   Kind = "compare"
	Summary   Kind = "summary"
	Followup  Kind = "followup"
	Smalltalk Kind = "smalltalk"
)

// MaxQuestion is the longest question that is answered where Options set no other limit, in runes.
const MaxQuestion = 4000

// Errors about the question itself; a front end has a sentence for each.
var (
	ErrEmptyQuestion   = errors.New("the question is empty")
	ErrLongQuestion    = errors.New("the question is too long")
	ErrInvalidQuestion = errors.New("the question is not valid UTF-8")
	ErrUnknownProfile  = errors.New("no such model profile")
)

// ErrPromptTooLong is what a ChatModel's error is when the server says that the messages are longer than the model takes.
var ErrPromptTooLong = errors.New("the prompt is too long for the model")

// LongQuestionError is an ErrLongQuestion with the limit, in characters.
type LongQuestionError struct{ Limit int }

func (e LongQuestionError) Error() string {
	return fmt.Sprintf("%v: at most %d characters", ErrLongQuestion, e.Limit)
}

// Is makes errors.Is find ErrLongQuestion.
func (e LongQuestionError) Is(target error) bool { return target == ErrLongQuestion }

// Question is what somebody asks.
type Question struct {
	Text string
	// Lang is the language of the answer; empty means the language of the question.
	Lang corpus.Lang
	// Script is that of an answer in Chinese, save for what it quotes; empty means the question's own.
	Script Script
	// Profile names the model to ask; empty means the default one.
	Profile string
	// Quote has it answered by quotation, at once, whatever models there are.
	Quote bool
	// Account is charged for what a model costs.
	Account Account
	// History holds the turns before this one, oldest first; the last MaxHistory of them are used.
	History []Turn
}

// MaxHistory is how many turns before a question are used to understand it.
const MaxHistory = 3

// Turn is an earlier question with the answer that was given.
type Turn struct {
	Question string
	Answer   string
}

// Draft is called with the whole text so far each time an answer grows; the final text is the Answer's. A later call may
// replace what an earlier one showed. It must not block for long.
type Draft func(text string)

// Names of the answerers, as an Answer reports them.
const (
	Extractive = "extractive"
	Model      = "llm"
)

// Answer is the checked answer to a question. Text is Markdown with citations as [n].
type Answer struct {
	Question string      `json:"question"`
	Lang     corpus.Lang `json:"language"`
	// Script is that of the program's own sentences in Text, where Lang is Chinese; empty means Simplified.
	Script    Script     `json:"-"`
	Kind      Kind       `json:"kind"`
	Text      string     `json:"answer"`
	Refused   bool       `json:"refused"`
	Answerer  string     `json:"answerer"`
	Model     string     `json:"model"`
	Citations []Citation `json:"citations"`
	// Comparison holds what Text says in a comparison that came in statements; empty otherwise.
	Comparison []Statement `json:"comparison,omitempty"`
	Timings    Timings     `json:"timings_ms"`
	Usage      Usage       `json:"usage"`
	// Notice is one line for the reader when the answer is not of the usual kind, such as when no model could be
	// reached; empty otherwise.
	Notice string `json:"notice,omitempty"`
	// Suggestions are the questions that the text of a refusal offers.
	Suggestions []string `json:"-"`
	// Trace is how the answer came about.
	Trace *Trace `json:"-"`
}

// Citation is a passage that an answer rests on, numbered from 1 in the order of first use.
type Citation struct {
	N         int    `json:"n"`
	PassageID string `json:"passage_id"`
	ArticleID string `json:"article_id"`
	Section   string `json:"section"`
	// Title is the article's, where there is more than one article.
	Title string `json:"title,omitempty"`
	// Quote is the part of the passage that supports the answer, verbatim.
	Quote string `json:"quote"`
	// Text is the whole passage, verbatim.
	Text string `json:"text"`
	// Verified reports that the figures and quotations of the sentences that cite the passage stand in it.
	Verified bool `json:"verified"`
}

// Timings says how long the steps of an answer took, in milliseconds.
type Timings struct {
	Analyze    float64 `json:"analyze"`
	Retrieve   float64 `json:"retrieve"`
	FirstToken float64 `json:"first_token"`
	Total      float64 `json:"total"`
}

// Usage counts the tokens that the models reported for an answer, or estimates of them where they report none, and what
// they cost by their profiles' prices.
type Usage struct {
	PromptTokens     int     `json:"prompt_tokens"`
	CompletionTokens int     `json:"completion_tokens"`
	Cost             float64 `json:"cost,omitempty"`
}

// add sums up what several calls used.
func (u *Usage) add(more Usage) {
	u.PromptTokens += more.PromptTokens
	u.CompletionTokens += more.CompletionTokens
	u.Cost += more.Cost
}

// Hit is a passage that a leg found, with that leg's score. Scores of different legs are not comparable.
type Hit struct {
	Passage *corpus.Passage
	Score   float64
}

// Searcher is one leg of the hybrid search: it returns at most k hits, best first, ties in the order of the collection.
type Searcher interface {
	Name() string
	Search(ctx context.Context, query string, k int) ([]Hit, error)
}

// Lexical is the leg that matches words. It also reads passages closely, which decides quotation and refusal: Read
// returns a reading of each passage. And it holds statements against passages, which decides about citations.
type Lexical interface {
	Searcher
	ClaimReader
	Read(query string, passages []*corpus.Passage) []Reading
}

// Reading is how a passage answers to a query.
type Reading struct {
	// Score is the whole passage's score, comparable with those of its sentences.
	Score float64
	// Coverage is the share of the query's weight (idf) that the passage has terms for, from 0 to 1.
	Coverage float64
	// Named reports that the passage has one of the names in the query, or that there are none. Content is the share of
	// the weight of the query's other words, less those that any question may have, that the passage has.
	Named   bool
	Content float64
	// Exact reports that the passage has one of the query's numbered names, such as GPT-4, just so, or that there are none.
	Exact bool
	// Sentences are the scores of the passage's sentences, comparable between passages of one index, and Names tells
	// which of them have one of the names in the query.
	Sentences []float64
	Names     []bool
}

// ClaimReader reads statements in order to hold them against passages.
type ClaimReader interface {
	Claim(text string) Claim
}

// Claim is a statement that one goroutine holds against passages, also across languages.
type Claim interface {
	// Coverage is the share of the statement's weight (idf) that stands in one of the passages or another, from 0 to 1.
	Coverage(passages []*corpus.Passage) float64
	// Sentences are those of the passages that say what the statement says: the one that covers most of it, and each that
	// covers much more.
	Sentences(passages []*corpus.Passage) []string
	// Missing are the names in the statement, folded, that none of the passages has by whichever of their names.
	Missing(passages []*corpus.Passage) []string
}

// Message is one message of a conversation with a model; Role is system, user or assistant.
type Message struct {
	Role    string
	Content string
}

// Reply is what a model said. Complete reports that the model ended by itself, not by a limit or a cut connection.
type Reply struct {
	Text     string
	Model    string
	Complete bool
	Usage    Usage
}

// ChatModel is a language model. Chat calls grow, which may be nil, with the whole text so far while the reply streams
// in. With an error comes what may be shown of a reply that broke off.
type ChatModel interface {
	Chat(ctx context.Context, messages []Message, grow Draft) (Reply, error)
}
