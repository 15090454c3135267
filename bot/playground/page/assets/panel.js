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
  let shown = null; // {chat, message} whose trace is shown
  let asked = 0;

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

  async function traceOf({ chat, message }) {
    const answer = answerOf(store.messages(chat), message.id) ?? message;
    const key = `${chat}/${answer.id}/${answer.changed}`;
    if (!traces.has(key)) traces.set(key, await get("/api/trace", { chat, message: answer.id }).catch(absent));
    return traces.get(key);
  }

  function absent(error) {
    if (error.status === 404) return null;
    throw error;
  }

  const failed = (root, error) => root.replaceChildren(el("p", { class: "failure", role: "alert", text: error.message }));

  // drawArticle tells whether a citation has its place; that the article did not come is said in the panel.
  async function drawArticle(citation) {
    try {
      return await article.show(citation);
    } catch (error) {
      failed(byId("article"), error);
      return true;
    }
  }

  // Of traces that are asked for one after the other, only the newest is drawn.
  async function drawTab() {
    const root = byId("trace");
    const call = ++asked;
    if (!shown) return root.replaceChildren(el("p", { class: "quiet", text: t("traceHint") }));
    try {
      const trace = await traceOf(shown);
      if (call === asked) drawTrace(root, trace, showArticle);
    } catch (error) {
      if (call === asked) failed(root, error);
    }
  }

  async function showArticle(citation) {
    setOpen(true);
    select("article");
    if (!await drawArticle(citation)) toast(t("noPlace"));
    if (!citation) byId("article").focus();
  }

  /** showTrace opens the second tab for the answer that a message belongs to. */
  async function showTrace(message) {
    setOpen(true);
    select("trace");
    shown = { chat: place.chat, message };
    await drawTab();
    byId("trace").scrollTop = 0;
    byId("trace").focus();
  }

  /** showMark opens the article where the citation n of a message stands. */
  async function showMark(message, n) {
    try {
      const trace = await traceOf({ chat: place.chat, message });
      const citation = trace?.citations.find((cited) => cited.n === n);
      if (!citation) return toast(t("noPlace"));
      await showArticle(citation);
    } catch (error) {
      failure(error.message);
    }
  }

  function onTabKey(event) {
    if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
    const next = TABS[1 - TABS.indexOf(event.target.dataset.tab)];
    choose(next);
    byId(`tab-${next}`).focus();
  }

  const draw = () => (byId("article").hidden ? drawTab() : drawArticle());

  function choose(tab) {
    select(tab);
    draw();
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
    showTrace, showMark,
    /** relabel draws what is open in another language. */
    relabel() {
      if (!panel.hidden) draw();
    },
    /** refresh draws the article where it is open and another one is asked about. */
    refresh() {
      if (!panel.hidden && !byId("article").hidden && article.stale()) drawArticle();
    },
  };
}
