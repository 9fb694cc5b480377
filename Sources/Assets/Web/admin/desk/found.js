import { element } from "../../widget/dom.js";

/** So much is shown around the first word that was found, in UTF-16 units. */
const [before, whole] = [40, 160];

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
  const stems = folded(query).match(/[\p{L}\p{N}]+/gu)?.map((word) => word.slice(0, Math.max(3, word.length - 3))) ?? [];
  const isFound = (/** @type {string} */ word) => stems.some((stem) => folded(word).startsWith(stem));
  const words = [...text.matchAll(/[\p{L}\p{N}]+/gu)].filter(([word = ""]) => isFound(word));
  const start = Math.max(0, (words[0]?.index ?? 0) - before);
  const made = element("span", { class: "found", dir: "auto" }, ...(start ? ["…"] : []));
  let at = start;
  for (const { 0: word = "", index = 0 } of words) {
    if (index < at || index > start + whole) continue;
    made.append(text.slice(at, index), element("mark", {}, word));
    at = index + word.length;
  }
  made.append(text.slice(at, Math.max(at, start + whole)), ...(text.length > Math.max(at, start + whole) ? ["…"] : []));
  return made;
}
