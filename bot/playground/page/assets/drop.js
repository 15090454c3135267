// Another article, dropped onto the page or chosen as a file.
import { putArticle } from "./api.js";
import { byId } from "./dom.js";
import { failure, toast } from "./notice.js";
import { named, t } from "./words.js";

const LARGEST = 2 << 20;

// refusal returns why a file cannot be the article, "" when it can.
function refusal(file) {
  if (!/\.(md|markdown|txt)$/i.test(file.name)) return named("problems", "articleKind");
  return file.size > LARGEST ? named("problems", "articleLarge") : "";
}

async function take(files) {
  const [file] = files;
  if (!file) return;
  const why = files.length > 1 ? named("problems", "articleOne") : refusal(file);
  if (why) return failure(why);
  try {
    // The bytes as they are: the server knows more encodings than UTF-8.
    await putArticle(file.name, file);
    failure();
    toast(t("articleNow", file.name));
  } catch (error) {
    failure(error.message);
  }
}

/** startDrop listens for files; the result lets the reader choose one. */
export function startDrop() {
  const zone = byId("drop");
  const file = byId("file");
  let inside = 0; // elements entered and not left: leaving a child is not leaving the page
  const hasFiles = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");
  const show = (count) => {
    inside = Math.max(0, count);
    zone.hidden = inside === 0;
  };
  document.addEventListener("dragenter", (event) => hasFiles(event) && show(inside + 1));
  document.addEventListener("dragleave", (event) => hasFiles(event) && show(inside - 1));
  document.addEventListener("dragover", (event) => hasFiles(event) && event.preventDefault());
  document.addEventListener("drop", (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    show(0);
    take([...event.dataTransfer.files]);
  });
  file.addEventListener("change", async () => {
    await take([...file.files]);
    file.value = "";
  });
  return () => file.click();
}
