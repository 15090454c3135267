package main

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"time"
)

// ollama is where a local Ollama has OpenAI's interface unless it is told otherwise.
const ollama = "http://127.0.0.1:11434/v1"

// Limits of the list: whoever answers there is asked while somebody waits for a form.
const (
	localWait = 300 * time.Millisecond
	localMost = 1 << 20 // bytes
)

// localModels returns the names of the models of the server at a base address; none where nobody answers in time with a list.
func localModels(ctx context.Context, address string) []string {
	ctx, cancel := context.WithTimeout(ctx, localWait)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, address+"/models", http.NoBody)
	if err != nil {
		return nil
	}
	// A connection that is kept would be one more thing to end with the program.
	client := http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	response, err := client.Do(request)
	if err != nil {
		return nil
	}
	defer func() { _ = response.Body.Close() }()
	var list struct {
		Data []struct {
			ID string `json:"id"`
		} `json:"data"`
	}
	if response.StatusCode != http.StatusOK || json.NewDecoder(io.LimitReader(response.Body, localMost)).Decode(&list) != nil {
		return nil
	}
	var names []string
	for _, model := range list.Data {
		// Embedding models are listed too and cannot answer.
		if model.ID != "" && !strings.Contains(model.ID, "embed") {
			names = append(names, model.ID)
		}
	}
	return names
}
