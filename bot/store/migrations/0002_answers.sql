-- Answers as they are needed after they were shown: for the buttons below them, and for what people thought of them.

CREATE TABLE answers (
	update_id BIGINT PRIMARY KEY, -- the update that was answered; its row goes sooner
	chat      BIGINT NOT NULL,
	person    BIGINT NOT NULL,
	at        BIGINT NOT NULL,
	message   BIGINT NOT NULL,    -- the message with the buttons; 0 when it is not known
	shown     BIGINT NOT NULL,    -- the message that shows a passage of it; 0 when there is none
	feedback  BIGINT NOT NULL CHECK (feedback IN (-1, 0, 1)),
	judged    BIGINT NOT NULL,    -- when the person thought so
	offer     BIGINT NOT NULL,    -- 1 when it only offers questions
	content   TEXT   NOT NULL     -- question, answer, passages and suggestions, as JSON
);

CREATE INDEX answers_dialogue ON answers (chat, person, at);
CREATE INDEX answers_at ON answers (at);

-- What the bot has drawn for itself.
CREATE TABLE secrets (
	name  TEXT PRIMARY KEY,
	value BYTEA NOT NULL
);

-- What would cost something to make again, such as questions that a model wrote.
CREATE TABLE memos (
	name    TEXT PRIMARY KEY,
	key     TEXT NOT NULL, -- of what it was made
	content TEXT NOT NULL
);
