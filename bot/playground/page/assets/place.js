// Where one writes and as whom: a private chat with its person, or the group as either.
import { button, byId, el } from "./dom.js";
import { t } from "./words.js";

/** createPlace keeps the chosen chat and person, and shows the two switches. */
export function createPlace(store) {
  const listeners = [];
  let chat = 0;
  let person = 0;

  const chats = () => store.state.chats;
  const people = () => store.state.people;
  const isGroup = (id = chat) => chats().find((c) => c.id === id)?.type !== "private";
  // A private chat has the id of its person, as in Telegram.
  const owner = (id) => people().find((p) => p.id === id)?.id;
  const title = (c) => people().find((p) => p.id === c.id)?.name || c.title || t("group");

  function go(nextChat, nextPerson) {
    chat = nextChat;
    person = owner(chat) ?? nextPerson ?? (person || people()[0]?.id || 0);
    show();
    listeners.forEach((listener) => listener());
  }

  function fill(node, list, now, press, name) {
    const focused = node.contains(document.activeElement);
    node.replaceChildren(...list.map((item) =>
      button(item.label, () => press(item.id), { data: { [name]: item.id }, "aria-pressed": String(item.id === now) })));
    if (focused) node.querySelector("[aria-pressed=true]")?.focus();
  }

  function show() {
    fill(byId("chat-switch"), chats().map((c) => ({ id: c.id, label: c.type === "private" ? title(c) : t("group") })), chat, (id) => go(id), "chat");
    const as = byId("person-switch");
    as.hidden = !isGroup();
    fill(as, people().map((p) => ({ id: p.id, label: p.name })), person, (id) => go(chat, id), "person");
    as.prepend(el("span", { class: "quiet", text: t("writeAs") }));
  }

  return {
    get chat() { return chat; },
    get person() { return person; },
    get isGroup() { return isGroup(); },
    go,
    show,
    onChange: (listener) => listeners.push(listener),
    /** check chooses the first chat where none is chosen or the chosen one is not there any more. */
    check() {
      if (chats().some((c) => c.id === chat)) return show();
      if (chats().length > 0) go(chats()[0].id);
    },
  };
}
