// Starts the page: makes its parts and joins them.
import { act } from "./act.js";
import { createChat } from "./chat.js";
import { createClock } from "./clock.js";
import { createComposer } from "./composer.js";
import { byId } from "./dom.js";
import { startDrop } from "./drop.js";
import { follow, restUnseen } from "./events.js";
import { markOf } from "./keyboard.js";
import { createModel } from "./model.js";
import { alertReader, failure, startNotices, toast } from "./notice.js";
import { createPanel } from "./panel.js";
import { createPlace } from "./place.js";
import { lang, onLanguage, short, startSettings } from "./settings.js";
import { createStore } from "./store.js";
import { t } from "./words.js";

startSettings();
startNotices();
const store = createStore();
const clock = createClock();
const place = createPlace(store);
const panel = createPanel({ store, place, chooseFile: startDrop() });
const composer = createComposer({ store, place, clock });
const model = createModel({ store });
const chat = createChat({
  store, place, clock,
  actions: {
    press, say: composer.say, command: composer.say, reply: composer.reply, mention: composer.mention, how: panel.showTrace, mark: panel.showMark,
  },
});

// A button [n] asks the bot for the passage, as in Telegram, and shows it in the article besides.
async function press(message, key) {
  if (markOf(key)) panel.showMark(message, markOf(key));
  clock.press(place.chat, message.id);
  const told = await act("press", place, { message: message.id, data: key.data });
  if (told?.toast) (told.alert ? alertReader : toast)(told.toast);
}

function showTitle() {
  const { bot, article } = store.state;
  byId("bot-name").textContent = bot.name;
  const shown = article.titles.find((edition) => edition.lang === short()) ?? article.titles[0];
  Object.assign(byId("subject"), { textContent: shown.title, title: shown.title, lang: shown.lang });
  document.title = `${bot.name} · ${shown.title}`;
}

function showState() {
  showTitle();
  place.check();
  model.show();
  chat.refresh();
  composer.relabel();
  panel.refresh();
  performance.mark("usable");
}

place.onChange(() => {
  failure();
  composer.moved();
  chat.rebuild();
});
onLanguage(() => {
  showTitle();
  place.show();
  model.show();
  chat.relabel();
  composer.relabel();
  panel.relabel();
});
store.onChange((what, change) => {
  if (what === "state") return showState();
  const note = change.anew ? clock.missed : clock.saw;
  change.changed.forEach((pair) => note(change.id, pair));
  chat.change(change);
});
store.setState(JSON.parse(byId("state").textContent));
const stream = follow(store, (broken) => {
  byId("broken").hidden = !broken;
  byId("broken").textContent = broken ? t("retry") : "";
}, () => new EventSource(`/api/events?lang=${lang()}`));
onLanguage(stream.reopen); // the bot's texts come in the language of the stream
restUnseen(stream);
document.body.classList.remove("starting");
if (!matchMedia("(pointer: coarse)").matches) composer.focus();
