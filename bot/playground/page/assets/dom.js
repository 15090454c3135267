// Building nodes. The page takes no markup from strings: the policy requires trusted types, and texts stay texts.

/** byId returns the element of the page with an id. */
export const byId = (id) => document.getElementById(id);

/**
 * el makes an element. Properties are attributes, except: class, text, on ({event: listener}), data ({name: value}).
 * Attributes and children that are false, null or undefined are left out; true is the empty attribute. A child may be a list of them.
 */
export function el(tag, properties = {}, ...children) {
  const node = document.createElement(tag);
  const { class: className, text, on = {}, data = {}, ...attributes } = properties;
  if (className) node.className = className;
  if (text !== undefined) node.textContent = text;
  for (const [event, listener] of Object.entries(on)) node.addEventListener(event, listener);
  for (const [name, value] of Object.entries(data)) node.dataset[name] = value;
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) continue;
    node.setAttribute(name, value === true ? "" : value);
  }
  for (const child of children.flat()) if (child !== null && child !== undefined && child !== false) node.append(child);
  return node;
}

/** button makes a button with a text that does something. */
export const button = (text, press, properties = {}) => el("button", { type: "button", text, on: { click: press }, ...properties });

/** outward makes a link that leaves the page. */
export const outward = (href, properties, ...children) => el("a", { href, target: "_blank", rel: "noopener noreferrer", ...properties }, ...children);

/** languageOf guesses the language of a text for fonts and screen readers: "zh" when a good part of it is Han, else "en". */
export function languageOf(text) {
  const han = text.match(/\p{Script=Han}/gu)?.length ?? 0;
  const letters = text.match(/[A-Za-z]/g)?.length ?? 0;
  return han > 0 && han * 3 >= letters ? "zh" : "en";
}

/** label sets the name of a control, for screen readers and as a tip. */
export function label(node, text) {
  node.setAttribute("aria-label", text);
  if (node.tagName === "BUTTON") node.title = text;
}
