package llm

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math"
	"net/http"
	"strconv"
	"sync/atomic"
	"time"

	"github.com/sashabaranov/go-openai"
)

// Defaults of an Embedder. Ten texts are the most that DashScope takes at a time, the strictest server known.
const (
	DefaultBatch        = 10
	DefaultEmbedTimeout = 60 * time.Second
)

// EmbedOptions configure an Embedder; the fields that Options has too mean the same.
type EmbedOptions struct {
	// Name stands in errors and logs; empty means "embeddings".
	Name    string
	BaseURL string
	APIKey  string
	Model   string
	// Dimensions asks the server for vectors of that length and refuses others; 0 takes the model's own length.
	Dimensions int
	// Batch is how many texts go into a request, unless the server takes only fewer; 0 means DefaultBatch.
	Batch int
	// Timeout bounds a request; 0 means DefaultEmbedTimeout.
	Timeout   time.Duration
	Transport http.RoundTripper
	Logger    *slog.Logger
}

// Embedder makes vectors of texts on an OpenAI-compatible server. It may be used from several goroutines.
type Embedder struct {
	*endpoint
	asked   int
	batch   int
	timeout time.Duration
	// learnt is the length of the vectors, 0 as long as it is not known.
	learnt atomic.Int64
}

// NewEmbedder returns an embedder, or an error that says which option is wrong. It makes no request.
func NewEmbedder(o EmbedOptions) (*Embedder, error) {
	name := cmp.Or(o.Name, "embeddings")
	shared, err := newEndpoint(Options{
		Name: name, BaseURL: o.BaseURL, APIKey: o.APIKey, Model: o.Model, Transport: o.Transport, Logger: o.Logger,
	})
	if err == nil && (o.Dimensions < 0 || o.Batch < 0) {
		err = errors.New("dimensions and batch must not be negative")
	}
	if err != nil {
		return nil, fmt.Errorf("setting up %s: %w", name, err)
	}
	e := &Embedder{
		endpoint: shared,
		asked:    o.Dimensions,
		batch:    cmp.Or(o.Batch, DefaultBatch),
		timeout:  cmp.Or(o.Timeout, DefaultEmbedTimeout),
	}
	e.learnt.Store(int64(o.Dimensions))
	return e, nil
}

// Fingerprint is "endpoint:", the model and the length that was asked for, or "auto" when the model's own is taken. It
// does not change when the length becomes known, and names no server: the same model may be moved to another one.
func (e *Embedder) Fingerprint() string {
	length := "auto"
	if e.asked > 0 {
		length = strconv.Itoa(e.asked)
	}
	return "endpoint:" + e.model + ":" + length
}

// Dimensions is the length of the vectors: the one asked for, else that of the first answer, else 0.
func (e *Embedder) Dimensions() int { return int(e.learnt.Load()) }

// Embed returns a vector for each text, in order, or an *Error. Every vector has unit length, and all ever returned have the
// same number of dimensions.
func (e *Embedder) Embed(ctx context.Context, texts []string) ([][]float32, error) {
	vectors := make([][]float32, 0, len(texts))
	for len(texts) > 0 {
		n := min(e.batch, len(texts))
		part, err := e.embedHalves(ctx, texts[:n])
		if err != nil {
			return nil, err
		}
		vectors = append(vectors, part...)
		texts = texts[n:]
	}
	return vectors, nil
}

// embedHalves embeds a batch, by halves where that may be less than what the server refuses.
func (e *Embedder) embedHalves(ctx context.Context, texts []string) ([][]float32, error) {
	vectors, err := e.embedBatch(ctx, texts)
	half := len(texts) / 2
	if half == 0 || !mayBeTooMuch(err) {
		return vectors, err
	}
	first, err := e.embedHalves(ctx, texts[:half])
	if err != nil {
		return nil, err
	}
	second, err := e.embedHalves(ctx, texts[half:])
	if err != nil {
		return nil, err
	}
	return append(first, second...), nil
}

// mayBeTooMuch reports whether a server refused a batch for its length, or for a reason that it does not name: few name
// that one.
func mayBeTooMuch(err error) bool {
	var failed *Error
	return errors.As(err, &failed) && (failed.Kind == KindContext || failed.Kind == KindOther && failed.Status/100 == 4)
}

func (e *Embedder) embedBatch(ctx context.Context, texts []string) ([][]float32, error) {
	request := openai.EmbeddingRequestStrings{
		Input: texts, Model: openai.EmbeddingModel(e.model), Dimensions: e.asked,
	}
	var vectors [][]float32
	err := e.retry(ctx, func(ctx context.Context) (bool, error) {
		late := &Error{Kind: KindTimeout, Message: fmt.Sprintf("no answer within %v", e.timeout)}
		ctx, cancel := context.WithTimeoutCause(ctx, e.timeout, late)
		defer cancel()
		response, err := e.api.CreateEmbeddings(ctx, request)
		if err != nil {
			return false, diagnose(ctx, err)
		}
		vectors, err = inOrder(response.Data, len(texts))
		if err != nil {
			return false, err
		}
		return false, e.check(vectors)
	})
	return vectors, err
}

// inOrder sorts what a server answered to n texts by its index.
func inOrder(data []openai.Embedding, n int) ([][]float32, error) {
	if len(data) != n {
		return nil, protocolError("%d vectors for %d texts", len(data), n)
	}
	vectors := make([][]float32, n)
	for _, item := range data {
		if item.Index < 0 || item.Index >= n || vectors[item.Index] != nil {
			return nil, protocolError("the vectors are numbered wrongly; a batch size of 1 helps")
		}
		if len(item.Embedding) == 0 {
			return nil, protocolError("a vector is empty")
		}
		vectors[item.Index] = item.Embedding
	}
	return vectors, nil
}

// check brings the vectors to unit length and holds them to the known number of dimensions.
func (e *Embedder) check(vectors [][]float32) error {
	length := len(vectors[0])
	for _, v := range vectors {
		if len(v) != length {
			return protocolError("vectors of %d and of %d dimensions in one answer", length, len(v))
		}
		if !normalize(v) {
			return protocolError("a vector has no direction: it is zero or not finite")
		}
	}
	if !e.learnt.CompareAndSwap(0, int64(length)) && e.Dimensions() != length {
		return protocolError("vectors of %d dimensions instead of %d: another model or another setting; "+
			"correct the dimensions and build the index anew", length, e.Dimensions())
	}
	return nil
}

// normalize scales v to unit length, unless it has no direction.
func normalize(v []float32) bool {
	var sum float64
	for _, x := range v {
		sum += float64(x) * float64(x)
	}
	if sum == 0 || math.IsNaN(sum) || math.IsInf(sum, 0) {
		return false
	}
	norm := math.Sqrt(sum)
	for i, x := range v {
		v[i] = float32(float64(x) / norm)
	}
	return true
}
