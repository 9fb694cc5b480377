import { element } from "../../base/dom.js";

let count = 0;

/**
 * @typedef {object} FieldParts
 * @property {string} label
 * @property {string} [hint]
 * @property {Record<string, string>} [attributes]  of the input
 * @property {(value: string) => string} [check]  what is wrong with a value; empty if nothing is
 */

/**
 * A labelled input, with a hint and a place for what is wrong with it.
 * @template {HTMLInputElement | HTMLTextAreaElement} [I=HTMLInputElement]
 */
export class Field {
  element = element("div", { class: "label" });
  input;
  /** Where the input stands, for what belongs beside it. */
  row = element("div", { class: "row" });
  #check;
  #problem;

  /** @param {FieldParts & { input: I }} parts */
  constructor({ input, label, hint, attributes = {}, check = () => "" }) {
    const id = `field-${++count}`;
    this.input = input;
    this.#check = check;
    this.#problem = element("span", { class: "error", id: `${id}-problem`, "data-testid": "field-problem" });
    const described = [this.#problem.id];
    for (const [name, value] of Object.entries({ id, class: "input", ...attributes })) input.setAttribute(name, value);
    this.row.append(input);
    this.element.append(element("label", { for: id }, label), this.row);
    if (hint) {
      described.push(`${id}-hint`);
      this.element.append(element("span", { class: "hint", id: `${id}-hint` }, hint));
    }
    this.element.append(this.#problem);
    input.setAttribute("aria-describedby", described.join(" "));
    input.addEventListener("input", () => (this.problem = ""));
  }

  get value() {
    return this.input.value;
  }

  set value(text) {
    this.input.value = text;
  }

  /** A sentence that says what to do; empty takes it away. */
  set problem(/** @type {string} */ text) {
    this.#problem.textContent = text;
    if (text) this.input.setAttribute("aria-invalid", "true");
    else this.input.removeAttribute("aria-invalid");
  }

  /** Whether the value will do; if not, it is said. */
  isRight() {
    const problem = this.#check(this.value);
    this.problem = problem;
    return problem === "";
  }
}

/** @param {FieldParts} parts */
export function textField(parts) {
  return new Field({ ...parts, input: element("input", { type: "text", dir: "auto" }) });
}

/** @param {FieldParts} parts */
export function textArea(parts) {
  return new Field({ ...parts, input: element("textarea", { dir: "auto", rows: "5" }) });
}

/**
 * A code of an app, a bot, or kept on paper.
 * @param {FieldParts} parts
 */
export function codeField({ attributes, ...parts }) {
  const code = {
    autocomplete: "one-time-code",
    autocapitalize: "characters",
    spellcheck: "false",
    maxlength: "32",
    class: "input code",
    ...attributes,
  };
  return new Field({ ...parts, attributes: code, input: element("input", { type: "text" }) });
}
