package llm

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/sashabaranov/go-openai"

	"articlebot/rag"
)

// usageWait is how long a finished answer is held back for the chunk that reports the usage.
const usageWait = 2 * time.Second

// stream makes one request, with more fields than it holds, and reads the answer into a.
func (c *Client) stream(ctx context.Context, request openai.ChatCompletionRequest, more fields, a *answer) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	dog := &watchdog{cancel: cancel}
	dog.awaitWord(c.firstToken)
	defer dog.stop()

	ctx = extras{fields: more, alive: dog.alive}.in(ctx)
	stream, err := c.api.CreateChatCompletionStream(ctx, request)
	if err != nil {
		return diagnose(ctx, err)
	}
	defer func() { _ = stream.Close() }()
	for {
		chunk, err := stream.Recv()
		switch {
		case errors.Is(err, io.EOF), err != nil && a.finish != "":
			// Once the model has finished, nothing is missing but perhaps the usage.
			return a.end()
		case err != nil:
			return diagnose(ctx, err)
		}
		a.add(chunk)
		switch {
		case a.finish != "":
			dog.watch(min(c.idle, usageWait), "no usage")
		case a.begun:
			dog.watch(c.idle, "silence")
		}
	}
}

// answer is a reply as it comes in.
type answer struct {
	grow   rag.Draft
	reply  rag.Reply
	think  thinkFilter
	finish openai.FinishReason
	// begun reports that the model wrote something, be it thoughts, shown that grow was called.
	begun, shown bool
}

func (a *answer) add(chunk openai.ChatCompletionStreamResponse) {
	if chunk.Model != "" {
		a.reply.Model = chunk.Model
	}
	if chunk.Usage != nil {
		a.reply.Usage = rag.Usage{
			PromptTokens:     chunk.Usage.PromptTokens,
			CompletionTokens: chunk.Usage.CompletionTokens,
		}
	}
	for _, choice := range chunk.Choices {
		if choice.FinishReason != "" && choice.FinishReason != openai.FinishReasonNull {
			a.finish = choice.FinishReason
		}
		a.begun = a.begun || choice.Delta.Content != "" || choice.Delta.ReasoningContent != ""
		a.think.add(choice.Delta.Content)
		a.show()
	}
}

// show passes the text on when there is more of it, or less after what turned out to be thinking.
func (a *answer) show() {
	text := a.think.text()
	if text == a.reply.Text {
		return
	}
	a.reply.Text = text
	if text != "" && a.grow != nil {
		a.shown = true
		a.grow(text)
	}
}

// end decides by the finish_reason what the answer is. Only that tells a whole answer from a cut one: a connection that
// breaks in an orderly way ends a stream just as well.
func (a *answer) end() error {
	if a.finish == "" {
		return &Error{Kind: KindCut, Message: "the stream ended without a finish_reason"}
	}
	a.think.end()
	a.show()
	switch a.finish {
	case openai.FinishReasonStop:
		a.reply.Complete = a.reply.Text != ""
	case openai.FinishReasonLength, "model_context_window_exceeded":
	case openai.FinishReasonContentFilter, "sensitive":
		return &Error{Kind: KindContent, Message: "it stopped the answer"}
	default:
		return &Error{Kind: KindOverloaded, Message: fmt.Sprintf("finish_reason %q", string(a.finish))}
	}
	if a.reply.Text == "" {
		return &Error{Kind: KindEmpty, Message: fmt.Sprintf("finish_reason %q", string(a.finish))}
	}
	return nil
}

// after returns the reply when earlier attempts at it came before: their usage counts too, and so does their text as long
// as there is no other.
func (a *answer) after(earlier rag.Reply) rag.Reply {
	reply := a.reply
	reply.Text = cmp.Or(reply.Text, earlier.Text)
	reply.Usage.PromptTokens += earlier.Usage.PromptTokens
	reply.Usage.CompletionTokens += earlier.Usage.CompletionTokens
	return reply
}
