import { createArticle } from "/assets/article.js";
import { equal, test } from "./harness.js";

const text = (version, ...sentences) => ({
  version, custom: false, others: [],
  editions: [{ lang: "en", title: `Version ${version}`, note: "", sections: [{ title: "", paragraphs: [sentences] }] }],
});
const citation = { lang: "en", paragraph: 1, quote: "Two." };

// The requests of what is run are answered by the test, in its own order.
async function withRequests(run) {
  const root = document.body.appendChild(Object.assign(document.createElement("div"), { id: "article" }));
  const real = window.fetch;
  const requests = [];
  window.fetch = () => {
    const { promise, resolve, reject } = Promise.withResolvers();
    requests.push({ answer: (body) => resolve(new Response(JSON.stringify(body))), fail: () => reject(new TypeError("gone")) });
    return promise;
  };
  const store = { state: { article: { version: 1 } } };
  try {
    await run({ root, store, requests, article: createArticle({ store, chooseFile: () => {} }) });
  } finally {
    window.fetch = real;
    root.remove();
  }
}

const marks = (root) => [...root.querySelectorAll("mark")].map((mark) => mark.textContent);

test("article: a drawing that is asked for while the article comes leaves the mark", () =>
  withRequests(async ({ root, requests, article }) => {
    const shown = [article.show(citation), article.show()];
    requests.forEach((request) => request.answer(text(1, "One. ", "Two.")));
    equal(await Promise.all(shown), [true, true]);
    equal(requests.length, 1, "requests");
    equal(marks(root), ["Two."]);
  }));

test("article: of two versions that are asked for at once the newer is shown, whichever comes last", () =>
  withRequests(async ({ root, store, requests, article }) => {
    const first = article.show();
    store.state.article.version = 2;
    const second = article.show(citation);
    requests[1].answer(text(2, "One. ", "Two."));
    await second;
    requests[0].answer(text(1, "Another."));
    await first;
    equal([root.querySelector("h2").textContent, marks(root)], ["Version 2", ["Two."]]);
  }));

test("article: what did not come is asked for again", () =>
  withRequests(async ({ root, requests, article }) => {
    const failed = article.show(citation).catch(() => "failed");
    requests[0].fail();
    equal(await failed, "failed");
    const shown = article.show(citation);
    requests[1].answer(text(1, "One. ", "Two."));
    equal([await shown, marks(root)], [true, ["Two."]]);
  }));
