import { element } from "../base/dom.js";
import { cabinetIcon } from "./icons.js";

/**
 * What fills a place where there is nothing yet, and what to do about it.
 * @param {Parameters<typeof cabinetIcon>[0]} sign
 * @param {string} title
 * @param {string} text
 * @param {...Node} more
 */
export function emptyState(sign, title, text, ...more) {
  const emblem = element("span", { class: "emblem", "aria-hidden": "true" }, cabinetIcon(sign));
  return element("div", { class: "empty-state" }, emblem, element("strong", {}, title), element("p", {}, text), ...more);
}

/**
 * The button that leads back to the list where there is no room for both.
 * @param {string} label
 * @param {() => void} back
 */
export function backButton(label, back) {
  const button = element("button", { type: "button", class: "icon-button back", "aria-label": label }, cabinetIcon("back"));
  button.addEventListener("click", back);
  return button;
}
