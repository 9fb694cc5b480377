import words from "./words.js";

/**
 * @template {Element} E
 * @param {string} id
 * @param {new () => E} type
 */
function find(id, type) {
  const found = document.getElementById(id);
  if (!(found instanceof type)) throw new Error(`#${id} is missing`);
  return found;
}

// `#ID.UNTIL.SEAL`: behind the #, so that it stands in no log.
const [id, ...seal] = location.hash.slice(1).split(".");
const url = `../api/bring/${id}`;
const authorization = `Bearer ${seal.join(".")}`;
const drop = find("drop", HTMLLabelElement);
const file = find("file", HTMLInputElement);
const upload = find("upload", HTMLDivElement);
const result = find("result", HTMLParagraphElement);
const cancel = find("cancel", HTMLButtonElement);
const progress = find("progress", HTMLProgressElement);
let limit = 0;

/** @param {string} text @param {"done" | "problem"} kind */
function say(text, kind) {
  result.textContent = text;
  result.className = kind;
}

/** @param {number} status */
function problem(status) {
  switch (status) {
    case 413: return words.tooBig(limit);
    case 415:
    case 422: return words.refused;
    case 507: return words.noRoom;
    default: return words.failed;
  }
}

/** @param {boolean} isUploading */
function show(isUploading) {
  drop.hidden = isUploading;
  upload.hidden = !isUploading;
  (isUploading ? cancel : file).focus();
}

/** @param {File | undefined} picked */
function send(picked) {
  file.value = "";
  if (!picked) return;
  if (picked.size > limit) return say(words.tooBig(limit), "problem");
  result.textContent = "";
  find("name", HTMLSpanElement).textContent = picked.name;
  progress.value = 0;
  progress.setAttribute("aria-label", picked.name);
  // fetch() does not tell how far an upload is.
  const request = new XMLHttpRequest();
  request.open("POST", `${url}?name=${encodeURIComponent(picked.name)}`);
  request.setRequestHeader("Authorization", authorization);
  request.upload.addEventListener("progress", ({ loaded, total }) => (progress.value = loaded / total));
  request.addEventListener("loadend", () => {
    show(false);
    if (request.status === 204) {
      drop.hidden = true;
      say(words.done, "done");
    } else if (request.status === 404) {
      drop.hidden = true;
      say(words.gone, "problem");
    } else if (!isCancelled) {
      say(problem(request.status), "problem");
    }
  });
  let isCancelled = false;
  cancel.onclick = () => {
    isCancelled = true;
    request.abort();
  };
  show(true);
  request.send(picked);
}

find("title", HTMLHeadingElement).textContent = document.title = words.title;
find("pick", HTMLElement).textContent = words.pick;
cancel.textContent = words.cancel;
file.addEventListener("change", () => send(file.files?.[0]));
for (const type of ["dragover", "dragleave", "drop"]) {
  addEventListener(type, (event) => {
    event.preventDefault();
    drop.classList.toggle("over", type === "dragover");
  });
}
addEventListener("drop", (event) => {
  if (!drop.hidden) send(event.dataTransfer?.files[0]);
});

const answer = await fetch(url, { headers: { Authorization: authorization } }).catch(() => undefined);
if (answer?.ok) {
  const asked = await answer.json();
  limit = asked.limit;
  find("what", HTMLParagraphElement).textContent = words.what(asked.attachment.name);
  find("limit", HTMLSpanElement).textContent = words.limit(limit);
  drop.hidden = false;
} else {
  say(answer?.status === 404 || answer?.status === 401 ? words.gone : words.unreachable, "problem");
}
