import { carryOver, render, safeLink } from "/assets/text.js";
import { equal, test } from "./harness.js";

// shape writes nodes as tags around texts, with classes left out.
function shape(node) {
  if (node.nodeType === Node.TEXT_NODE) return node.data;
  const inner = [...node.childNodes].map(shape).join("");
  return node.localName ? `<${node.localName}>${inner}</${node.localName}>` : inner;
}

const entity = (type, offset, length, more = {}) => ({ type, offset, length, ...more });
const b = (offset, length) => entity("bold", offset, length);
const i = (offset, length) => entity("italic", offset, length);

for (const [name, text, entities, want] of [
  ["nothing", "plain", [], "plain"],
  ["markup is text", "<b>&amp;", [], "<b>&amp;"],
  ["nested", "abcdef", [b(0, 6), i(2, 2)], "<strong>ab<em>cd</em>ef</strong>"],
  ["same span", "ab", [i(0, 2), b(0, 2)], "<em><strong>ab</strong></em>"],
  ["overlapping", "abcdef", [b(0, 4), i(2, 4)], "<strong>ab<em>cd</em></strong><em>ef</em>"],
  ["neighbours", "abcd", [b(0, 2), b(2, 2)], "<strong>ab</strong><strong>cd</strong>"],
  ["offsets after an emoji are UTF-16", "😀ab", [b(2, 1)], "😀<strong>a</strong>b"],
  ["an emoji is marked whole", "a👍🏽b", [b(1, 4)], "a<strong>👍🏽</strong>b"],
  ["Chinese", "谷歌成立", [b(2, 2)], "谷歌<strong>成立</strong>"],
  ["past the end", "ab", [b(1, 9), i(7, 2)], "a<strong>b</strong>"],
  ["no length", "ab", [b(1, 0)], "ab"],
  ["unknown type", "ab", [entity("cashtag", 0, 2)], "<span>ab</span>"],
  ["quotation takes its line end", "a\nq\n\nb", [entity("blockquote", 2, 1)], "a\n<blockquote>q</blockquote>\nb"],
  ["quotation outside of what begins before it", "abcd", [b(0, 4), entity("blockquote", 2, 2)],
    "<strong>ab</strong><blockquote><strong>cd</strong></blockquote>"],
  ["pre", "x y", [entity("pre", 0, 3)], "<pre><code>x y</code></pre>"],
]) {
  test(`text: ${name}`, () => equal(shape(render(text, entities)), want));
}

test("text: expandable quotations open and close by a button", () => {
  const quote = render("long text", [entity("expandable_blockquote", 0, 9)]).firstChild;
  const toggle = quote.querySelector("button");
  toggle.click();
  equal([toggle.getAttribute("aria-expanded"), quote.classList.contains("open")], ["true", true]);
  toggle.click();
  equal([toggle.getAttribute("aria-expanded"), quote.classList.contains("open")], ["false", false]);
});

test("text: spoilers are out of reach until their button is pressed", () => {
  const holder = document.createElement("div");
  holder.append(render("a secret", [entity("spoiler", 2, 6)]));
  const cover = holder.querySelector("button");
  equal([cover.firstChild.inert, cover.getAttribute("aria-label") !== ""], [true, true]);
  cover.click();
  equal([holder.querySelector("button"), holder.textContent], [null, "a secret"]);
});

test("text: what was opened stays open when the text changes", () => {
  const entities = [entity("expandable_blockquote", 0, 2), entity("spoiler", 3, 2)];
  const [before, after] = ["ab cd", "ab cd more"].map((text) => {
    const node = document.createElement("div");
    node.append(render(text, entities));
    return node;
  });
  before.querySelectorAll("button").forEach((button) => button.click());
  carryOver(before, after);
  equal([after.querySelector(".unfold").getAttribute("aria-expanded"), after.querySelectorAll(".spoiler").length], ["true", 0]);
});

for (const [address, want] of [
  ["https://example.org/a?b=1", "https://example.org/a?b=1"],
  ["http://example.org", "http://example.org/"],
  ["tg://resolve?domain=x", "tg://resolve?domain=x"],
  ["example.org/a", "https://example.org/a"],
  ["javascript:alert(1)", ""],
  ["JaVaScRiPt:alert(1)", ""],
  ["data:text/html,x", ""],
  ["file:///etc/passwd", ""],
  ["", ""],
]) {
  test(`text: link ${JSON.stringify(address)}`, () => equal(safeLink(address), want));
}

test("text: a link that may not be followed is text", () =>
  equal(shape(render("ab", [entity("text_link", 0, 2, { url: "javascript:alert(1)" })])), "<span>ab</span>"));

test("text: links open elsewhere and know nothing of this page", () => {
  const link = render("ab", [entity("text_link", 0, 2, { url: "https://example.org/" })]).firstChild;
  equal([link.href, link.target, link.rel], ["https://example.org/", "_blank", "noopener noreferrer"]);
});

test("text: marks are buttons where there is something to open", () => {
  const pressed = [];
  const node = document.createElement("div");
  node.append(render("One.[1] Two.[12][3] [x] [1234]", [b(0, 4)], { mark: (n) => pressed.push(n) }));
  node.querySelectorAll("button").forEach((button) => button.click());
  equal([pressed, node.textContent], [[1, 12, 3], "One.[1] Two.[12][3] [x] [1234]"]);
  equal(shape(render("One.[1]", [])), "One.[1]");
});

test("text: no marks in code, tables and links", () => {
  for (const type of ["code", "pre", "text_link"]) {
    const made = render("a[1]", [entity(type, 0, 4, { url: "https://example.org" })], { mark: () => {} });
    equal(made.querySelectorAll("button").length, 0, type);
  }
});

test("text: commands can be pressed", () => {
  const said = [];
  render("see /help", [entity("bot_command", 4, 5)], { command: (text) => said.push(text) }).querySelector("button").click();
  equal(said, ["/help"]);
});

for (const [text, want] of [
  ["see https://example.org/a.", "see <a>https://example.org/a</a>."],
  ["见 https://example.org/a。然后", "见 <a>https://example.org/a</a>。然后"],
  ["try /help, or 发送/start", "try <button>/help</button>, or 发送<button>/start</button>"],
  ["and/or 3/4 /etc/passwd", "and/or 3/4 /etc/passwd"],
]) {
  test(`text: found in ${text}`, () => equal(shape(render(text, [], { command: () => {} })), want));
}
