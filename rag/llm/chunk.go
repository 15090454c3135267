package llm

import (
	"encoding/json"
	"strings"

	"github.com/sashabaranov/go-openai"
)

// chunkReader rewrites the servers' dialects of a chunk into the one that go-openai reads without loss.
type chunkReader struct {
	// chosen reports that a chunk had choices, wrote that one had text.
	chosen, wrote bool
}

type dialect struct {
	Model   prose `json:"model"`
	Choices []struct {
		Delta        *words `json:"delta"`
		Message      *words `json:"message"`
		FinishReason prose  `json:"finish_reason"`
	} `json:"choices"`
	Usage json.RawMessage `json:"usage"`
}

type words struct {
	Content          prose `json:"content"`
	Reasoning        prose `json:"reasoning"`
	ReasoningContent prose `json:"reasoning_content"`
}

// prose is a text that may come as a string, or as an array of parts of which those of type text count.
type prose string

// UnmarshalJSON implements json.Unmarshaler; what is no text is taken for an empty one.
func (p *prose) UnmarshalJSON(data []byte) error {
	var s string
	if json.Unmarshal(data, &s) == nil {
		*p = prose(s)
		return nil
	}
	var parts []struct{ Type, Text string }
	var b strings.Builder
	if json.Unmarshal(data, &parts) == nil {
		for _, part := range parts {
			if part.Type == "text" {
				b.WriteString(part.Text)
			}
		}
	}
	*p = prose(b.String())
	return nil
}

// read returns a chunk, or a whole answer, as a chunk of the first choice. A message counts only as long as there was no
// text: some servers repeat the whole text as a message at the end of a stream.
func (r *chunkReader) read(data []byte) ([]byte, error) {
	if f, ok := findFailure(data); ok {
		return nil, refusal(0, f)
	}
	var in dialect
	if err := json.Unmarshal(data, &in); err != nil {
		return nil, protocolError("it answered with data that is no chunk of an answer")
	}
	out := openai.ChatCompletionStreamResponse{Model: string(in.Model), Choices: []openai.ChatCompletionStreamChoice{}}
	if len(in.Choices) > 0 {
		choice := in.Choices[0]
		said := choice.Delta
		if said == nil && !r.wrote {
			said = choice.Message
		}
		out.Choices = append(out.Choices, r.choice(said, string(choice.FinishReason)))
	}
	// An odd report of the usage is no reason to lose an answer.
	var usage openai.Usage
	if len(in.Usage) > 0 && string(in.Usage) != "null" && json.Unmarshal(in.Usage, &usage) == nil {
		out.Usage = &usage
	}
	clean, err := json.Marshal(out)
	if err != nil {
		return nil, protocolError("it answered with an odd finish_reason")
	}
	return clean, nil
}

func (r *chunkReader) choice(said *words, finish string) openai.ChatCompletionStreamChoice {
	r.chosen = true
	out := openai.ChatCompletionStreamChoice{FinishReason: openai.FinishReason(finish)}
	if said == nil {
		return out
	}
	r.wrote = r.wrote || said.Content != ""
	out.Delta.Content = string(said.Content)
	out.Delta.ReasoningContent = string(said.ReasoningContent + said.Reasoning)
	return out
}
