// A harness for tests in the browser. Results are in document.body.dataset.results as JSON: [{name, error}], where an empty error is
// success; window.done is true when all tests have run.
const tests = [];

/** test adds a test, which may be asynchronous. */
export const test = (name, run) => tests.push({ name, run });

// JSON makes null of these.
const written = (value) => JSON.stringify(value, (_, v) => (v === undefined || Number.isNaN(v) ? String(v) : v));

/** equal fails unless both values are the same as JSON, in which undefined and NaN are themselves. */
export function equal(got, want, what = "value") {
  const [a, b] = [written(got), written(want)];
  if (a !== b) throw new Error(`${what}: got ${a}, want ${b}`);
}

/** runAll runs the tests one after another. */
export async function runAll() {
  const results = [];
  for (const { name, run } of tests) {
    try {
      await run();
      results.push({ name, error: "" });
    } catch (error) {
      results.push({ name, error: error.message || String(error) });
    }
  }
  document.body.dataset.results = JSON.stringify(results);
  window.done = true;
}
