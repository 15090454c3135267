// Requests to the page's server. Errors carry one line for the reader.
import { named, t } from "./words.js";

async function request(path, options) {
  let response;
  try {
    response = await fetch(path, options);
  } catch {
    throw new Error(t("unreachable"));
  }
  const body = await response.json().catch(() => ({}));
  if (!response.ok) throw Object.assign(new Error(problem(body, response)), { status: response.status });
  return body;
}

// What the page has no sentence for is said as the server says it.
const problem = ({ code, error }, { status, statusText }) => named("problems", code, error || `${status} ${statusText}`);

const withQuery = (path, query) => `${path}?${new URLSearchParams(query)}`;

/** get reads something. */
export const get = (path, query = {}) => request(withQuery(path, query));

/** post does something. Options are those of fetch. */
export const post = (path, body, options = {}) =>
  request(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body), ...options });

/** putArticle makes a text or a file the article that is asked; without a name, the first one again. */
export const putArticle = (name, text) =>
  request(name ? withQuery("/api/article", { name }) : "/api/article", {
    method: "POST", headers: { "Content-Type": "text/plain; charset=utf-8" }, body: text,
  });

/** photoURL is where the picture of a message is; edits make it another one. */
export const photoURL = (chat, message) => withQuery("/api/photo", { chat, message: message.id, v: message.edits ?? 0 });
