// One message of the list: made once, then changed in place, so that what does not change is not drawn again.
import { photoURL } from "./api.js";
import { inSeconds } from "./clock.js";
import { button, el, languageOf } from "./dom.js";
import { isAnswer, keyboard } from "./keyboard.js";
import { same } from "./store.js";
import { carryOver, render } from "./text.js";
import { t } from "./words.js";

// A text that has not changed for this long is taken as whole, and read out.
const CALM = 1200;
const hour = (at) => new Date(at).toLocaleTimeString(document.documentElement.lang, { hour: "numeric", minute: "2-digit" });

// A quotation that is shown whole needs no button.
const folds = new ResizeObserver((entries) => entries.forEach(({ target }) => {
  const quote = target.parentNode;
  if (quote && !quote.classList.contains("open")) quote.classList.toggle("short", target.scrollHeight <= target.clientHeight + 2);
}));

/** excerpt returns the beginning of a message, for where it is quoted. */
export const excerpt = (message) => [...(message.text || message.caption || t("photo"))].slice(0, 160).join("");

/**
 * createMessage returns {node, update(message), clock(ms)}. Actions: press(message, key), mark(message, n), how(message),
 * reply(message), command(text), jump(id).
 */
export function createMessage(chat, actions) {
  const parts = {
    name: el("p", { class: "name" }), quote: el("div"), body: el("div", { class: "body" }),
    keys: el("div", { class: "keyboard" }), meta: el("div", { class: "meta" }),
  };
  const bubble = el("div", { class: "bubble" }, parts.name, parts.quote, parts.body);
  const node = el("article", { class: "message", tabindex: "-1", data: { testid: "message" } }, bubble, parts.keys, parts.meta);
  const clock = el("span", { class: "clock", title: t("clockTip"), data: { testid: "clock" } });
  let now = null;
  let calming = 0;

  function busy() {
    node.setAttribute("aria-busy", "true");
    clearTimeout(calming);
    calming = setTimeout(() => node.removeAttribute("aria-busy"), CALM);
  }

  function drawBody(message) {
    const options = message.from_bot ? { mark: (n) => actions.mark(now, n), command: actions.command } : {};
    const next = el("div", { class: "body", lang: languageOf(message.text || message.caption || "") });
    if (message.photo) next.append(picture(chat, message));
    next.append(render(message.text || message.caption || "", message.entities, options));
    carryOver(parts.body, next);
    parts.body.replaceWith(next);
    parts.body = next;
    next.querySelectorAll(".fold").forEach((fold) => folds.observe(fold));
  }

  function drawKeys(message) {
    const focused = [...parts.keys.querySelectorAll(".key")].indexOf(document.activeElement);
    parts.keys.replaceChildren(...keyboard(message.keyboard, (key) => actions.press(now, key)));
    if (focused >= 0) (parts.keys.querySelectorAll(".key")[focused] ?? node).focus();
  }

  const how = button(t("how"), () => actions.how(now), { class: "quiet-button", data: { testid: "how" } });
  const reply = button(t("reply"), () => actions.reply(now), { class: "quiet-button aside", data: { testid: "reply" } });
  const time = el("time");
  const edited = el("span", { text: t("edited") });
  parts.meta.append(time, edited, clock, how, reply);

  function update(message, view) {
    const before = now;
    now = message;
    node.dataset.id = message.id;
    node.dataset.from = message.from_bot ? "bot" : "person";
    node.classList.toggle("own", view.own);
    parts.name.textContent = view.name;
    parts.name.hidden = !view.name;
    node.setAttribute("aria-label", view.label);
    drawReply(parts.quote, view.quoted, actions.jump);
    if (!before || !sameText(before, message)) {
      drawBody(message);
      if (message.from_bot && view.fresh) busy();
    }
    if (!same(before?.keyboard ?? [], message.keyboard)) drawKeys(message);
    time.textContent = hour(message.at);
    edited.hidden = message.from_bot || !message.edits;
    how.hidden = !isAnswer(message);
  }

  function showClock(ms) {
    clock.textContent = ms === undefined ? "" : t("seconds", inSeconds(ms));
    clock.dataset.ms = ms ?? "";
  }
  return { node, update, clock: showClock };
}

const sameText = (a, b) =>
  a.text === b.text && a.caption === b.caption && same(a.entities, b.entities) && same(a.photo, b.photo) && (!b.photo || a.edits === b.edits);

function picture(chat, message) {
  const { width, height } = message.photo;
  return el("img", { class: "photo", src: photoURL(chat, message), width, height, alt: message.caption || t("photo") });
}

function drawReply(node, quoted, jump) {
  const text = quoted && `${quoted.name}\n${quoted.text}`;
  if (node.dataset.text === (text ?? "")) return;
  node.dataset.text = text ?? "";
  node.replaceChildren(...(quoted ? [el("button", { type: "button", class: "quoted", on: { click: () => jump(quoted.id) } },
    el("b", { text: quoted.name }), el("span", { text: quoted.text }))] : []));
}
