// Package llm speaks with OpenAI-compatible servers: streaming chat and embeddings, with one retry rule, timeouts, and
// errors that say in one line what to do and never hold a key. It is the only package that knows go-openai.
package llm
