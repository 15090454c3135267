package bot

// simplify takes the rich form off a message after Telegram refused it, whatever the reason, and reports whether that was so. The
// classic form of the same is to be tried at once.
func (m *messenger) simplify(b *body, err error) bool {
	if b.rich == "" {
		return false
	}
	switch judge(err) {
	case malformed, tooLong, vanished, refused:
		m.log.Warn("Telegram does not take a rich message, showing the classic one", "err", err)
		m.rich.learn(err)
		b.rich = ""
		return true
	}
	return false
}
