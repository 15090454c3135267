import { answerOf, placeOf, quotedIn } from "/assets/citations.js";
import { equal, test } from "./harness.js";

const editions = [
  { lang: "en", sections: [{ title: "A", paragraphs: [["One. ", "Two."]] }, { title: "B", paragraphs: [["Three."], ["Four. ", "Five."]] }] },
  { lang: "zh", sections: [{ title: "甲", paragraphs: [["一。", "二。"]] }] },
];

test("citations: places are counted from 1 in the edition of their language", () =>
  equal(placeOf(editions, { lang: "en", paragraph: 3, quote: "" }), { edition: 0, part: 1, paragraph: 1 }));

test("citations: without a place the quote is looked for in all editions", () => {
  equal(placeOf(editions, { lang: "en", paragraph: 0, quote: "一。 二。" }), { edition: 1, part: 0, paragraph: 0 });
  equal(placeOf(editions, { lang: "en", paragraph: 9, quote: "Nowhere.", text: "Four. Five." }), { edition: 0, part: 1, paragraph: 1 });
  equal(placeOf(editions, { lang: "en", paragraph: 0, quote: "Nowhere." }), null);
});

test("citations: what another article has at that place is not cited", () => {
  equal(placeOf(editions, { lang: "en", paragraph: 2, quote: "Six.", text: "Six. Seven." }), null);
  equal(placeOf(editions, { lang: "en", paragraph: 2, quote: "Two.", text: "One. Two." }), { edition: 0, part: 0, paragraph: 0 });
});

test("citations: sentences inside a quote, or around it", () => {
  equal(quotedIn(["One. ", "Two. ", "Three."], "One. Two."), [true, true, false]);
  equal(quotedIn(["A long sentence. ", "Two."], "long"), [true, false]);
  equal(quotedIn(["One."], ""), [false]);
});

test("citations: a mark belongs to its answer, whatever part of it is pressed", () => {
  const keys = [[{ text: "[1]" }]];
  const list = [
    { id: 1, from_bot: false }, { id: 2, from_bot: true, keyboard: [] }, { id: 3, from_bot: true, keyboard: keys },
    { id: 4, from_bot: false }, { id: 5, from_bot: true, keyboard: [] },
  ];
  equal([2, 3, 5].map((id) => answerOf(list, id).id), [3, 3, 3]);
  equal(answerOf([{ id: 7, from_bot: true, keyboard: [] }], 7).id, 7);
});
