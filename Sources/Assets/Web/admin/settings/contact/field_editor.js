import { element } from "../../../base/dom.js";
import { textField } from "../../controls/field.js";
import { icon } from "../../controls/icons.js";
import { switchControl } from "../../controls/switch.js";

/** One question of the contact form, with what can be done with it. */
export class FieldEditor {
  element = element("li", { class: "question", "data-testid": "question" });
  /** Those that are checked before the form is sent. */
  inputs;
  #field;
  #words;
  #title = element("b", { dir: "auto" });
  #up;
  #down;
  #remove;

  /**
   * @param {object} parts
   * @param {Wire.ContactField} parts.field
   * @param {import("../words.js").SettingsWords} parts.words
   * @param {(editor: FieldEditor, step: 1 | -1) => void} parts.move
   * @param {(editor: FieldEditor) => void} parts.remove
   */
  constructor({ field, words: { contact: said }, move, remove }) {
    this.#field = { ...field };
    this.#words = said;
    this.#up = tool("up", () => move(this, -1));
    this.#down = tool("down", () => move(this, 1));
    this.#remove = tool("remove", () => remove(this));
    const isOwn = field.kind === "text";
    /** @param {"label_en" | "label_ru"} name @param {string} label @param {string} lang */
    const label = (name, label, lang) => {
      const made = textField({
        label,
        attributes: { name, maxlength: "80", autocomplete: "off", lang, placeholder: isOwn ? "" : said.standard },
        check: () => (isOwn && !this.#field.label_en.trim() && !this.#field.label_ru.trim() ? said.needsLabel : ""),
      });
      made.value = field[name];
      made.input.addEventListener("input", () => {
        this.#field[name] = made.value;
        this.#draw();
      });
      return made;
    };
    this.inputs = [label("label_en", said.labelEnglish, "en"), label("label_ru", said.labelRussian, "ru")];
    const required = switchControl({
      label: said.required, isOn: field.required, name: "required",
      changed: (isOn) => (this.#field.required = isOn),
    });
    const head = element("div", { class: "question-head" }, this.#title, element("span", { class: "tools" }, this.#up, this.#down, this.#remove));
    const labels = element("div", { class: "pair" }, ...this.inputs.map((each) => each.element));
    this.element.append(head, labels, required);
    this.#draw();
  }

  /** @returns {Wire.ContactField} */
  get value() {
    const { kind, key, label_en: english, label_ru: russian, required } = this.#field;
    return { kind, key, label_en: english.trim(), label_ru: russian.trim(), required };
  }

  /** What it is called here. */
  get name() {
    const { kind, label_en: english, label_ru: russian } = this.#field;
    const own = this.#words.isRussian ? russian || english : english || russian;
    return own.trim() || this.#words.kinds[kind];
  }

  /** @param {boolean} isFirst @param {boolean} isLast */
  place(isFirst, isLast) {
    this.#up.disabled = isFirst;
    this.#down.disabled = isLast;
  }

  focus() {
    this.inputs[this.#words.isRussian ? 1 : 0]?.input.focus();
  }

  /**
   * Leaves the keyboard where it was.
   * @param {1 | -1} step
   */
  focusMover(step) {
    const [same, other] = step < 0 ? [this.#up, this.#down] : [this.#down, this.#up];
    (same.disabled ? other : same).focus();
  }

  #draw() {
    const { name } = this;
    this.#title.textContent = name;
    const said = this.#words;
    for (const [button, text] of /** @type {const} */ ([
      [this.#up, said.up(name)], [this.#down, said.down(name)], [this.#remove, said.remove(name)],
    ])) {
      button.setAttribute("aria-label", text);
      button.title = text;
    }
  }
}

/** @param {"up" | "down" | "remove"} name @param {() => void} action */
function tool(name, action) {
  const button = element("button", { type: "button", class: "icon-button", "data-testid": name }, icon(name));
  button.addEventListener("click", action);
  return button;
}
