import { words } from "/assets/words.js";
import { equal, test } from "./harness.js";

const shape = (value) =>
  typeof value === "function" ? `function of ${value.length}` : typeof value === "object"
    ? Object.fromEntries(Object.keys(value).sort().map((key) => [key, shape(value[key])])) : typeof value;

test("words: all languages have the same keys, of the same kinds", () => {
  for (const list of Object.values(words)) equal(shape(list), shape(words.en));
});

test("words: no sentence is empty", () => {
  for (const [language, list] of Object.entries(words)) {
    equal(Object.keys(list).filter((key) => list[key] === ""), [], language);
  }
});
