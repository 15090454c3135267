// The line that says what answers, and the form for another model.
import { get, post } from "./api.js";
import { button, byId } from "./dom.js";
import { failureIn } from "./notice.js";
import { t } from "./words.js";

/** createModel shows the line and the form. */
export function createModel({ store }) {
  const box = byId("model");
  const form = byId("model-form");
  const line = byId("model-failure");
  const fields = form.elements;
  let opened = 0; // how often the form was
  const said = document.createTextNode("");
  const opener = button("", open, { class: "link", data: { testid: "model-open" } });

  // The line's nodes stay, so that the focus does when it says something else.
  function show() {
    const model = store.state.model;
    const name = model.model || model.profile;
    said.data = `${model.offline ? t("modelOffline") : t(model.custom ? "modelCustom" : "modelNow", name)} `;
    opener.textContent = t(model.offline ? "modelSet" : "modelChange");
    if (!opener.isConnected) byId("model-line").append(said, opener);
    byId("model-reset").hidden = !model.custom;
  }

  function choose(address, name) {
    fields.base_url.value = address;
    fields.api_key.value = "";
    fields.model.value = name;
    form.querySelector("[type=submit]").focus();
  }

  async function open() {
    opened++;
    form.ariaBusy = "false";
    failureIn(line);
    byId("local").hidden = true;
    box.showModal();
    fields.base_url.focus();
    const { base_url: address, models } = await get("/api/models").catch(() => ({ models: [] }));
    byId("local").hidden = models.length === 0;
    byId("local-models").replaceChildren(...models.map((name) => button(name, () => choose(address, name), { class: "plain" })));
  }

  // Where the form was closed and opened again meanwhile, it is another one's.
  async function use(wanted) {
    if (form.ariaBusy === "true") return;
    const call = opened;
    form.ariaBusy = "true";
    try {
      await post("/api/model", wanted);
      if (call !== opened) return;
      form.reset();
      box.close();
    } catch (error) {
      if (call === opened) failureIn(line, error.message);
    } finally {
      if (call === opened) form.ariaBusy = "false";
    }
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const wanted = { base_url: fields.base_url.value.trim(), api_key: fields.api_key.value.trim(), model: fields.model.value.trim() };
    use(wanted);
  });
  byId("model-reset").addEventListener("click", () => use({ base_url: "", api_key: "", model: "" }));
  byId("model-cancel").addEventListener("click", () => box.close());
  // A key does not stay in the page longer than its form is open.
  box.addEventListener("close", () => { fields.api_key.value = ""; });
  return { show };
}
