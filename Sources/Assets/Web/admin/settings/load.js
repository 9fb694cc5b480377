import { APIError } from "../../base/call.js";
import { element } from "../../base/dom.js";
import { sentence } from "../controls/problem.js";

/**
 * Fetches what a place shows: bones meanwhile, and if it fails a sentence with a button. What is shown already stays until
 * it is known anew, and who was in it with the keyboard is in the same row then, or in the one that has its place.
 * @template T
 * @param {HTMLElement} place
 * @param {Pick<import("./settings.js").PageParts, "words" | "common" | "signal">} parts
 * @param {() => Promise<T>} fetch
 * @param {(answer: T) => Node[]} draw
 */
export async function load(place, { words, common, signal }, fetch, draw) {
  const bones = element("div", { class: "bones", "aria-busy": "true" }, element("i"), element("i"), element("i"));
  if (!place.querySelector(rows)) place.replaceChildren(bones);
  try {
    const answer = await fetch();
    if (!signal.aborted) replace(place, draw(answer));
  } catch (error) {
    if (signal.aborted) return;
    if (!(error instanceof APIError)) throw error;
    const again = element("button", { class: "button", type: "button", "data-testid": "retry" }, words.retry);
    again.addEventListener("click", () => void load(place, { words, common, signal }, fetch, draw));
    const said = element("div", { class: "empty-state", role: "alert" }, element("strong", {}, words.failed));
    said.append(element("p", {}, sentence(error, common)), again);
    replace(place, [said]);
  }
}

/** What the lists of the settings are made of. */
const rows = ".row-item";

/** @param {HTMLElement} place @param {Node[]} nodes */
function replace(place, nodes) {
  const focused = place.contains(document.activeElement) ? document.activeElement : null;
  const row = focused?.closest(rows);
  const at = row ? [...place.querySelectorAll(rows)].indexOf(row) : -1;
  const id = row instanceof HTMLElement ? row.dataset.id : undefined;
  place.replaceChildren(...nodes);
  if (!focused) return;
  const all = /** @type {HTMLElement[]} */ ([...place.querySelectorAll(rows)]);
  const next = all.find((each) => id !== undefined && each.dataset.id === id) ?? all[Math.min(at, all.length - 1)];
  const button = (next ?? place).querySelector("button");
  if (!button) place.tabIndex = -1;
  (button ?? place).focus();
}
