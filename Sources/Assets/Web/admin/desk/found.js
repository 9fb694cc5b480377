import { element } from "../../base/dom.js";

/** So much is shown around the first word that was found, in UTF-16 units. */
const [before, whole] = [40, 160];
const word = /[\p{L}\p{N}]+/gu;

/** @param {string} text */
function folded(text) {
  return text.toLowerCase().replaceAll("ё", "е");
}

/**
 * A text with the words that were looked for marked, cut around the first of them. The server knows endings better:
 * here a word counts as found if it begins as the one that was typed.
 * @param {string} text
 * @param {string} query
 */
export function found(text, query) {
  const stems = (folded(query).match(word) ?? []).map((each) => each.slice(0, Math.max(3, each.length - 3)));
  const isFound = (/** @type {string} */ each) => stems.some((stem) => folded(each).startsWith(stem));
  const words = [...text.matchAll(word)].filter(([each = ""]) => isFound(each));
  const start = Math.max(0, (words[0]?.index ?? 0) - before);
  const made = element("span", { class: "found", dir: "auto" }, ...(start ? ["…"] : []));
  let at = start;
  for (const { 0: each = "", index = 0 } of words) {
    if (index < at || index > start + whole) continue;
    made.append(text.slice(at, index), element("mark", {}, each));
    at = index + each.length;
  }
  const end = Math.max(at, start + whole);
  made.append(text.slice(at, end), ...(text.length > end ? ["…"] : []));
  return made;
}
