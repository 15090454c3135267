// The stream of events, opened again when it breaks.

const FIRST_PAUSE = 300;
const LONGEST_PAUSE = 5000;
// All chats have been told of well before this has passed since the stream opened.
const SETTLED_AFTER = 2000;

/**
 * follow passes the events of the sources that open() returns to the store. onBroken is told true when the stream breaks and false when it
 * is back. The result has reopen(), pause() and resume(), which opens the stream where it was paused.
 */
export function follow(store, onBroken, open) {
  let delay = FIRST_PAUSE;
  let settling = 0;
  let retrying = 0;
  let source = null;

  function connect() {
    source = open();
    source.addEventListener("open", () => {
      delay = FIRST_PAUSE;
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
      retrying = setTimeout(connect, delay);
      delay = Math.min(delay * 2, LONGEST_PAUSE);
    });
  }

  function pause() {
    source?.close();
    source = null;
    clearTimeout(settling);
    clearTimeout(retrying);
  }

  function reopen() {
    pause();
    connect();
  }
  connect();
  return { reopen, pause, resume: () => source || connect() };
}

// A browser has six connections to a server for all of its tabs, so one that has been out of sight for this long gives its own back.
const UNSEEN = 3000;

/** restUnseen pauses a stream while nobody looks at the page. */
export function restUnseen(stream) {
  let resting = 0;
  document.addEventListener("visibilitychange", () => {
    clearTimeout(resting);
    if (document.hidden) resting = setTimeout(stream.pause, UNSEEN);
    else stream.resume();
  });
}
