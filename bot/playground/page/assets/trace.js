// How an answer came about, in the panel's second tab.
import { el } from "./dom.js";
import { named, t } from "./words.js";

const figure = (n) => (typeof n === "number" ? String(Math.round(n * 1000) / 1000) : "–");
const part = (title, ...children) => el("section", {}, el("h3", { text: title }), ...children.flat().filter(Boolean));
const text = (content) => el("pre", { class: "pre wrap", tabindex: "0", text: content });
const quiet = (content) => el("p", { class: "quiet", text: content });

function pairs(list) {
  const rows = list.filter(([, value]) => value !== undefined && value !== null && value !== "");
  return el("dl", { class: "pairs" }, ...rows.flatMap(([name, value]) => [el("dt", { text: name }), el("dd", { text: value })]));
}

function analysis(trace) {
  const how = [named("answerers", trace.answerer), trace.refused && t("refused")].filter(Boolean).join(", ");
  const query = trace.query === trace.question ? "" : trace.query;
  return pairs([[t("question"), trace.question], [t("query"), query], [t("kind"), named("kinds", trace.kind)],
    [t("language"), named("editions", trace.language)],
    [t("answerer"), how], [t("model"), trace.model], [t("notice"), trace.notice]]);
}

// Bars are elements that draw themselves, so that their lengths need no styles of their own.
function timings(times) {
  const longest = Math.max(...Object.values(times), 0.01);
  return el("table", { class: "times" }, el("tbody", {}, ...Object.entries(times).filter(([step, ms]) => step !== "first_token" || ms > 0).map(([step, ms]) => el("tr", {},
    el("th", { scope: "row", text: named("steps", step) }), el("td", {}, el("progress", { max: longest, value: ms, "aria-hidden": "true" })),
    el("td", { class: "number", text: `${ms < 10 ? Math.round(ms * 10) / 10 : Math.round(ms)} ms` })))));
}

function evidence(passage) {
  return el("li", {}, el("details", {},
    el("summary", {}, el("span", { class: "what", text: passage.section || passage.passage_id }), el("span", { class: "number", text: figure(passage.score) })),
    el("p", { class: "passage", text: passage.text }),
    el("p", { class: "quiet", text: `${passage.passage_id} · ${t("score")} ${figure(passage.score)} · ${t("coverage")} ${figure(passage.coverage)}` }),
    passage.legs.length > 0 && el("table", { class: "legs" },
      el("thead", {}, el("tr", {}, ...[t("leg"), t("rank"), t("score")].map((name) => el("th", { scope: "col", text: name })))),
      el("tbody", {}, ...passage.legs.map((leg) => el("tr", {}, el("td", { text: leg.leg }), el("td", { class: "number", text: figure(leg.rank) }),
        el("td", { class: "number", text: figure(leg.score) })))))));
}

function call(made) {
  const used = t("tokens", made.prompt_tokens, made.completion_tokens);
  return el("details", { class: "call" },
    el("summary", {}, el("span", { class: "what", text: [made.purpose, made.profile].filter(Boolean).join(" · ") }), el("span", { class: "number", text: used })),
    ...made.messages.flatMap((message) => [el("h4", { text: message.role }), text(message.content)]),
    ...(made.reply ? [el("h4", { text: t("replied") }), text(made.reply)] : []),
    ...(made.error ? [el("h4", { text: t("failed") }), text(made.error)] : []));
}

const check = (found) => el("li", {}, el("p", { text: found.claim }), quiet([found.problem, found.sources.join(", ")].filter(Boolean).join(" · ")));

function citation(cited, open) {
  const name = `[${cited.n}]`;
  return el("li", {}, el("button", { type: "button", class: "cite", text: name, title: t("markTip", cited.n), on: { click: () => open(cited) } }),
    ` ${cited.section}`, !cited.verified && el("span", { class: "warn", text: ` ${t("unverified")}` }), el("p", { class: "passage", text: cited.quote || cited.text }));
}

function usage(used) {
  if (!used.prompt_tokens && !used.completion_tokens) return null;
  return part(t("usage"), quiet([t("tokens", used.prompt_tokens, used.completion_tokens), used.cost ? `${t("cost")} ${figure(used.cost)}` : ""].filter(Boolean).join(" · ")));
}

/** drawTrace shows a trace in a node; open(citation) shows a citation in the article. Null is one that was not recorded. */
export function drawTrace(root, trace, open) {
  if (!trace) return root.replaceChildren(quiet(t("traceNone")));
  const list = (items, make) => el("ol", { class: "items" }, ...items.map(make));
  const { calls, checks, citations } = trace;
  root.replaceChildren(...[
    analysis(trace),
    part(t("timings"), timings(trace.timings)),
    trace.evidence.length > 0 && part(`${t("evidence")} (${trace.evidence.length})`, list(trace.evidence, evidence)),
    part(t("calls"), calls.length ? calls.map(call) : quiet(t("noCalls"))),
    part(t("checks"), checks.length ? list(checks, check) : quiet(t("noChecks"))),
    citations.length > 0 && part(t("citations"), list(citations, (cited) => citation(cited, open))),
    usage(trace.usage),
  ].filter(Boolean));
}
