import { runAll } from "./harness.js";
import "./article_test.js";
import "./citations_test.js";
import "./clock_test.js";
import "./commands_test.js";
import "./settings_test.js";
import "./store_test.js";
import "./events_test.js";
import "./text_test.js";
import "./words_test.js";

await runAll();
