// The stream of events, opened again when it breaks.

const FIRST_PAUSE = 300;
const LONGEST_PAUSE = 5000;
// All chats have been told of well before this has passed since the stream opened.
const SETTLED_AFTER = 2000;

/**
 * follow passes the events of the sources that open() returns to the store until the page ends. onBroken is told true when the stream
 * breaks and false when it is back. The function that it returns opens the stream anew.
 */
export function follow(store, onBroken, open) {
  let pause = FIRST_PAUSE;
  let settling = 0;
  let retrying = 0;
  let source = null;

  function connect() {
    source = open();
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
      retrying = setTimeout(connect, pause);
      pause = Math.min(pause * 2, LONGEST_PAUSE);
    });
  }
  connect();
  return () => {
    source.close();
    clearTimeout(settling);
    clearTimeout(retrying);
    connect();
  };
}
