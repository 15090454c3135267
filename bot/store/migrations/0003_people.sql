-- What people are to the bot besides what the configuration says of them.

CREATE TABLE people (
	person BIGINT PRIMARY KEY,
	role   TEXT   NOT NULL CHECK (role IN ('owner')), -- owner: the admin who was paired
	at     BIGINT NOT NULL
);

-- There is one owner: this index, not the query that pairs, is what promises it.
CREATE UNIQUE INDEX people_owner ON people (role) WHERE role = 'owner';

-- Groups that have another id now than the one that the configuration may know.
CREATE TABLE moves (
	chat BIGINT PRIMARY KEY,
	now  BIGINT NOT NULL
);
