/** @typedef {Node | string | null | undefined | false} Child */

/**
 * Makes an element. Text becomes text nodes only, so nothing that people write is ever read as markup.
 *
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, string | boolean | undefined | ((event: any) => void)>} attributes
 *   Functions are listeners; `true` is an attribute without a value, `false` and undefined none.
 * @param {Child[]} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") made.addEventListener(name, value);
    else if (typeof value === "string") made.setAttribute(name, value);
    else if (value) made.setAttribute(name, "");
  }
  for (const child of children) if (child) made.append(child);
  return made;
}

const paths = {
  back: "M15 5l-7 7 7 7",
  down: "M6 9l6 6 6-6",
  send: "M4 12l16-8-6 16-3-6z",
  lock: "M7 11V8a5 5 0 0110 0v3M5 11h14v9H5z",
  open: "M7 11V8a5 5 0 019.6-2M5 11h14v9H5z",
  reply: "M10 8L5 12l5 4M5 12h9a5 5 0 015 5v1",
  edit: "M5 19l1-4L16 5l3 3L9 18z",
  close: "M6 6l12 12M18 6L6 18",
  trash: "M5 7h14M10 7V5h4v2M7 7l1 13h8l1-13",
  attach: "M20 11l-8.5 8.5a5 5 0 01-7-7L13 4a3.3 3.3 0 014.7 4.7l-8.5 8.5a1.6 1.6 0 01-2.3-2.3L14.5 7",
  file: "M7 3h7l4 4v14H7zM14 3v4h4",
  pin: "M9 4h6l-1 6 3 3v2H7v-2l3-3zM12 15v6",
  like: "M8 11l3-7a2 2 0 012 2v4h5.5l-1.5 9H8zM4 11h4v8H4z",
};

/** @param {keyof typeof paths} name */
export function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", paths[name]);
  svg.append(path);
  return svg;
}

/**
 * A button that shows an icon only.
 *
 * @param {keyof typeof paths} name
 * @param {string} label
 * @param {(event: MouseEvent) => void} onClick
 */
export function iconButton(name, label, onClick) {
  return element("button", { type: "button", class: "icon", "aria-label": label, title: label, click: onClick }, icon(name));
}
