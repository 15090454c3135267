// Where citations stand in the article, and whose citations a mark means.
import { isAnswer } from "./keyboard.js";

const bare = (text) => (text ?? "").replace(/\s+/gu, "");

/** quotedIn tells which of a paragraph's sentences a quote has: those inside it, or the one that it is inside of. */
export function quotedIn(sentences, quote) {
  const wanted = bare(quote);
  return sentences.map((sentence) => {
    const has = bare(sentence);
    return has !== "" && wanted !== "" && (wanted.includes(has) || has.includes(wanted));
  });
}

const cites = (sentences, { quote, text }) =>
  !bare(`${quote ?? ""}${text ?? ""}`) || [text, quote].some((wanted) => quotedIn(sentences, wanted).includes(true));

const paragraphsOf = (edition) =>
  edition.sections.flatMap((section, part) => section.paragraphs.map((sentences, paragraph) => ({ part, paragraph, sentences })));

/**
 * placeOf finds a citation in an article's editions: {edition, part, paragraph} counted from 0, null where it stands nowhere. It goes by
 * the numbers of the citation where the text cited stands there, which it does not when another article is shown by now; else by its
 * quote and text.
 */
export function placeOf(editions, citation) {
  const start = Math.max(0, editions.findIndex((edition) => edition.lang === citation.lang));
  const named = editions[start] && paragraphsOf(editions[start])[citation.paragraph - 1];
  if (named && cites(named.sentences, citation)) return { edition: start, part: named.part, paragraph: named.paragraph };
  for (const wanted of [bare(citation.quote), bare(citation.text)].filter(Boolean)) {
    for (const [edition, { sections }] of editions.entries()) {
      const found = paragraphsOf({ sections }).find(({ sentences }) => bare(sentences.join("")).includes(wanted));
      if (found) return { edition, part: found.part, paragraph: found.paragraph };
    }
  }
  return null;
}

/**
 * answerOf finds the answer that a message belongs to, in the messages of its chat: itself, else a later part of the same answer,
 * else the answer before it.
 */
export function answerOf(messages, id) {
  const at = messages.findIndex((message) => message.id === id);
  if (at < 0 || isAnswer(messages[at])) return messages[at] ?? null;
  const next = messages.findIndex((message, i) => i > at && !message.from_bot);
  const later = messages.slice(at, next < 0 ? undefined : next).find(isAnswer);
  return later ?? messages.slice(0, at).findLast(isAnswer) ?? messages[at];
}
