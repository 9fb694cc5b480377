import { element } from "./dom.js";

const address = /\b(?:https?:\/\/|www\.)[^\s<>"'`]+|\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+/giu;

/**
 * A text as nodes, its addresses as links. Nothing in the text is ever taken for markup.
 * @param {string} text
 * @returns {(string | HTMLAnchorElement)[]}
 */
export function linkify(text) {
  /** @type {(string | HTMLAnchorElement)[]} */
  const parts = [];
  let end = 0;
  for (const match of text.matchAll(address)) {
    const [whole = ""] = match;
    const found = withoutPunctuation(whole);
    const href = targetOf(found);
    if (!href) continue;
    parts.push(text.slice(end, match.index));
    parts.push(element("a", { href, target: "_blank", rel: "noopener noreferrer nofollow ugc" }, found));
    end = (match.index ?? 0) + found.length;
  }
  parts.push(text.slice(end));
  return parts.filter((part) => part !== "");
}

/**
 * What ends a sentence, or closes a bracket opened before the address, is not part of it.
 * @param {string} found
 */
function withoutPunctuation(found) {
  for (;;) {
    const last = found.slice(-1);
    const isUnmatched = (last === ")" && !found.includes("(")) || (last === "]" && !found.includes("["));
    if (!isUnmatched && !".,:;!?…»”’".includes(last)) return found;
    found = found.slice(0, -1);
  }
}

/** @param {string} found */
function targetOf(found) {
  const isURL = /^(?:https?:|www\.)/i.test(found);
  const href = !isURL ? `mailto:${found}` : /^www\./i.test(found) ? `https://${found}` : found;
  try {
    return new URL(href).href;
  } catch {
    return undefined;
  }
}
