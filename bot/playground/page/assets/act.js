// What the chosen person does in the chosen chat.
import { post } from "./api.js";
import { failure } from "./notice.js";
import { lang } from "./settings.js";

// The server answers sooner, also to a press that the bot does not answer. Later than this the request has not got through: where many
// windows are open, a browser keeps the next one's back.
const TIMEOUT = 20_000;

/** act does something at a place, {person, chat}. The result is null where that fails, and a line says why. */
export async function act(what, { person, chat }, details = {}) {
  try {
    const told = await post(`/api/${what}`, { person, chat, lang: lang(), ...details }, { signal: AbortSignal.timeout(TIMEOUT) });
    failure();
    return told;
  } catch (error) {
    failure(error.message);
    return null;
  }
}
