// Language and colours: the reader's choice, else the browser's.
import { byId, label } from "./dom.js";
import { named, setLanguage, t } from "./words.js";

const THEMES = ["auto", "light", "dark"];
const listeners = [];

// Storage may be refused; then a choice lasts as long as the page.
const chosen = { lang: stored("lang"), theme: stored("theme") };

function stored(name) {
  try {
    return localStorage.getItem(`playground.${name}`);
  } catch {
    return null;
  }
}

function choose(name, value) {
  chosen[name] = value;
  try {
    localStorage.setItem(`playground.${name}`, value);
  } catch {
    // Nothing is lost but the memory of it.
  }
}

/** languageCode returns the language that is sent to the bot, for a browser's languages and a choice ("zh", "en" or nothing). */
export function languageCode(languages, choice) {
  const chinese = languages.find((language) => /^zh\b/i.test(language)) ?? "zh";
  const first = choice ?? (/^zh\b/i.test(languages[0] ?? "") ? "zh" : "en");
  if (first !== "zh") return "en";
  return /hant|-(tw|hk|mo)\b/i.test(chinese) ? "zh-hant" : "zh-hans";
}

/** lang returns the language that is sent to the bot. */
export const lang = () => languageCode(navigator.languages ?? [navigator.language], chosen.lang);

/** short returns the language whose edition of the article is shown first, "zh" or "en". */
export const short = () => lang().slice(0, 2);

/** onLanguage calls a listener after each change of language. */
export const onLanguage = (listener) => listeners.push(listener);

// Words stand in the page by their keys: as text, or as the name of a control.
function fillWords() {
  document.querySelectorAll("[data-word]").forEach((node) => { node.textContent = t(node.dataset.word); });
  document.querySelectorAll("[data-word-label]").forEach((node) => label(node, t(node.dataset.wordLabel)));
}

function applyLanguage() {
  setLanguage(lang());
  document.documentElement.lang = { "zh-hans": "zh-Hans", "zh-hant": "zh-Hant", en: "en" }[lang()];
  fillWords();
  const toggle = byId("lang-switch");
  toggle.textContent = short() === "zh" ? "EN" : "中";
  label(toggle, t("langSwitch"));
  applyTheme();
}

function applyTheme() {
  const theme = THEMES.includes(chosen.theme) ? chosen.theme : "auto";
  document.documentElement.dataset.theme = theme;
  label(byId("theme-switch"), t("theme", named("themes", theme)));
  return theme;
}

/** startSettings applies what was chosen and listens to the two buttons. */
export function startSettings() {
  applyLanguage();
  byId("lang-switch").addEventListener("click", () => {
    choose("lang", short() === "zh" ? "en" : "zh");
    applyLanguage();
    listeners.forEach((listener) => listener());
  });
  byId("theme-switch").addEventListener("click", () => {
    choose("theme", THEMES[(THEMES.indexOf(applyTheme()) + 1) % THEMES.length]);
    applyTheme();
  });
}
