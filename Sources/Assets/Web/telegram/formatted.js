import { element } from "./dom.js";

/** @typedef {import("./wire").Entity} Entity */

const tags = /** @type {Record<string, keyof HTMLElementTagNameMap>} */ ({
  bold: "strong", italic: "em", underline: "u", strikethrough: "s", code: "code", pre: "pre",
  blockquote: "blockquote", expandable_blockquote: "blockquote",
});

/**
 * A text with its styling.
 *
 * @param {string} text
 * @param {Entity[]} entities May be nested, but do not overlap in part.
 * @returns {DocumentFragment}
 */
export function formatted(text, entities = []) {
  const outermostFirst = [...entities].sort((a, b) => a.offset - b.offset || b.length - a.length);
  const fragment = document.createDocumentFragment();
  fill(fragment, text, 0, text.length, outermostFirst);
  return fragment;
}

/**
 * @param {Node} parent
 * @param {string} text
 * @param {number} start
 * @param {number} end
 * @param {Entity[]} entities
 */
function fill(parent, text, start, end, entities) {
  let at = start;
  for (let index = 0; index < entities.length; index += 1) {
    const entity = entities[index];
    if (!entity || entity.offset < at) continue; // inside of one that is done already
    const from = Math.min(entity.offset, end);
    const to = Math.min(entity.offset + entity.length, end);
    parent.appendChild(document.createTextNode(text.slice(at, from)));
    const inner = entities.slice(index + 1).filter((other) => other.offset < to);
    const styled = wrapper(entity, text.slice(from, to));
    fill(styled, text, from, to, inner);
    parent.appendChild(styled);
    at = to;
  }
  parent.appendChild(document.createTextNode(text.slice(at, end)));
}

/** @param {Entity} entity @param {string} text @returns {HTMLElement} */
function wrapper(entity, text) {
  const tag = tags[entity.type];
  if (tag) return element(tag);
  if (entity.type === "spoiler") {
    return element("span", { class: "spoiler", click: (event) => event.currentTarget.classList.add("revealed") });
  }
  const address = entity.type === "url" ? text : entity.url;
  if (address && /^(https?|tg):/i.test(address)) {
    return element("a", { href: address, target: "_blank", rel: "noopener noreferrer" });
  }
  return element("span", { class: entity.type === "bot_command" || entity.type === "mention" ? "found" : undefined });
}
