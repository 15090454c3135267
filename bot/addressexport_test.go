package bot

// The pure text functions about the bot's name in a group, for the tests of the external package.
var (
	MentionOf   = mentionOf
	CutMentions = cutMentions
)
