-- What is counted of answers, of nobody in particular.

CREATE TABLE figures (
	day  TEXT   NOT NULL, -- as 2006-01-02
	name TEXT   NOT NULL,
	n    BIGINT NOT NULL, -- a number, or a sum of milliseconds
	PRIMARY KEY (day, name)
);
