import { element } from "../../base/dom.js";

let count = 0;

/**
 * Something that is on or off, at once.
 * @param {object} parts
 * @param {string} parts.label
 * @param {string} [parts.hint]
 * @param {boolean} parts.isOn
 * @param {string} parts.name  for tests
 * @param {(isOn: boolean) => void} parts.changed
 */
export function switchControl({ label, hint, isOn, name, changed }) {
  const id = `switch-${++count}`;
  const input = element("input", { type: "checkbox", role: "switch", id, "data-testid": name });
  input.checked = isOn;
  input.addEventListener("change", () => changed(input.checked));
  const words = element("span", {}, element("b", {}, label));
  if (hint) {
    input.setAttribute("aria-describedby", `${id}-hint`);
    words.append(element("span", { class: "hint", id: `${id}-hint` }, hint));
  }
  return element("label", { class: "switch", for: id }, words, input);
}
