import { element } from "../../../base/dom.js";
import { Choice } from "../../controls/choice.js";
import { Form } from "../../controls/form.js";
import { icon } from "../../controls/icons.js";
import { switchControl } from "../../controls/switch.js";
import { Draft } from "../draft.js";
import { FieldEditor } from "./field_editor.js";

/** The server's limit. */
const most = 8;

/** @type {readonly Wire.ContactField["kind"][]} */
const kinds = ["name", "email", "phone", "text"];

/** The contact form as an administrator makes it. It is kept until it is saved or discarded. */
export class FormEditor {
  element = element("div", { class: "look-form" });
  #parts;
  #saved;
  /** @type {Draft<{ form: string }>} */
  #draft;
  #when;
  #audience;
  #isOnlyOutOfHours = false;
  /** The switch for it, which is drawn anew when the form is filled. */
  #outOfHours = element("div");
  #list = element("ol", { class: "questions", "data-testid": "questions" });
  #adders = element("div", { class: "adders" });
  #moved = element("p", { class: "unseen", role: "status" });
  /** @type {FieldEditor[]} */
  #fields = [];
  /**
   * The inputs that are checked before it is sent.
   * @type {import("../../controls/field.js").Field<any>[]}
   */
  #inputs = [];
  #form;
  #showState;

  /** @param {import("../settings.js").PageParts & { form: Wire.ContactForm, changed: (form: Wire.ContactForm) => void }} parts */
  constructor(parts) {
    const { form, words: { contact: said, widget }, me, signal } = parts;
    this.#parts = parts;
    this.#saved = form;
    this.#draft = new Draft(me, "contact");
    const changed = () => this.#touched();
    /** @type {Choice<Wire.ContactForm["when"]>} */
    this.#when = new Choice({ label: said.when, options: said.moments, value: form.when, name: "when", changed });
    /** @type {Choice<Wire.ContactForm["audience"]>} */
    this.#audience = new Choice({
      label: said.audience, options: said.audiences, value: form.audience, name: "audience", changed,
    });
    const discard = element("button", { class: "button", type: "button", "data-testid": "discard" }, widget.discard);
    this.#form = this.#newForm(discard);
    this.#form.element.addEventListener("input", changed);
    const note = element("p", { class: "note", "data-testid": "unsaved" }, widget.unsaved);
    this.element.append(this.#form.element, note);
    this.#showState = () => (discard.hidden = note.hidden = !this.#isChanged);
    discard.addEventListener("click", () => {
      this.#draft.value = undefined;
      this.#fill(this.#saved);
    });
    addEventListener("beforeunload", (event) => this.#isChanged && event.preventDefault(), { signal });
    const kept = this.#draft.value?.form;
    this.#fill(kept ? JSON.parse(kept) : form);
  }

  /** @returns {Wire.ContactForm} */
  get #shown() {
    return {
      when: this.#when.value,
      audience: this.#audience.value,
      only_out_of_hours: this.#isOnlyOutOfHours,
      fields: this.#fields.map(({ value }) => value),
    };
  }

  get #isChanged() {
    return JSON.stringify(this.#shown) !== JSON.stringify(this.#saved);
  }

  /** @param {HTMLElement} discard */
  #newForm(discard) {
    const { api, words: { contact: said }, common, locale, toasts, signal } = this.#parts;
    const questions = element("fieldset", { class: "label" }, element("legend", {}, said.questions), this.#list, this.#adders);
    return new Form({
      name: "contact-form",
      fields: this.#inputs,
      content: [this.#when.element, this.#audience.element, this.#outOfHours, questions, this.#moved],
      buttons: [discard],
      submit: said.save,
      words: common,
      locale,
      signal,
      send: async () => {
        this.#saved = (await api.ask("PUT", "contact-form", { body: this.#shown })).form;
        this.#draft.value = undefined;
        this.#fill(this.#saved);
        toasts.show({ title: said.saved, kind: "good" });
      },
      explain: ({ details: { position } }) => {
        const field = this.#fields[(position ?? 0) - 1];
        field?.focus();
        return field && said.wrongField(field.name);
      },
    });
  }

  /** @param {Wire.ContactForm} form */
  #fill({ when, audience, only_out_of_hours: isOnlyOutOfHours = false, fields }) {
    const { contact: said } = this.#parts.words;
    [this.#when.value, this.#audience.value, this.#isOnlyOutOfHours] = [when, audience, isOnlyOutOfHours];
    this.#outOfHours.replaceChildren(switchControl({
      label: said.outOfHours, hint: said.outOfHoursHint, isOn: isOnlyOutOfHours, name: "out-of-hours",
      changed: (isOn) => {
        this.#isOnlyOutOfHours = isOn;
        this.#touched();
      },
    }));
    this.#fields = fields.map((field) => this.#editor(field));
    this.#arrange();
    this.#draw();
  }

  /** @param {Wire.ContactField} field */
  #editor(field) {
    return new FieldEditor({
      field,
      words: this.#parts.words,
      move: (editor, step) => this.#move(editor, step),
      remove: (editor) => this.#remove(editor),
    });
  }

  /** @param {Wire.ContactField["kind"]} kind */
  #add(kind) {
    const key = kind === "text" ? `question_${randomKey()}` : kind;
    const editor = this.#editor({ kind, key, label_en: "", label_ru: "", required: false });
    this.#fields.push(editor);
    this.#arrange();
    this.#touched();
    editor.focus();
  }

  /** @param {FieldEditor} editor */
  #remove(editor) {
    const index = this.#fields.indexOf(editor);
    this.#fields.splice(index, 1);
    this.#arrange();
    this.#touched();
    const next = this.#fields[Math.min(index, this.#fields.length - 1)];
    if (next) next.focus();
    else this.#adders.querySelector("button")?.focus();
  }

  /** @param {FieldEditor} editor @param {1 | -1} step */
  #move(editor, step) {
    const from = this.#fields.indexOf(editor);
    const to = from + step;
    if (to < 0 || to >= this.#fields.length) return;
    this.#fields.splice(from, 1);
    this.#fields.splice(to, 0, editor);
    this.#arrange();
    this.#touched();
    editor.focusMover(step);
    this.#moved.textContent = this.#parts.words.contact.movedTo(editor.name, to + 1, this.#fields.length);
  }

  /** Shows the fields in their order, and which others there may be. */
  #arrange() {
    const { words: { contact: said } } = this.#parts;
    this.#list.replaceChildren(...this.#fields.map((field) => field.element));
    for (const [index, field] of this.#fields.entries()) field.place(index === 0, index === this.#fields.length - 1);
    this.#inputs.splice(0, Infinity, ...this.#fields.flatMap(({ inputs }) => inputs));
    const free = kinds.filter((kind) => kind === "text" || !this.#fields.some(({ value }) => value.kind === kind));
    const buttons = free.map((kind) => {
      const button = element("button", { type: "button", class: "button quiet", "data-testid": `add-${kind}` });
      button.append(icon("plus"), said.add[kind]);
      button.addEventListener("click", () => this.#add(kind));
      return button;
    });
    this.#adders.replaceChildren(...(this.#fields.length < most ? buttons : [element("span", { class: "hint" }, said.full)]));
  }

  #touched() {
    this.#form.problem = "";
    this.#draft.value = this.#isChanged ? { form: JSON.stringify(this.#shown) } : undefined;
    this.#draw();
  }

  #draw() {
    this.#showState();
    this.#parts.changed(this.#shown);
  }
}

function randomKey() {
  return Array.from(crypto.getRandomValues(new Uint8Array(4)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
