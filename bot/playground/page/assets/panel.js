// The panel beside the chat, over it on narrow screens: the article, and how an answer came about.
import { get } from "./api.js";
import { createArticle } from "./article.js";
import { answerOf } from "./citations.js";
import { byId, el } from "./dom.js";
import { failure, toast } from "./notice.js";
import { t } from "./words.js";
import { drawTrace } from "./trace.js";

const narrow = matchMedia("(max-width: 720px)");
const TABS = ["article", "trace"];

/** createPanel opens the panel at a place. */
export function createPanel({ store, place, chooseFile }) {
  const panel = byId("panel");
  const article = createArticle({ store, chooseFile });
  const traces = new Map(); // by chat, message and its last change
  let opener = null;
  let shown = null; // the message whose trace is shown

  function cover() {
    byId("talk").inert = narrow.matches && !panel.hidden;
  }

  function setOpen(open) {
    if (open === !panel.hidden) return;
    if (open) opener = document.activeElement;
    panel.hidden = !open;
    byId("panel-switch").setAttribute("aria-expanded", String(open));
    cover();
    if (!open) (opener?.isConnected ? opener : byId("field")).focus();
  }

  function select(tab) {
    for (const name of TABS) {
      const own = name === tab;
      byId(`tab-${name}`).setAttribute("aria-selected", String(own));
      byId(`tab-${name}`).tabIndex = own ? 0 : -1;
      byId(name).hidden = !own;
    }
  }

  async function traceOf(message) {
    const answer = answerOf(store.messages(place.chat), message.id) ?? message;
    const key = `${place.chat}/${answer.id}/${answer.changed}`;
    if (!traces.has(key)) traces.set(key, await get("/api/trace", { chat: place.chat, message: answer.id }).catch(absent));
    return traces.get(key);
  }

  function absent(error) {
    if (error.status === 404) return null;
    throw error;
  }

  async function showArticle(citation) {
    setOpen(true);
    select("article");
    try {
      if (!await article.show(citation)) toast(t("noPlace"));
    } catch (error) {
      byId("article").replaceChildren(el("p", { class: "failure", role: "alert", text: error.message }));
    }
    if (!citation) byId("article").focus();
  }

  /** showTrace opens the second tab for the answer that a message belongs to. */
  async function showTrace(message) {
    setOpen(true);
    select("trace");
    shown = message;
    const root = byId("trace");
    try {
      drawTrace(root, await traceOf(message), showArticle);
      root.scrollTop = 0;
    } catch (error) {
      root.replaceChildren(el("p", { class: "failure", role: "alert", text: error.message }));
    }
    root.focus();
  }

  /** showMark opens the article where the citation n of a message stands. */
  async function showMark(message, n) {
    try {
      const citation = (await traceOf(message))?.citations?.find((cited) => cited.n === n);
      if (!citation) return toast(t("noPlace"));
      await showArticle(citation);
    } catch (error) {
      failure(error.message);
    }
  }

  function relabel() {
    traces.clear();
    if (shown) return panel.hidden || byId("trace").hidden ? null : showTrace(shown);
    byId("trace").replaceChildren(el("p", { class: "quiet", text: t("traceHint") }));
  }

  function onTabKey(event) {
    if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
    const next = TABS[1 - TABS.indexOf(event.target.dataset.tab)];
    choose(next);
    byId(`tab-${next}`).focus();
  }

  function choose(tab) {
    select(tab);
    if (tab === "article") article.show().catch(() => {});
    else if (!shown) relabel();
  }

  TABS.forEach((tab) => {
    byId(`tab-${tab}`).addEventListener("click", () => choose(tab));
    byId(`tab-${tab}`).addEventListener("keydown", onTabKey);
  });
  byId("panel-switch").addEventListener("click", () => (panel.hidden ? showArticle() : setOpen(false)));
  byId("panel-close").addEventListener("click", () => setOpen(false));
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.defaultPrevented && !document.querySelector("dialog[open]")) setOpen(false);
  });
  narrow.addEventListener("change", cover);

  return {
    showArticle, showTrace, showMark, relabel,
    /** refresh draws the article anew when it is open and another one is asked about. */
    refresh() {
      if (!panel.hidden && !byId("article").hidden) article.show().catch(() => {});
    },
  };
}
