import { APIError } from "../../base/call.js";
import { element } from "../../base/dom.js";
import { sentence } from "../controls/problem.js";

/**
 * Fetches what a place shows: bones meanwhile, and if it fails a sentence with a button.
 * @template T
 * @param {HTMLElement} place
 * @param {Pick<import("./settings.js").PageParts, "words" | "common" | "signal">} parts
 * @param {() => Promise<T>} fetch
 * @param {(answer: T) => Node[]} draw
 */
export async function load(place, { words, common, signal }, fetch, draw) {
  const bones = element("div", { class: "bones", "aria-busy": "true" }, element("i"), element("i"), element("i"));
  place.replaceChildren(bones);
  try {
    const answer = await fetch();
    if (!signal.aborted) place.replaceChildren(...draw(answer));
  } catch (error) {
    if (signal.aborted) return;
    if (!(error instanceof APIError)) throw error;
    const again = element("button", { class: "button", type: "button", "data-testid": "retry" }, words.retry);
    again.addEventListener("click", () => void load(place, { words, common, signal }, fetch, draw));
    const said = element("div", { class: "empty-state", role: "alert" }, element("strong", {}, words.failed));
    said.append(element("p", {}, sentence(error, common)), again);
    place.replaceChildren(said);
  }
}
