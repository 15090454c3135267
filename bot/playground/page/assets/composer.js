// The field below the chat: writing, replying, editing.
import { act } from "./act.js";
import { byId } from "./dom.js";
import { createMenu } from "./commands.js";
import { excerpt } from "./message.js";
import { t } from "./words.js";

const MOST_ROWS = 7;

/** createComposer sends what is written to the chosen chat as the chosen person. */
export function createComposer({ store, place, clock }) {
  const field = byId("field");
  const menu = createMenu({ place, field, pick });
  const drafts = new Map(); // what is written but not sent, of each chat: {text, about}
  let about = null; // {edit: message} or {reply: message}
  let last = 0;

  function showAbout() {
    byId("about").hidden = !about;
    if (!about) return;
    const message = about.edit ?? about.reply;
    byId("about-what").textContent = about.edit ? t("editing") : `${t("replyTo")} ${message.name}`;
    byId("about-text").textContent = excerpt(message);
  }

  function setAbout(next) {
    about = next;
    showAbout();
    field.focus();
  }

  function cancel() {
    if (about?.edit) write("");
    setAbout(null);
  }

  // Browsers that cannot size a field by its content get rows for the lines that were broken by hand.
  function fit() {
    if (!CSS.supports("field-sizing", "content")) field.rows = Math.min(field.value.split("\n").length, MOST_ROWS);
    byId("send").classList.toggle("ready", field.value.trim() !== "");
  }

  function write(text) {
    field.value = text;
    field.setSelectionRange(text.length, text.length);
    fit();
  }

  /** say sends a text; false where that fails. */
  async function say(text, replyTo = 0) {
    const start = clock.ask(place.chat);
    const said = await act("say", place, { text, reply_to: replyTo });
    start.asked = said?.id ?? 0;
    return said !== null;
  }

  async function change(message, text) {
    clock.ask(place.chat).asked = message.id;
    return await act("edit", place, { message: message.id, text }) !== null;
  }

  // What could not be sent comes back to the field of its chat, above what has been written since.
  async function send() {
    const text = field.value.trim();
    if (!text) return;
    const was = about;
    const at = place.chat;
    menu.close();
    write("");
    about = null;
    showAbout();
    const sent = await (was?.edit ? change(was.edit, text) : say(text, was?.reply?.id ?? 0));
    if (sent) return;
    const back = (since) => [text, since].filter(Boolean).join("\n");
    if (at !== place.chat) {
      const since = drafts.get(at);
      return void drafts.set(at, { text: back(since?.text), about: since?.about ?? was });
    }
    about ??= was;
    showAbout();
    write(back(field.value));
  }

  // In a group a command names its bot, as Telegram's own menu does.
  function pick(command) {
    write("");
    say(place.isGroup ? `/${command}@${store.state.bot.username}` : `/${command}`);
    field.focus();
  }

  function editLast() {
    const message = store.messages(place.chat).findLast((m) => !m.from_bot && m.from === place.person);
    if (!message) return;
    setAbout({ edit: message });
    write(message.text);
  }

  function onKey(event) {
    // A word is still being put together by an input method: its Enter is not ours.
    if (event.isComposing || event.keyCode === 229) return;
    if (menu.key(event)) return event.preventDefault();
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      send();
    } else if (event.key === "ArrowUp" && !field.value && !about) {
      event.preventDefault();
      editLast();
    } else if (event.key === "Escape" && about) {
      event.stopPropagation();
      cancel();
    }
  }

  function relabel() {
    field.placeholder = place.isGroup ? t("placeholderGroup", store.state.bot.username) : t("placeholder");
    showAbout();
  }

  field.addEventListener("keydown", onKey);
  field.addEventListener("input", () => {
    fit();
    menu.refresh();
  });
  field.addEventListener("blur", () => menu.close());
  byId("composer").addEventListener("submit", (event) => {
    event.preventDefault();
    send();
    field.focus();
  });
  byId("about-cancel").addEventListener("click", cancel);
  byId("slash").addEventListener("mousedown", (event) => event.preventDefault());
  byId("slash").addEventListener("click", () => {
    if (menu.open) return menu.close();
    if (!field.value) write("/");
    field.focus();
    menu.refresh();
  });

  return {
    say,
    relabel,
    focus: () => field.focus(),
    reply: (message) => setAbout({ reply: message }),
    mention() {
      write(`@${store.state.bot.username} `);
      field.focus();
    },
    /** moved keeps what was written in the chat that is left, and brings back what was in the one that is entered. */
    moved() {
      if (place.chat !== last) {
        drafts.set(last, { text: field.value, about });
        last = place.chat;
        const draft = drafts.get(last);
        about = draft?.about ?? null;
        write(draft?.text ?? "");
        menu.close();
      }
      relabel();
    },
  };
}
