-- Work, and what is remembered of chats. Times are milliseconds since 1970; "person" is a Telegram user.

CREATE TABLE updates (
	id       BIGINT PRIMARY KEY, -- Telegram's update_id
	seq      BIGINT NOT NULL,    -- grows with each batch: ids do not, Telegram may begin anew with lower ones
	chat     BIGINT NOT NULL,
	lane     BIGINT NOT NULL,    -- those of a lane are worked on one after the other: the chat's, or one beside it
	person   BIGINT NOT NULL,
	message  BIGINT NOT NULL,    -- the id, in its chat, of the message that it is or changes; 0 for none
	raw      BYTEA  NOT NULL,    -- as Telegram sent it; empty when the update is done and a day has passed
	state    TEXT   NOT NULL CHECK (state IN ('waiting', 'leased', 'parked', 'done')),
	attempts BIGINT NOT NULL,    -- claims that were not given back
	fence    BIGINT NOT NULL,    -- all claims: tells one lease from a later one
	worker   TEXT   NOT NULL,    -- who has or had the lease
	due      BIGINT NOT NULL,    -- waiting: not before this; leased: the end of the lease
	ended    BIGINT NOT NULL,    -- when it was parked or done
	told     BIGINT NOT NULL,    -- 1 when nobody needs to be told any more that it was parked
	reason   TEXT   NOT NULL,    -- of the last failure
	at       BIGINT NOT NULL,
	urgent   BIGINT NOT NULL,    -- 1 when no bound and no age keeps it from being worked on
	excess   BIGINT NOT NULL,    -- 1 when it is left out, and its person is to be told
	stopped  BIGINT NOT NULL     -- 1 when its person does not want it any more
);

-- One update of a lane at a time: this index, not the query that claims, is what promises it.
CREATE UNIQUE INDEX updates_leased ON updates (lane) WHERE state = 'leased';
-- What the claim reads of each waiting update, so that it runs past a flood from one chat without reading its rows.
CREATE INDEX updates_waiting ON updates (seq, id, lane, due) WHERE state = 'waiting';
CREATE INDEX updates_lane ON updates (lane, state, seq, id);
CREATE INDEX updates_chat ON updates (chat, state);
CREATE INDEX updates_message ON updates (chat, message) WHERE message <> 0;
-- Of whom how many wait.
CREATE INDEX updates_person ON updates (person, excess) WHERE state IN ('waiting', 'leased');
CREATE INDEX updates_done ON updates (ended) WHERE state = 'done';
CREATE INDEX updates_parked ON updates (ended) WHERE state = 'parked';
CREATE INDEX updates_seq ON updates (seq);

CREATE TABLE replies (
	update_id BIGINT PRIMARY KEY REFERENCES updates (id) ON DELETE CASCADE,
	state     TEXT   NOT NULL
		CHECK (state IN ('drafting', 'sending', 'placed', 'ready', 'done', 'refused', 'failed', 'expired')),
	sends     BIGINT NOT NULL, -- how many placeholders were sent
	began     BIGINT NOT NULL,
	final     TEXT   NOT NULL,
	reason    TEXT   NOT NULL
);

CREATE TABLE reply_parts (
	update_id BIGINT NOT NULL REFERENCES replies (update_id) ON DELETE CASCADE,
	part      BIGINT NOT NULL,
	sending   BIGINT NOT NULL, -- 1 when a placeholder may have been sent whose id is not known
	message   BIGINT NOT NULL, -- 0 when there is none
	content   TEXT   NOT NULL,
	rich      TEXT   NOT NULL, -- the same as a rich message; empty when there is only the content
	PRIMARY KEY (update_id, part)
);

CREATE TABLE chats (
	chat     BIGINT PRIMARY KEY,
	language TEXT NOT NULL,
	profile  TEXT NOT NULL
);

CREATE TABLE turns (
	chat     BIGINT NOT NULL,
	thread   BIGINT NOT NULL, -- the topic, 0 for none
	person   BIGINT NOT NULL,
	n        BIGINT NOT NULL,
	at       BIGINT NOT NULL,
	question TEXT   NOT NULL,
	answer   TEXT   NOT NULL,
	PRIMARY KEY (chat, thread, person, n)
);

CREATE TABLE usage (
	day        TEXT   NOT NULL,
	kind       TEXT   NOT NULL CHECK (kind IN ('total', 'user', 'chat', 'forgotten')), -- forgotten: a user, under an alias of that day
	id         TEXT   NOT NULL,
	answers    BIGINT NOT NULL,
	prompt     BIGINT NOT NULL,
	completion BIGINT NOT NULL,
	cost       DOUBLE PRECISION NOT NULL,
	PRIMARY KEY (day, kind, id)
);
