import { matching } from "/assets/commands.js";
import { equal, test } from "./harness.js";

const commands = ["start", "sources", "ask", "compare"].map((command) => ({ command, description: "" }));
const names = (text) => matching(commands, text).map((c) => c.command);

for (const [text, want] of [
  ["/", ["start", "sources", "ask", "compare"]],
  ["/s", ["start", "sources", "ask"]],
  ["/SO", ["sources"]],
  ["/ask", ["ask"]],
  ["/ask why", []],
  ["ask", []],
  ["", []],
  ["//", []],
  ["/x", []],
]) {
  test(`commands: ${JSON.stringify(text)}`, () => equal(names(text), want));
}
