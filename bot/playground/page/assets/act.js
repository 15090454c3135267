// What the chosen person does in the chosen chat.
import { post } from "./api.js";
import { failure } from "./notice.js";
import { lang } from "./settings.js";

/** act does something at a place, {person, chat}. The result is null where that fails, and a line says why. */
export async function act(what, { person, chat }, details = {}) {
  try {
    const told = await post(`/api/${what}`, { person, chat, lang: lang(), ...details });
    failure();
    return told;
  } catch (error) {
    failure(error.message);
    return null;
  }
}
