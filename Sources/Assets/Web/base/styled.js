import { element } from "./dom.js";
import { linkify } from "./linkify.js";

/**
 * A text as nodes, its formatting as elements. Parts that overlap are cut where one of them ends. Nothing in the text
 * is ever taken for markup.
 * @param {string} text
 * @param {readonly Wire.Span[]} spans
 * @param {string} reveal  says what a hidden part is
 * @returns {(string | Node)[]}
 */
export function styled(text, spans, reveal) {
  const parts = spans.map(({ offset, length, ...rest }) => ({ ...rest, start: offset, end: offset + length }));
  return nodes({ text, reveal }, { start: 0, end: text.length }, parts, true);
}

/** @typedef {{ type: Wire.Span["type"], start: number, end: number, url?: string }} Part */

/**
 * @param {{ text: string, reveal: string }} source
 * @param {{ start: number, end: number }} range
 * @param {readonly Part[]} parts
 * @param {boolean} hasLinks  addresses become links
 * @returns {(string | Node)[]}
 */
function nodes(source, range, parts, hasLinks) {
  /** @param {number} start @param {number} end */
  const plain = (start, end) => {
    let text = source.text.slice(start, end);
    // A block begins and ends a line by itself.
    if (isBlock(made.at(-1)) && text.startsWith("\n")) text = text.slice(1);
    return hasLinks ? linkify(text) : [text];
  };
  /** @type {(string | Node)[]} */
  const made = [];
  let at = range.start;
  let rest = [...parts];
  while (rest.length > 0) {
    rest.sort((a, b) => a.start - b.start || b.end - a.end);
    const [first, ...others] = /** @type {[Part, ...Part[]]} */ (rest);
    const start = Math.max(first.start, at);
    const end = Math.min(first.end, range.end);
    const isInside = (/** @type {Part} */ part) => part.start < end;
    const inner = others.filter(isInside).map((part) => ({ ...part, end: Math.min(part.end, end) }));
    rest = others.flatMap((part) => (!isInside(part) ? [part] : part.end > end ? [{ ...part, start: end }] : []));
    if (start >= end) continue;
    const isBlocky = first.type === "pre" || first.type === "quote";
    made.push(...plain(at, isBlocky && source.text[start - 1] === "\n" ? Math.max(at, start - 1) : start));
    const children = nodes(source, { start, end }, inner, hasLinks && !["link", "code", "pre"].includes(first.type));
    made.push(wrap(first, children, source.reveal));
    at = end;
  }
  made.push(...plain(at, range.end));
  return made.filter((part) => part !== "");
}

/** @param {string | Node | undefined} node */
function isBlock(node) {
  return node instanceof HTMLPreElement || node instanceof HTMLQuoteElement;
}

const tags = /** @type {const} */ ({
  bold: "strong",
  italic: "em",
  underline: "u",
  strikethrough: "s",
  quote: "blockquote",
  code: "code",
  pre: "pre",
});

/**
 * @param {Part} part
 * @param {(string | Node)[]} children
 * @param {string} reveal
 * @returns {Node}
 */
function wrap({ type, url }, children, reveal) {
  if (type === "spoiler") return spoiler(children, reveal);
  if (type !== "link") return element(tags[type] ?? "span", {}, ...children);
  if (!url || !/^(?:https?|mailto):/i.test(url)) return element("span", {}, ...children);
  return element("a", { href: url, target: "_blank", rel: "noopener noreferrer nofollow ugc" }, ...children);
}

/**
 * Hidden until it is asked for, by pointer or by key.
 * @param {(string | Node)[]} children
 * @param {string} reveal
 */
function spoiler(children, reveal) {
  const cover = element("span", { class: "spoiler", role: "button", tabindex: "0", "aria-label": reveal }, ...children);
  const open = () => {
    cover.classList.add("open");
    for (const name of ["role", "tabindex", "aria-label"]) cover.removeAttribute(name);
  };
  cover.addEventListener("click", open, { once: true });
  cover.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    open();
  });
  return cover;
}
