import { createClock, inSeconds } from "/assets/clock.js";
import { equal, test } from "./harness.js";

function setUp() {
  let now = 1000;
  return { clock: createClock(() => now), pass: (ms) => { now += ms; } };
}
const answer = (id, text, more = {}) => ({ id, from_bot: true, text, ...more });

test("clock: a question's time goes on to the newest change of its answer", () => {
  const { clock, pass } = setUp();
  clock.ask(1);
  pass(40);
  const first = answer(5, "a");
  clock.saw(1, { before: undefined, after: first });
  equal(clock.of(1, 5), 40);
  pass(60);
  clock.saw(1, { before: first, after: answer(5, "ab") });
  equal(clock.of(1, 5), 100);
});

test("clock: an answer that names its question has that one's time", () => {
  const { clock, pass } = setUp();
  clock.ask(1).asked = 4;
  pass(500);
  clock.ask(1).asked = 6;
  pass(10);
  clock.saw(1, { after: answer(7, "to the first", { reply_to: 4 }) });
  clock.saw(1, { after: answer(8, "to the second", { reply_to: 6 }) });
  equal([clock.of(1, 7), clock.of(1, 8)], [510, 10]);
});

test("clock: a press that changes only buttons leaves the answer's time", () => {
  const { clock, pass } = setUp();
  clock.ask(1);
  pass(20);
  const told = answer(5, "a", { keyboard: [] });
  clock.saw(1, { after: told });
  pass(9000);
  clock.press(1, 5);
  clock.saw(1, { before: told, after: answer(5, "a", { keyboard: [[{ text: "👍 ✓" }]] }) });
  equal(clock.of(1, 5), 20);
  pass(30);
  clock.saw(1, { before: told, after: answer(5, "another text") });
  equal(clock.of(1, 5), 30);
});

test("clock: people's messages, other chats and what was there before have none", () => {
  const { clock } = setUp();
  clock.ask(1);
  clock.saw(1, { after: { id: 3, from_bot: false, text: "q" } });
  clock.saw(2, { after: answer(4, "a") });
  clock.saw(1, { before: answer(2, "a"), after: answer(2, "b") });
  equal([clock.of(1, 3), clock.of(2, 4), clock.of(1, 2)], [undefined, undefined, undefined]);
});

test("clock: a change that came unseen has no time", () => {
  const { clock, pass } = setUp();
  clock.ask(1);
  pass(20);
  const first = answer(5, "a");
  clock.saw(1, { after: first });
  clock.missed(1, { before: first, after: answer(5, "ab") });
  equal(clock.of(1, 5), undefined);
});

test("clock: three figures at most", () => equal([0.2, 41, 1234, 12345, 123456].map(inSeconds), ["0.01", "0.04", "1.23", "12.3", "123"]));
