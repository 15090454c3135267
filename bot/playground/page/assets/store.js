// What the server has told: the state, and the chats with their messages. Knows nothing of the document.

const empty = (id) => ({ id, messages: new Map(), draft: null, typing: false });

/** same tells whether two values are the same as JSON. */
export const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);

/**
 * createStore keeps what events tell. Listeners get ("state", state) or ("chat", {id, changed: [{before, after}], gone: [id], anew}),
 * where only messages that differ from what was known are in changed, and anew says that they may have changed before, unseen.
 */
export function createStore() {
  const listeners = [];
  const chats = new Map();
  const stale = new Set();
  let state = null;

  const tell = (what, change) => listeners.forEach((listener) => listener(what, change));
  const at = (id) => {
    if (!chats.has(id)) chats.set(id, empty(id));
    return chats.get(id);
  };

  // After a reconnection the first event of a chat has all of its messages: what is missing in it is gone.
  function missing(chat, messages) {
    if (!stale.delete(chat.id)) return [];
    const there = new Set(messages.map((message) => message.id));
    return [...chat.messages.keys()].filter((id) => !there.has(id));
  }

  function merge(event) {
    const chat = at(event.id);
    const messages = event.messages ?? [];
    const anew = stale.has(event.id);
    const gone = [...(event.gone ?? []), ...missing(chat, messages)].filter((id) => chat.messages.delete(id));
    const changed = [];
    for (const after of messages) {
      const before = chat.messages.get(after.id);
      if (before && same(before, after)) continue;
      chat.messages.set(after.id, after);
      changed.push({ before, after });
    }
    chat.draft = event.draft ?? null;
    chat.typing = Boolean(event.typing);
    tell("chat", { id: chat.id, changed, gone, anew });
  }

  return {
    onChange: (listener) => listeners.push(listener),
    get state() { return state; },
    setState(next) {
      if (same(next, state)) return;
      state = next;
      tell("state", state);
    },
    merge,
    /** reopened says that the stream of events has begun anew. */
    reopened: () => chats.forEach((_, id) => stale.add(id)),
    /** settled empties the chats that the stream has not told of since it began anew. */
    settled: () => [...stale].forEach((id) => merge({ id })),
    /** messages returns those of a chat, oldest first. */
    messages: (id) => [...at(id).messages.values()].sort((a, b) => a.id - b.id),
    message: (id, message) => at(id).messages.get(message),
    draft: (id) => at(id).draft,
    typing: (id) => at(id).typing,
  };
}
