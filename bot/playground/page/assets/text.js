// A text with its entities as nodes. Entities may nest and overlap; offsets count UTF-16 code units, as strings here do.
import { el, outward } from "./dom.js";
import { t } from "./words.js";

const BLOCKS = new Set(["blockquote", "expandable_blockquote", "pre"]);
const VERBATIM = new Set(["pre", "code", "text_link", "url", "bot_command"]);
// What stands outside of what over the same span: quotations, then code, links, and styles.
const ORDER = ["blockquote", "expandable_blockquote", "pre", "code", "text_link", "text_mention"];
const TAGS = { bold: "strong", italic: "em", underline: "u", strikethrough: "s", code: "code", blockquote: "blockquote", mention: "b", hashtag: "b" };
// What is found in plain text, as Telegram's own apps find it: marks of sources, addresses, and commands.
const FOUND = /\[(?<mark>\d{1,3})\]|(?<url>https?:\/\/[\w\-.~:/?#@!$&*+,;=%]*[\w/#=&~-])|(?<![\w/.:])(?<command>\/[a-z][a-z0-9_]{0,31})(?![\w/])/g;

const rank = ({ type }) => (ORDER.includes(type) ? ORDER.indexOf(type) : ORDER.length);
const isBlock = (entity) => BLOCKS.has(entity.type);

/** safeLink returns the address of a link that may be followed, or "": only http, https and tg. */
export function safeLink(address) {
  if (!address) return "";
  const whole = /^[a-z][a-z0-9+.-]*:/i.test(address) ? address : `https://${address}`;
  try {
    const url = new URL(whole);
    return ["http:", "https:", "tg:"].includes(url.protocol) ? url.href : "";
  } catch {
    return "";
  }
}

function usable(text, entities) {
  return entities
    .map((entity) => ({ ...entity, start: Math.max(0, entity.offset), end: Math.min(text.length, entity.offset + entity.length) }))
    .filter((entity) => entity.start < entity.end)
    .sort((a, b) => isBlock(b) - isBlock(a) || a.start - b.start || b.end - a.end || rank(a) - rank(b));
}

// pieces cuts a text where entities begin or end; each piece knows the entities around it, outermost first.
function pieces(text, entities) {
  const cuts = [...new Set([0, text.length, ...entities.flatMap((entity) => [entity.start, entity.end])])].sort((a, b) => a - b);
  return cuts.slice(1).map((end, i) => ({
    text: text.slice(cuts[i], end),
    around: entities.filter((entity) => entity.start <= cuts[i] && entity.end >= end),
  }));
}

function expandable(entity) {
  const fold = el("div", { class: "fold" });
  const toggle = el("button", { type: "button", class: "unfold", text: t("showAll"), "aria-expanded": "false" });
  toggle.addEventListener("click", () => unfold(toggle, toggle.getAttribute("aria-expanded") !== "true"));
  return { node: el("blockquote", { class: "quote" }, fold, toggle), inner: fold, entity };
}

// unfold opens or closes an expandable quotation by its button.
function unfold(toggle, open) {
  toggle.setAttribute("aria-expanded", String(open));
  toggle.textContent = t(open ? "showLess" : "showAll");
  toggle.parentNode.classList.toggle("open", open);
}

function spoiler(entity) {
  const inner = el("span", { inert: true });
  const cover = el("button", { type: "button", class: "spoiler", "aria-label": t("spoiler"), title: t("spoiler") }, inner);
  cover.addEventListener("click", () => {
    reveal(cover);
    inner.tabIndex = -1;
    inner.focus();
  });
  return { node: cover, inner, entity };
}

function block(entity, text) {
  const classes = /\p{Script=Han}/u.test(text) ? "pre han" : "pre";
  const inner = el("code", { class: entity.language ? `language-${entity.language}` : false });
  return { node: el("pre", { class: classes, tabindex: "0", role: "group", "aria-label": t("block") }, inner), inner, entity };
}

function link(entity, address) {
  const href = safeLink(address);
  const node = href ? outward(href) : el("span");
  return { node, inner: node, entity };
}

function open(entity, whole, options) {
  const text = whole.slice(entity.start, entity.end);
  switch (entity.type) {
    case "expandable_blockquote": return expandable(entity);
    case "spoiler": return spoiler(entity);
    case "pre": return block(entity, text);
    case "text_link": return link(entity, entity.url);
    case "url": return link(entity, entity.url || text);
    case "bot_command":
      if (!options.command) break;
      return plain(entity, el("button", { type: "button", class: "inline", on: { click: () => options.command(text) } }));
  }
  return plain(entity, el(TAGS[entity.type] ?? "span", { class: entity.type === "blockquote" ? "quote" : false }));
}

const plain = (entity, node) => ({ node, inner: node, entity });

function found({ mark, url, command }, text, options) {
  const press = (does, properties) => el("button", { type: "button", text, on: { click: does }, ...properties });
  const href = url && safeLink(url);
  if (href) return outward(href, { text });
  if (mark && options.mark) return press(() => options.mark(Number(mark)), { class: "cite", title: t("markTip", mark) });
  if (command && options.command) return press(() => options.command(command), { class: "inline" });
  return text;
}

// fill puts a text into a node, with what is found in it.
function fill(node, text, options) {
  let from = 0;
  for (const match of text.matchAll(FOUND)) {
    node.append(text.slice(from, match.index), found(match.groups, match[0], options));
    from = match.index + match[0].length;
  }
  node.append(text.slice(from));
}

/**
 * render returns a fragment. Options: mark(n), called when a [n] in the text is pressed; command(text), when a command in it is.
 * Without them these are text.
 */
export function render(text, entities, options = {}) {
  const fragment = document.createDocumentFragment();
  const stack = [];
  let afterBlock = false;
  for (const piece of pieces(text, usable(text, entities))) {
    const kept = piece.around.findIndex((entity, i) => stack[i]?.entity !== entity);
    const common = kept < 0 ? piece.around.length : kept;
    for (const left of stack.splice(common)) afterBlock ||= isBlock(left.entity);
    for (const entity of piece.around.slice(common)) {
      const opened = open(entity, text, options);
      (stack.at(-1)?.inner ?? fragment).append(opened.node);
      stack.push(opened);
      if (isBlock(entity)) afterBlock = false;
    }
    // The line end after a block is the block's own.
    const shown = afterBlock && piece.text.startsWith("\n") ? piece.text.slice(1) : piece.text;
    afterBlock = false;
    const target = stack.at(-1)?.inner ?? fragment;
    if (piece.around.some((entity) => VERBATIM.has(entity.type))) target.append(shown);
    else fill(target, shown, options);
  }
  return fragment;
}

/** carryOver opens in a new text what had been opened in the old one: quotations and spoilers, by their places. */
export function carryOver(before, after) {
  const toggles = after.querySelectorAll(".unfold");
  before.querySelectorAll(".unfold").forEach((toggle, i) => {
    if (toggle.getAttribute("aria-expanded") === "true" && toggles[i]) unfold(toggles[i], true);
  });
  const covers = after.querySelectorAll(".spoiler");
  before.querySelectorAll(".spoiler, .revealed").forEach((node, i) => {
    if (node.className === "revealed" && covers[i]) reveal(covers[i]);
  });
}

function reveal(cover) {
  const inner = cover.firstChild;
  inner.inert = false;
  inner.className = "revealed";
  cover.replaceWith(inner);
}
