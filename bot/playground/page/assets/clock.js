// How long answers take: from sending or pressing to the newest change of the bot's messages that follow. Knows nothing of the document.

/** createClock measures by now, which returns milliseconds. */
export function createClock(now = () => performance.now()) {
  const starts = new Map(); // of each chat, oldest first
  const spans = new Map(); // of each message: {start, ms}
  const key = (chat, message) => `${chat}/${message}`;

  function begin(chat, start) {
    const list = starts.get(chat) ?? [];
    list.push(start);
    starts.set(chat, list);
    return start;
  }

  const newest = (chat) => starts.get(chat)?.at(-1);
  const pressed = (chat, id) => starts.get(chat)?.findLast((start) => start.pressed === id);
  const asked = (chat, id) => id && starts.get(chat)?.findLast((start) => start.asked === id);

  const later = (a, b) => (a && (!b || a.at >= b.at) ? a : b);

  // A press on a message that only changes its buttons (a thumb up) does not start the message's time anew; a new text does.
  function startOf(chat, before, after) {
    const span = spans.get(key(chat, after.id));
    const question = asked(chat, after.reply_to);
    if (!before) return question || newest(chat);
    const cause = later(pressed(chat, after.id), question);
    if (!cause || cause.at <= (span?.start.at ?? -1)) return span?.start;
    return before.text !== after.text ? cause : undefined;
  }

  return {
    /** ask starts the time of a question; its message's id is set in the result when it is known. */
    ask: (chat) => begin(chat, { at: now(), asked: 0 }),
    press: (chat, message) => begin(chat, { at: now(), pressed: message }),
    /** saw notes a change of a message. */
    saw(chat, { before, after }) {
      const start = after.from_bot && startOf(chat, before, after);
      if (start) spans.set(key(chat, after.id), { start, ms: now() - start.at });
    },
    /** missed notes a change of a message at an unknown time. */
    missed: (chat, { after }) => spans.delete(key(chat, after.id)),
    /** of returns the time of a message in milliseconds, undefined where none was measured. */
    of: (chat, message) => spans.get(key(chat, message))?.ms,
  };
}

/** inSeconds writes milliseconds as seconds with three figures at most. */
export function inSeconds(ms) {
  const s = Math.max(ms / 1000, 0.01);
  return s < 10 ? s.toFixed(2) : s < 100 ? s.toFixed(1) : s.toFixed(0);
}
