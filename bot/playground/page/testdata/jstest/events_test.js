import { follow } from "/assets/events.js";
import { createStore } from "/assets/store.js";
import { equal, test } from "./harness.js";

class Source extends EventTarget {
  closed = false;
  close() { this.closed = true; }
  tell(type, data) { this.dispatchEvent(new MessageEvent(type, { data: JSON.stringify(data) })); }
}

test("events: a broken stream is closed, told of, and opened again", async () => {
  const sources = [];
  const broken = [];
  const store = createStore();
  const opened = Promise.withResolvers();
  follow(store, (now) => broken.push(now), () => {
    sources.push(new Source());
    if (sources.length === 2) opened.resolve();
    return sources.at(-1);
  });
  sources[0].dispatchEvent(new Event("open"));
  sources[0].tell("state", { bot: { name: "b" } });
  sources[0].tell("chat", { id: 1, messages: [{ id: 2 }, { id: 3 }] });
  sources[0].dispatchEvent(new Event("error"));
  await opened.promise;
  sources[1].dispatchEvent(new Event("open"));
  sources[1].tell("chat", { id: 1, messages: [{ id: 3 }] });
  equal(store.state.bot.name, "b");
  equal(store.messages(1).map((m) => m.id), [3]);
  equal([broken, sources[0].closed], [[false, true, false], true]);
});

test("events: a stream that is opened anew takes the place of the one before", () => {
  const sources = [];
  const stream = follow(createStore(), () => {}, () => {
    sources.push(new Source());
    return sources.at(-1);
  });
  sources[0].dispatchEvent(new Event("open"));
  stream.reopen();
  equal(sources.map((source) => source.closed), [true, false]);
  stream.pause();
  equal(sources.map((source) => source.closed), [true, true]);
  stream.resume();
  stream.resume();
  equal(sources.map((source) => source.closed), [true, true, false]);
});
