// What the page says beside the chat: a line that passes, one that has to be closed, and what has failed.
import { byId } from "./dom.js";

const SHOWN_FOR = 4500;
let hiding = 0;

// While the panel covers the chat, what is to be read stands in the panel.
const inSight = (name) => byId(byId("talk").inert ? `panel-${name}` : name);

/** toast shows a line for a moment. */
export function toast(text) {
  const node = inSight("toast");
  node.textContent = text;
  node.classList.add("shown");
  clearTimeout(hiding);
  hiding = setTimeout(hideToasts, SHOWN_FOR);
}

const hideToasts = () => document.querySelectorAll(".toast").forEach((node) => node.classList.remove("shown"));

/** alertReader shows a text until it is closed. */
export function alertReader(text) {
  byId("alert-text").textContent = text;
  byId("alert").showModal();
}

/** failureIn says in a line what has failed; without a text the line is put away. */
export function failureIn(line, text = "") {
  line.textContent = text;
  line.hidden = !text;
}

/** failure says what has failed where the reader looks; without a text that is put away. */
export function failure(text = "") {
  failureIn(byId("failure"));
  failureIn(byId("panel-failure"));
  if (text) failureIn(inSight("failure"), text);
}

/** startNotices lets the alert be closed. */
export function startNotices() {
  byId("alert-close").addEventListener("click", () => byId("alert").close());
}
