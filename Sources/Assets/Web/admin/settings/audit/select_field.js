import { element } from "../../../base/dom.js";

/** @typedef {ReturnType<typeof selectField>} SelectField */

/**
 * One of many values, in the browser's own list.
 * @param {object} parts
 * @param {string} parts.label
 * @param {string} parts.name  for tests
 * @param {[value: string, text: string][]} parts.options
 * @param {() => void} parts.changed
 */
export function selectField({ label, name, options, changed }) {
  const select = element("select", { class: "input", "data-testid": name });
  const add = (/** @type {string} */ value, /** @type {string} */ text) => {
    select.append(element("option", { value }, text));
  };
  for (const [value, text] of options) add(value, text);
  select.addEventListener("change", changed);
  return {
    element: element("label", { class: "label" }, label, select),
    add,
    get value() {
      return select.value;
    },
  };
}
