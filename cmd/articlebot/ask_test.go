package main

import (
	"encoding/json"
	"strings"
	"testing"

	"articlebot/rag"
)

func TestAskJSON(t *testing.T) {
	isolate(t)
	r := articlebot(t, "ask", "--json", "Who bought DeepMind, and when?")
	if r.code != 0 {
		t.Fatalf("code %d: %s", r.code, r.said)
	}
	var fields map[string]any
	if err := json.Unmarshal([]byte(r.out), &fields); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"question", "language", "kind", "answer", "refused", "answerer", "model", "citations", "timings_ms", "usage"} {
		if _, there := fields[name]; !there {
			t.Errorf("the object has no %q", name)
		}
	}
	var answer rag.Answer
	if err := json.Unmarshal([]byte(r.out), &answer); err != nil {
		t.Fatal(err)
	}
	if answer.Lang != "en" || answer.Refused || answer.Answerer != rag.Extractive || !strings.Contains(answer.Text, "2014") {
		t.Errorf("got %+v", answer)
	}
	if len(answer.Citations) == 0 {
		t.Error("the answer cites nothing")
	}
	for _, c := range answer.Citations {
		if !c.Verified || !strings.Contains(c.Text, c.Quote) || c.PassageID == "" || c.ArticleID != "openai-left-meta-right" {
			t.Errorf("citation %+v", c)
		}
	}
}

func TestAskWays(t *testing.T) {
	isolate(t)
	want := articlebot(t, "ask", "Is GPT-3 open source?").out
	ways := map[string]result{
		"words":                articlebot(t, "ask", "Is", "GPT-3", "open", "source?"),
		"standard input":       articlebotReading(t, "Is GPT-3 open source?\n", "ask"),
		"dash":                 articlebotReading(t, "Is GPT-3 open source?\n", "ask", "-"),
		"flags behind":         articlebot(t, "ask", "Is GPT-3 open source?", "--lang", "en"),
		"global flags before":  articlebot(t, "--log-level", "error", "ask", "Is GPT-3 open source?"),
		"question behind dash": articlebot(t, "ask", "--", "Is GPT-3 open source?"),
	}
	for name, got := range ways {
		if got.code != 0 || got.out != want {
			t.Errorf("%s: code %d, %q, %s", name, got.code, got.out, got.said)
		}
	}
	if zh := articlebot(t, "ask", "--lang", "zh", "Is GPT-3 open source?"); !strings.Contains(zh.out, "来源") {
		t.Errorf("--lang zh: %q", zh.out)
	}
}

func TestRefusalIsNoError(t *testing.T) {
	isolate(t)
	r := articlebot(t, "ask", "--json", "明天上海的机票多少钱?")
	if r.code != 0 || !strings.Contains(r.out, `"refused": true`) {
		t.Errorf("code %d: %s", r.code, r.out)
	}
}

func TestSearch(t *testing.T) {
	isolate(t)
	r := articlebot(t, "search", "--json", "-k", "3", "谁收购了DeepMind")
	var results []searchResult
	if err := json.Unmarshal([]byte(r.out), &results); err != nil {
		t.Fatal(err)
	}
	if len(results) != 3 || !strings.Contains(results[0].Text, "DeepMind") || len(results[0].Legs) != 2 {
		t.Errorf("got %+v", results)
	}
	if plain := articlebot(t, "search", "谁收购了DeepMind"); !strings.HasPrefix(plain.out, "1. lexical #1 ") {
		t.Errorf("got %q", plain.out)
	}
}
