// The article in the panel, with the cited sentences marked.
import { get, putArticle } from "./api.js";
import { placeOf, quotedIn } from "./citations.js";
import { button, byId, el, outward } from "./dom.js";
import { named, t } from "./words.js";
import { safeLink } from "./text.js";
import { short } from "./settings.js";
import { failureIn } from "./notice.js";

/** createArticle shows the article that is asked about; chooseFile() asks for another one. */
export function createArticle({ store, chooseFile }) {
  const root = byId("article");
  let article = null;
  let edition = -1;
  let cited = null;
  let coming = null; // {version, answer} of the request on its way

  const stale = () => article?.version !== store.state.article.version;

  // Those who ask while the article is on its way wait for the same request: a second one would wipe what the first has marked.
  async function load() {
    if (!stale()) return;
    const { version } = store.state.article;
    if (coming?.version !== version) coming = { version, answer: get("/api/article") };
    const mine = coming;
    try {
      const loaded = await mine.answer;
      if (mine !== coming) return load();
      article = loaded;
      edition = -1;
      cited = null;
    } finally {
      if (mine === coming) coming = null;
    }
  }

  const shownEdition = () =>
    edition >= 0 ? edition : Math.max(0, article.editions.findIndex((e) => e.lang === short()));

  function facts({ author, publisher, date, url, note }) {
    const line = [author, publisher, date].filter(Boolean).join(" · ");
    const href = safeLink(url);
    return [
      line !== "" && el("p", { class: "quiet", text: line }),
      href !== "" && el("p", { class: "quiet" }, outward(href, { text: t("source") })),
      note !== "" && el("p", { class: "quiet", text: note }),
      article.others.length > 0 && el("p", { class: "quiet", text: `${t("others")} ${article.others.join(" · ")}` }),
    ];
  }

  function switches() {
    if (article.editions.length < 2) return null;
    const keys = article.editions.map((e, i) => button(named("editions", e.lang), () => turn(i), { "aria-pressed": String(i === shownEdition()) }));
    return el("div", { class: "segments", role: "group", "aria-label": t("edition") }, keys);
  }

  function turn(to) {
    edition = to;
    cited = null;
    draw();
    root.querySelector("[aria-pressed=true]").focus();
  }

  function tools() {
    const line = el("p", { class: "failure", role: "alert", hidden: true });
    const back = async () => {
      try {
        await putArticle("", "");
      } catch (error) {
        failureIn(line, error.message);
      }
    };
    return el("div", { class: "article-tools" },
      article.custom && el("p", { class: "quiet", text: t("articleKept") }),
      button(t("articleOther"), chooseFile, { class: "plain", data: { testid: "article-other" } }),
      article.custom && button(t("articleBack"), back, { class: "plain", data: { testid: "article-back" } }), line);
  }

  function paragraph(sentences, part, at) {
    const here = cited && cited.edition === shownEdition() && cited.part === part && cited.paragraph === at;
    if (!here) return el("p", { text: sentences.join("") });
    const quoted = quotedIn(sentences, cited.quote);
    return el("p", { class: "cited", tabindex: "-1" },
      sentences.map((text, i) => quoted[i] ? el("mark", { text, data: { testid: "mark" } }) : text));
  }

  const section = ({ title, paragraphs }, part) => el("section", {}, title !== "" && el("h3", { text: title }),
    paragraphs.map((sentences, at) => paragraph(sentences, part, at)));

  // What has the focus is drawn anew too: the focus goes to the whole then.
  function draw() {
    const shown = article.editions[shownEdition()];
    const focused = root.contains(document.activeElement);
    const text = el("article", { class: "text", lang: shown.lang }, el("h2", { text: shown.title }), facts(shown), shown.sections.map(section));
    root.replaceChildren(...[switches(), text, tools()].filter(Boolean));
    if (focused) root.focus();
  }

  /** show draws the article, at a citation when one is given; false when that citation stands nowhere in it. */
  async function show(citation) {
    await load();
    const place = citation ? placeOf(article.editions, citation) : null;
    if (place) {
      cited = { ...place, quote: citation.quote || citation.text };
      edition = place.edition;
    }
    draw();
    if (!place) return !citation;
    const target = root.querySelector("mark") ?? root.querySelector(".cited");
    target?.scrollIntoView({ block: "center" });
    root.querySelector(".cited")?.focus({ preventScroll: true });
    return true;
  }

  return { show, stale };
}
