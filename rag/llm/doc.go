// Package llm speaks with OpenAI-compatible servers: streaming chat and embeddings, with one retry rule, timeouts, and
// errors that say in one line what to do and never hold a key. It is the only package that knows go-openai.
//
// Its tests play every fault with a scripted server. To hold a real one to the same contract, be it Ollama's, llama.cpp's
// or any other, name it and ask for the live test, which says so when it finds no server:
//
//	OLLAMA_HOST=http://127.0.0.1:11434 go test -tags live -run Live -v ./rag/llm
package llm
