// Inline buttons below a message.
import { el, outward } from "./dom.js";
import { safeLink } from "./text.js";

const MARK = /^\[(\d{1,3})\]$/;

/** markOf returns the number of a button that opens a citation, 0 for others. */
export const markOf = (key) => Number(MARK.exec(key.text)?.[1] ?? 0);

/** isAnswer tells whether a message is an answer to a question: it has citations to open or can be judged. */
export const isAnswer = (message) =>
  Boolean(message?.from_bot) && message.keyboard.flat().some((key) => markOf(key) > 0 || /^[👍👎]/u.test(key.text));

function keyNode(key, press) {
  const properties = { class: "key", text: key.text, data: { testid: "key" } };
  const href = key.url && safeLink(key.url);
  if (href) return outward(href, properties);
  const node = el("button", { ...properties, type: "button" });
  node.addEventListener("click", async () => {
    if (node.getAttribute("aria-busy") === "true") return;
    node.setAttribute("aria-busy", "true");
    await press(key);
    node.removeAttribute("aria-busy");
  });
  return node;
}

/** keyboard makes the rows of buttons; press(key) is called with the one that is pressed and settles when that is answered. */
export function keyboard(rows, press) {
  return rows.map((row) => el("div", { class: "keys" }, ...row.map((key) => keyNode(key, press))));
}
