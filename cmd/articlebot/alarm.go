package main

import (
	"errors"
	"fmt"
	"sync"

	"articlebot/rag/llm"
)

// alarm tells the admins of models that fail in a way that only they can mend, once for each until the configuration
// changes.
type alarm struct {
	mu      sync.Mutex
	told    map[string]bool
	pending chan string
}

func newAlarm() *alarm {
	const most = 16 // models that may fail before the first notice is sent
	return &alarm{told: make(map[string]bool), pending: make(chan string, most)}
}

// failed is told of every model that did not answer.
func (a *alarm) failed(profile string, err error) {
	var failure *llm.Error
	if !errors.As(err, &failure) || !needsOperator(failure.Kind) {
		return
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	key := profile + " " + string(failure.Kind)
	if a.told[key] {
		return
	}
	a.told[key] = true
	select {
	case a.pending <- modelNotice(profile, failure):
	default:
	}
}

// needsOperator reports whether waiting does not help: the key, the account or the model's name is wrong.
func needsOperator(kind llm.Kind) bool {
	return kind == llm.KindAuth || kind == llm.KindQuota || kind == llm.KindModel
}

// modelNotice tells the admins what is wrong with a model. Errors of a model hold no secrets.
func modelNotice(profile string, err error) string {
	return fmt.Sprintf("模型 %s 无法使用，请处理。\nThe model %[1]s cannot be used and needs you.\n\n%v", profile, err)
}

// forget has failures told again.
func (a *alarm) forget() {
	a.mu.Lock()
	defer a.mu.Unlock()
	clear(a.told)
}
