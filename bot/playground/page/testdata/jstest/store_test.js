import { createStore } from "/assets/store.js";
import { equal, test } from "./harness.js";

const ids = (store, chat) => store.messages(chat).map((message) => message.id);

function recorded() {
  const store = createStore();
  const seen = [];
  store.onChange((what, change) => seen.push(what === "chat" ? { changed: change.changed.map((c) => c.after.id), gone: change.gone } : what));
  return { store, seen };
}

test("store: messages are kept by id, in order, and changed in place", () => {
  const { store, seen } = recorded();
  store.merge({ id: 1, messages: [{ id: 9, text: "b" }, { id: 3, text: "a" }] });
  store.merge({ id: 1, messages: [{ id: 3, text: "A" }] });
  equal(ids(store, 1), [3, 9]);
  equal(store.message(1, 3).text, "A");
  equal(seen, [{ changed: [9, 3], gone: [] }, { changed: [3], gone: [] }]);
});

test("store: what is gone is gone, and only once", () => {
  const { store, seen } = recorded();
  store.merge({ id: 1, messages: [{ id: 3 }, { id: 4 }] });
  store.merge({ id: 1, messages: [], gone: [3] });
  store.merge({ id: 1, gone: [3] });
  equal(ids(store, 1), [4]);
  equal(seen.slice(1), [{ changed: [], gone: [3] }, { changed: [], gone: [] }]);
});

test("store: drafts and typing are those of the last event", () => {
  const { store } = recorded();
  store.merge({ id: 1, draft: { text: "x", can_stop: true }, typing: true });
  equal([store.draft(1).text, store.typing(1)], ["x", true]);
  store.merge({ id: 1 });
  equal([store.draft(1), store.typing(1)], [null, false]);
});

test("store: after a reconnection the first event of a chat replaces it, and only what differs has changed", () => {
  const { store, seen } = recorded();
  store.merge({ id: 1, messages: [{ id: 3, text: "a" }, { id: 4, text: "b" }] });
  store.reopened();
  store.merge({ id: 1, messages: [{ id: 4, text: "b" }, { id: 5, text: "c" }] });
  equal(ids(store, 1), [4, 5]);
  equal(seen.at(-1), { changed: [5], gone: [3] });
  store.merge({ id: 1, messages: [{ id: 6, text: "d" }] });
  equal(ids(store, 1), [4, 5, 6]);
});

test("store: chats that a new stream does not tell of are emptied", () => {
  const { store } = recorded();
  store.merge({ id: 1, messages: [{ id: 3 }] });
  store.merge({ id: 2, messages: [{ id: 4 }] });
  store.reopened();
  store.merge({ id: 2, messages: [{ id: 4 }] });
  store.settled();
  equal([ids(store, 1), ids(store, 2)], [[], [4]]);
});
