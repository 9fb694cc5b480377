import { element } from "../../base/dom.js";

let count = 0;

/**
 * A few values of which one holds, side by side.
 * @template {string} V
 */
export class Choice {
  element;
  /** @type {Map<string, HTMLInputElement>} */
  #inputs = new Map();

  /**
   * @param {object} parts
   * @param {string} parts.label
   * @param {Record<V, string>} parts.options  by value
   * @param {Partial<Record<V, string>>} [parts.hints]
   * @param {V} parts.value
   * @param {string} parts.name  for tests
   * @param {(value: V) => void} [parts.changed]
   */
  constructor({ label, options, hints, value, name, changed }) {
    const group = `choice-${++count}`;
    const row = element("div", { class: "segments" });
    this.element = element(
      "fieldset", { class: "label choice", "data-testid": name }, element("legend", {}, label), row
    );
    if (hints) this.element.classList.add("with-hints");
    for (const [each, text] of /** @type {[V, string][]} */ (Object.entries(options))) {
      const input = element("input", { type: "radio", name: group, value: each });
      input.checked = each === value;
      input.addEventListener("change", () => changed?.(this.value));
      this.#inputs.set(each, input);
      const words = element("span", {}, element("b", {}, text));
      const hint = hints?.[each];
      if (hint) words.append(element("span", { class: "hint" }, hint));
      row.append(element("label", {}, input, words));
    }
  }

  /** @returns {V} */
  get value() {
    return /** @type {V} */ ([...this.#inputs].find(([, input]) => input.checked)?.[0]);
  }

  set value(/** @type {V} */ value) {
    const input = this.#inputs.get(value);
    if (input) input.checked = true;
  }
}
