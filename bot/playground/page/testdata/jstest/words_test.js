import { words } from "/assets/words.js";
import { equal, test } from "./harness.js";

const shape = (value) =>
  typeof value === "function" ? `function of ${value.length}` : typeof value === "object"
    ? Object.fromEntries(Object.keys(value).sort().map((key) => [key, shape(value[key])])) : typeof value;

test("words: all languages have the same keys, of the same kinds", () => {
  for (const list of Object.values(words)) equal(shape(list), shape(words.en));
});

test("words: no sentence is empty", () => {
  const blank = (list) => Object.entries(list).flatMap(([key, word]) => (typeof word === "object" ? blank(word) : word === "" ? [key] : []));
  for (const [language, list] of Object.entries(words)) equal(blank(list), [], language);
});
