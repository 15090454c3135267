package rag

import "context"

// Account says who is charged for a question: somebody in a chat. Either may be empty.
type Account struct{ Chat, User string }

// Ledger keeps what models cost. Any number of goroutines may use it.
type Ledger interface {
	// Affords reports whether the account may have a model asked once more. A question that is under way may overdraw it.
	Affords(ctx context.Context, a Account) bool
	// Charge enters what the models used for one answer, or for as much of it as there was time for: ctx may have ended.
	Charge(ctx context.Context, a Account, u Usage)
}
