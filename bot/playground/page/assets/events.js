// The stream of events, opened again when it breaks.

const FIRST_PAUSE = 300;
const LONGEST_PAUSE = 5000;
// All chats have been told of well before this has passed since the stream opened.
const SETTLED_AFTER = 2000;

/**
 * follow passes the server's events to the store until the page ends. onBroken is told true when the stream breaks and false when
 * it is back. The source of events can be replaced, for tests.
 */
export function follow(store, onBroken, open = () => new EventSource("/api/events")) {
  let pause = FIRST_PAUSE;
  let settling = 0;

  function connect() {
    const source = open();
    source.addEventListener("open", () => {
      pause = FIRST_PAUSE;
      store.reopened();
      settling = setTimeout(store.settled, SETTLED_AFTER);
      onBroken(false);
    });
    source.addEventListener("state", (event) => store.setState(JSON.parse(event.data)));
    source.addEventListener("chat", (event) => store.merge(JSON.parse(event.data)));
    source.addEventListener("error", () => {
      source.close();
      clearTimeout(settling);
      onBroken(true);
      setTimeout(connect, pause);
      pause = Math.min(pause * 2, LONGEST_PAUSE);
    });
  }
  connect();
}
