import { element } from "../../base/dom.js";

/**
 * A button with a sign and no words on it.
 * @param {string} label  what it does, told to who can't see it and to who points at it
 * @param {Node} sign
 * @param {string} [name]  a class of its own
 */
export function iconButton(label, sign, name = "") {
  const made = element("button", { type: "button", class: `icon-button ${name}`.trim(), title: label }, sign);
  made.setAttribute("aria-label", label);
  return made;
}
