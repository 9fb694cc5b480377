import { element } from "./dom.js";

const url = /\b(?:https?:\/\/|www\.)[^\s<>"'`]+/giu;
const [before, after] = [/[\w.+-]/, /[\w-]+(?:\.[\w-]+)+/y];

/**
 * A text as nodes, its addresses as links. Nothing in the text is ever taken for markup.
 * @param {string} text
 * @returns {(string | HTMLAnchorElement)[]}
 */
export function linkify(text) {
  /** @type {(string | HTMLAnchorElement)[]} */
  const parts = [];
  let end = 0;
  for (const { start, whole } of addresses(text)) {
    const found = withoutPunctuation(whole);
    const href = targetOf(found);
    if (!href) continue;
    parts.push(text.slice(end, start));
    parts.push(element("a", { href, target: "_blank", rel: "noopener noreferrer nofollow ugc" }, found));
    end = start + found.length;
  }
  parts.push(text.slice(end));
  return parts.filter((part) => part !== "");
}

/**
 * Links and mail addresses, in their order. Mail is looked for from its `@` in both directions: one expression for it all
 * would begin at every word of a text without any, and read it to its end each time.
 * @param {string} text
 */
function* addresses(text) {
  let end = 0;
  for (const match of text.matchAll(url)) {
    const [whole = ""] = match;
    yield* mails(text, end, match.index ?? 0);
    yield { start: match.index ?? 0, whole };
    end = (match.index ?? 0) + whole.length;
  }
  yield* mails(text, end, text.length);
}

/** @param {string} text @param {number} from @param {number} to */
function* mails(text, from, to) {
  const part = text.slice(from, to);
  let end = 0;
  for (let at = part.indexOf("@"); at >= 0; at = part.indexOf("@", at + 1)) {
    let start = at;
    while (start > end && before.test(part[start - 1] ?? "")) start -= 1;
    while (start < at && !/\w/.test(part[start] ?? "")) start += 1;
    after.lastIndex = at + 1;
    const domain = after.exec(part)?.[0];
    if (start === at || !domain) continue;
    end = at + 1 + domain.length;
    yield { start: from + start, whole: part.slice(start, end) };
  }
}

/**
 * What ends a sentence, or closes a bracket opened before the address, is not part of it.
 * @param {string} found
 */
function withoutPunctuation(found) {
  const dropped = `.,:;!?…»”’${found.includes("(") ? "" : ")"}${found.includes("[") ? "" : "]"}`;
  let end = found.length;
  while (end > 0 && dropped.includes(found[end - 1] ?? "")) end -= 1;
  return found.slice(0, end);
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
