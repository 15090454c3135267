package main

// row is a kind of fault and what is promised when it happens.
type row struct {
	id, fault, promise string
}

// rows are the faults that the program is tested with: T those of Telegram and the way to it, L those of language models, E those of
// embedding servers, M those of the machine, its disk and the process.
func rows() []row {
	return append(telegramRows(), append(modelRows(), machineRows()...)...)
}

func telegramRows() []row {
	return []row{
		{"T1", "429 with a time to wait", "nothing goes to that chat before; drafts are left out, the answer comes after"},
		{"T2", "429 without an error code, as uploads have it", "known by its time to wait"},
		{"T3", "502 pages, 500, empty bodies", "edits are repeated; messages only when they cannot have been sent"},
		{"T4", "connection lost after a message was accepted", "no answer stands twice; a placeholder may"},
		{"T5", "connection refused, no name service", "the bot waits longer each time, up to 30 s, and stays up, also at the start"},
		{"T6", "another poller", "one line a minute, and polling goes on when it is gone"},
		{"T7", "a webhook in the way", "it is removed once, and what waits is kept"},
		{"T8", "an update that comes again, or out of order", "one answer"},
		{"T9", "update ids that begin anew, lower", "they are taken like any other"},
		{"T10", "a poll that is cut off or never answered", "a new one within the timeout and 10 s"},
		{"T11", "an update that cannot be read", "it is parked with its JSON; the others are answered"},
		{"T12", "a question that brings the handler down", "two attempts, then it is parked, and its person told once"},
		{"T13", "blocked, deactivated, kicked, chat not found", "the model is stopped, nothing is repeated"},
		{"T14", "the message to edit is gone", "one fresh message"},
		{"T15", "not modified", "that is success"},
		{"T16", "formatting that Telegram does not take", "the same text, plain, at once"},
		{"T17", "reply target or topic not found", "without it"},
		{"T18", "a group that became a supergroup", "one repeat in the new chat"},
		{"T19", "a button pressed too long ago", "the press is not answered, its work is done"},
		{"T20", "a token that is not accepted", "the program ends and says so, without the token"},
		{"T21", "an accepted message whose result cannot be read", "its id is found all the same"},
		{"T22", "ten thousand updates at once", "all are taken first; what is too old gets one notice a chat"},
		{"T23", "one person who floods the bot", "a bound, one notice, and nobody else waits longer"},
	}
}

func modelRows() []row {
	return []row{
		{"L1", "a key that is refused, an account without money", "no repeat; the admins are told once; the key is never shown"},
		{"L2", "a model that is not there", "no repeat; the next profile answers; the admins are told"},
		{"L3", "429 with a time to wait, in three spellings", "it is waited for if it is short enough, else the next profile answers"},
		{"L4", "5xx, connection refused", "three attempts at most, and few overall"},
		{"L5", "a model that keeps failing", "it is left alone for 30 s, then tried once"},
		{"L6", "a slow first word", "a limit, then the next profile"},
		{"L7", "silence in the middle", "a limit"},
		{"L8", "a connection that breaks in the middle, at any byte", "another try that replaces the text, else what there is, marked as cut off"},
		{"L9", "a stream that ends without its end", "never taken for complete"},
		{"L10", "a stream without its last line", "complete all the same"},
		{"L11", "HTML, broken JSON, odd lines, lines without end", "an error, in bounded memory"},
		{"L12", "an error in the middle of a stream, in five shapes", "known for one"},
		{"L13", "chunks without choices", "they do no harm; usage is counted"},
		{"L14", "an empty answer, or only thoughts", "one more try, then the article's own sentences"},
		{"L15", "an answer cut by its length", "kept and marked"},
		{"L16", "refused for its content", "no repeat there; the article's own sentences"},
		{"L17", "a prompt that is too long, in many wordings", "a shorter one, once"},
		{"L18", "a prompt that the server cuts silently", "noticed by its count of tokens"},
		{"L19", "an end for a reason that nobody knows", "a failure that may be repeated"},
		{"L20", "thoughts in the answer, however they are cut", "never shown"},
		{"L21", "a whole answer where a stream was asked for", "taken"},
		{"E1", "an embedding server that is down", "questions are answered by the words; indexing goes on later"},
		{"E2", "another embedding model or dimension", "never mixed with the vectors that there are"},
		{"E3", "vectors that are none", "refused before they are stored"},
		{"E4", "half of a batch that fails", "the article stays as it was until all of it is there"},
		{"E5", "a batch or a text that is too long for the server", "smaller batches"},
	}
}

func machineRows() []row {
	return []row{
		{"M1", "killed at any moment", "nothing lost, nothing twice, in order"},
		{"M2", "power lost", "what Telegram was told is stored is on disk"},
		{"M3", "a file that is cut, damaged or another one", "set aside, and what can be made anew is"},
		{"M4", "a full disk, a disk that fails", "Telegram keeps what comes; it goes on by itself"},
		{"M5", "a broken configuration", "refused at the start with its line; a reload keeps the one before"},
		{"M6", "asked to stop", "answers under way are finished within 10 s, the others after the next start"},
		{"M7", "a clock that jumps", "leases and waits count on"},
		{"M8", "little memory, few file handles", "queues are bounded"},
		{"M9", "two processes on one folder", "the second does not start"},
		{"M10", "a file that hangs or kills its reader", "the bot reads no files that people send"},
		{"M11", "killed before an answer could be confirmed", "no second one"},
		{"M12", "work that outlives its lease", "the lease is extended; nobody else works on it"},
		{"M13", "attempts used up", "parked with its JSON, its person told once"},
		{"M14", "a damaged page of the database", "the bot starts, says what is lost, and never shows a changed text"},
	}
}
