// What the page says beside the chat: a line that passes, one that has to be closed, and what has failed.
import { byId } from "./dom.js";

const SHOWN_FOR = 4500;
let hiding = 0;

/** toast shows a line for a moment. */
export function toast(text) {
  const node = byId("toast");
  node.textContent = text;
  node.classList.add("shown");
  clearTimeout(hiding);
  hiding = setTimeout(() => node.classList.remove("shown"), SHOWN_FOR);
}

/** alertReader shows a text until it is closed. */
export function alertReader(text) {
  byId("alert-text").textContent = text;
  byId("alert").showModal();
}

/** failure says what has failed in a line of its own; without a text it is put away. */
export function failure(text = "", node = byId("failure")) {
  node.textContent = text;
  node.hidden = !text;
}

/** startNotices lets the alert be closed. */
export function startNotices() {
  byId("alert-close").addEventListener("click", () => byId("alert").close());
}
