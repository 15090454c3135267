// The list of messages of the chosen chat.
import { act } from "./act.js";
import { button, byId, el, languageOf } from "./dom.js";
import { createMessage, excerpt } from "./message.js";
import { t } from "./words.js";

// As far from the end as this, in pixels, one is still at the end.
const NEAR = 48;

/** createChat shows the messages. Actions are those of a message, and say(text), which sends one. */
export function createChat({ store, place, clock, actions }) {
  const log = byId("log");
  const list = byId("messages");
  const newest = byId("newest");
  const shown = new Map();
  const draft = createDraft(() => act("stop", place));
  const intro = el("section", { class: "intro", data: { testid: "intro" } });
  let following = true;

  const atEnd = () => log.scrollHeight - log.scrollTop - log.clientHeight < NEAR;
  const toEnd = () => { log.scrollTop = log.scrollHeight; };
  const bot = () => store.state.bot;

  function viewOf(message, fresh) {
    const own = message.from === place.person && !message.from_bot;
    const answered = message.reply_to ? store.message(place.chat, message.reply_to) : null;
    const quoted = !message.reply_to ? null : answered
      ? { id: answered.id, name: answered.name, text: excerpt(answered) }
      : { id: 0, name: t("replyTo"), text: t("replyGone") };
    return { own, fresh, quoted, name: place.isGroup && !own ? message.name : "", label: message.name };
  }

  function show(message, fresh) {
    if (!shown.has(message.id)) {
      const made = createMessage(place.chat, { ...actions, jump });
      shown.set(message.id, made);
      insert(made.node, message.id);
    }
    const item = shown.get(message.id);
    item.update(message, viewOf(message, fresh));
    item.clock(clock.of(place.chat, message.id));
  }

  // Messages come in order nearly always, so the place is looked for from the end.
  function insert(node, id) {
    let after = draft.node;
    while (after.previousElementSibling && Number(after.previousElementSibling.dataset.id) > id) after = after.previousElementSibling;
    list.insertBefore(node, after);
  }

  function jump(id) {
    const node = shown.get(id)?.node;
    node?.scrollIntoView({ block: "center" });
    node?.focus({ preventScroll: true });
  }

  function showIntro() {
    intro.hidden = shown.size > 0;
    if (intro.hidden) return;
    const text = place.isGroup ? t("groupHint", bot().username) : (bot().description || "").split("\n\n")[0];
    const press = place.isGroup ? button(t("mention"), () => actions.mention(), { class: "solid" })
      : button(t("start"), () => actions.say("/start"), { class: "solid", data: { testid: "start" } });
    const focused = intro.contains(document.activeElement);
    intro.replaceChildren(el("h2", { text: bot().name }), el("p", { text, lang: languageOf(text) }), press);
    if (focused) press.focus();
  }

  function showTyping() {
    byId("typing").classList.toggle("shown", store.typing(place.chat));
    byId("typing-text").textContent = t("typing", bot().name);
  }

  function finish(follow) {
    draft.show(store.draft(place.chat));
    showIntro();
    showTyping();
    if (follow) toEnd();
    following = follow;
    newest.hidden = follow || atEnd();
  }

  /** rebuild draws the chosen chat from nothing, and goes to its end unless it is told not to. */
  function rebuild(follow = true) {
    shown.clear();
    list.replaceChildren(intro, draft.node);
    store.messages(place.chat).forEach((message) => show(message, false));
    finish(follow);
  }

  /** relabel draws the chosen chat in another language, where the reader is. */
  function relabel() {
    const top = log.scrollTop;
    rebuild(following);
    if (!following) log.scrollTop = top;
  }

  function change({ id, changed, gone }) {
    if (id !== place.chat) return;
    const follow = following;
    gone.forEach((message) => {
      shown.get(message)?.node.remove();
      shown.delete(message);
    });
    changed.forEach(({ after }) => show(after, true));
    if (gone.length > 0) store.messages(id).filter((m) => gone.includes(m.reply_to)).forEach((m) => show(m, false));
    finish(follow);
  }

  log.addEventListener("scroll", () => {
    following = atEnd();
    newest.hidden = following;
  }, { passive: true });
  newest.addEventListener("click", () => {
    following = true;
    toEnd();
    newest.hidden = true;
  });
  new ResizeObserver(() => following && toEnd()).observe(log);
  new ResizeObserver(() => following && toEnd()).observe(list);
  return { rebuild, relabel, change, refresh: showIntro };
}

// The draft at the end of the list. Its button stays the same one while the text grows, so that it can be reached and pressed.
function createDraft(stop) {
  const words = el("div", { class: "body" });
  const key = button("", stop, { class: "key" });
  const keys = el("div", { class: "keyboard" }, el("div", { class: "keys" }, key));
  const node = el("article", { class: "message draft", "aria-busy": "true", data: { testid: "draft" } }, el("div", { class: "bubble" }, words), keys);

  function show(draft) {
    const left = node.contains(document.activeElement) && !draft?.can_stop;
    node.hidden = !draft;
    keys.hidden = !draft?.can_stop;
    key.textContent = t("stop");
    Object.assign(words, { textContent: draft?.text ?? "", lang: languageOf(draft?.text ?? "") });
    if (left) byId("field").focus();
  }
  return { node, show };
}
