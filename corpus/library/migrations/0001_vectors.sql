-- The vectors of articles' passages. The texts are not kept: their sources are read at every start, and a vector is found by
-- the hash of the text that it was made of. All sums are SHA-256 and found to be right before what they stand beside is used.

-- What one embedder made of a collection, such as the bot's articles.
CREATE TABLE generations (
	id          BIGINT PRIMARY KEY,
	collection  TEXT   NOT NULL,
	fingerprint TEXT   NOT NULL, -- the embedder's
	dimensions  BIGINT NOT NULL, -- of every vector
	sum         BYTEA  NOT NULL, -- of the three before
	state       TEXT   NOT NULL
		CHECK (state IN ('building', 'current', 'old')), -- old ones are on their way out
	touched     BIGINT NOT NULL  -- when it was last added to, in milliseconds since 1970
);

-- What is asked for is of one embedder, whoever builds at the same time.
CREATE UNIQUE INDEX generations_current ON generations (collection) WHERE state = 'current';
CREATE UNIQUE INDEX generations_building ON generations (collection, fingerprint) WHERE state = 'building';

-- The articles in force: those of which every passage has its vector.
CREATE TABLE articles (
	generation BIGINT NOT NULL REFERENCES generations (id),
	article    TEXT   NOT NULL,
	sum        BYTEA  NOT NULL, -- of its passages' texts
	PRIMARY KEY (generation, article)
);

-- Besides those of articles in force, the progress of what was interrupted.
CREATE TABLE passages (
	generation BIGINT NOT NULL REFERENCES generations (id),
	article    TEXT   NOT NULL,
	text       BYTEA  NOT NULL, -- the SHA-256 of what was embedded
	vector     BYTEA  NOT NULL, -- 32-bit floating-point numbers, little-endian
	sum        BYTEA  NOT NULL, -- of text, vector and the embedder's fingerprint
	PRIMARY KEY (generation, article, text)
);
