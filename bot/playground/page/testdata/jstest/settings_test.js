import { languageCode } from "/assets/settings.js";
import { equal, test } from "./harness.js";

for (const [languages, choice, want] of [
  [["en-US", "en"], null, "en"],
  [["zh-CN"], null, "zh-hans"],
  [["zh-TW", "en"], null, "zh-hant"],
  [["zh-Hant-HK"], null, "zh-hant"],
  [["de", "zh-TW"], null, "en"],
  [["de", "zh-TW"], "zh", "zh-hant"],
  [["en"], "zh", "zh-hans"],
  [["zh-CN"], "en", "en"],
]) {
  test(`settings: ${languages} with choice ${choice}`, () => equal(languageCode(languages, choice), want));
}
