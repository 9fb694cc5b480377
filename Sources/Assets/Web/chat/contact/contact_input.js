import { element } from "../../base/dom.js";

/** How browsers and their keyboards are told what is asked. */
const attributes = {
  name: { type: "text", autocomplete: "name", autocapitalize: "words" },
  email: { type: "text", inputmode: "email", autocomplete: "email", autocapitalize: "off", spellcheck: "false", dir: "ltr" },
  phone: { type: "tel", inputmode: "tel", autocomplete: "tel", dir: "ltr" },
  text: { type: "text", autocomplete: "off" },
};

let count = 0;

/** One question: its label, its field, and what is wrong with the answer. */
export class ContactInput {
  element = element("div", { class: "question" });
  key;
  isRequired;
  #words;
  #input;
  #problem;

  /**
   * @param {object} parts
   * @param {Wire.ContactField} parts.field
   * @param {"en" | "ru"} parts.locale
   * @param {typeof import("./locales/en.js").default} parts.words
   * @param {string} parts.value
   */
  constructor({ field, locale, words, value }) {
    const id = `otvet-contact-${++count}`;
    this.key = field.key;
    this.isRequired = field.required;
    this.#words = words;
    const other = locale === "en" ? field.label_ru : field.label_en;
    const own = (locale === "en" ? field.label_en : field.label_ru) || other;
    const label = element("label", { for: id, dir: "auto" }, own || words.kinds[field.kind]);
    if (!field.required) label.append(" ", element("span", { class: "optional" }, words.optional));
    this.#problem = element("span", { class: "wrong", id: `${id}-problem`, role: "alert" });
    this.#input = element("input", { dir: "auto", id, name: field.key, ...attributes[field.kind] });
    this.#input.setAttribute("aria-describedby", this.#problem.id);
    if (field.required) this.#input.setAttribute("aria-required", "true");
    this.#input.value = value;
    this.#input.addEventListener("input", () => this.#say(""));
    this.element.append(label, this.#input, this.#problem);
  }

  get value() {
    return this.#input.value.trim();
  }

  focus() {
    this.#input.focus();
  }

  /** Whether it is answered if it must be; if not, that is said. */
  isAnswered() {
    const isMissing = this.isRequired && !this.value;
    if (isMissing) this.#say(this.#words.problems.contact_missing);
    return !isMissing;
  }

  /**
   * Says what the server finds wrong.
   * @param {string | undefined} code
   */
  refuse(code = "") {
    /** @type {Record<string, string>} */
    const problems = this.#words.problems;
    this.#say(problems[code] ?? this.#words.wrong);
  }

  /** @param {string} text */
  #say(text) {
    this.#problem.textContent = text;
    if (text) this.#input.setAttribute("aria-invalid", "true");
    else this.#input.removeAttribute("aria-invalid");
  }
}
