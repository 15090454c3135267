// The menu of commands above the field.
import { get } from "./api.js";
import { byId, el } from "./dom.js";
import { short } from "./settings.js";

/**
 * matching returns the commands that a text in the field may become: those that begin with it, then those that have it inside.
 * A text that is no beginning of a command has none.
 */
export function matching(commands, text) {
  const typed = /^\/([a-z0-9_]*)$/i.exec(text)?.[1].toLowerCase();
  if (typed === undefined) return [];
  const begin = commands.filter((c) => c.command.startsWith(typed));
  return [...begin, ...commands.filter((c) => !begin.includes(c) && c.command.includes(typed))];
}

// A bot that has just begun tells its commands a moment later.
const LATER = 400;

/** createMenu shows the commands that fit the field's text; pick(command) is called with the chosen one. */
export function createMenu({ place, field, pick }) {
  const node = byId("commands");
  const opener = byId("slash");
  let fitting = [];
  let at = 0;
  let asked = 0;

  function mark(next) {
    at = (next + fitting.length) % fitting.length;
    [...node.children].forEach((item, i) => item.setAttribute("aria-selected", String(i === at)));
    field.setAttribute("aria-activedescendant", node.children[at].id);
    node.children[at].scrollIntoView({ block: "nearest" });
  }

  function close() {
    asked++;
    fitting = [];
    node.hidden = true;
    node.replaceChildren();
    field.removeAttribute("aria-activedescendant");
    opener.setAttribute("aria-expanded", "false");
  }

  // A menu that is not open may be waiting for its commands.
  function closeIfOpen() {
    if (!node.hidden) close();
  }

  const option = (command, i) => el("div", {
    class: "command", role: "option", id: `command-${i}`, data: { command: command.command },
    on: { mousedown: (event) => event.preventDefault(), click: () => choose(i) },
  }, el("b", { text: `/${command.command}` }), el("span", { text: command.description }));

  function choose(i) {
    const command = fitting[i];
    close();
    pick(command.command);
  }

  // What the field holds may have changed while the commands came: only the newest call shows anything.
  async function refresh() {
    if (!field.value.startsWith("/") || /\s/.test(field.value)) return closeIfOpen();
    const call = ++asked;
    const { commands } = await get("/api/commands", { person: place.person, chat: place.chat, lang: short() }).catch(() => ({ commands: [] }));
    if (call !== asked) return;
    if (commands.length === 0) setTimeout(() => call === asked && refresh(), LATER);
    fitting = matching(commands, field.value);
    if (fitting.length === 0) return closeIfOpen();
    node.replaceChildren(...fitting.map(option));
    node.hidden = false;
    opener.setAttribute("aria-expanded", "true");
    mark(0);
  }

  /** key handles a key of the field; true when the menu took it. */
  function key(event) {
    // Whoever types fast is ahead of the menu: what is marked in it may not be meant any more.
    if (node.hidden || !matching(fitting, field.value).includes(fitting[at])) return false;
    switch (event.key) {
      case "ArrowDown": mark(at + 1); return true;
      case "ArrowUp": mark(at - 1); return true;
      case "Escape": close(); return true;
      case "Tab":
        if (event.shiftKey) return false;
        field.value = `/${fitting[at].command} `;
        close();
        return true;
      case "Enter": choose(at); return true;
    }
    return false;
  }
  return { refresh, close, key, get open() { return !node.hidden; } };
}
