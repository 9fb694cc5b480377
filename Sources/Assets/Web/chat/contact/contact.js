import { APIError } from "../../base/call.js";
import { element, whenSubmitted } from "../../base/dom.js";
import { loadModule } from "../../base/load_module.js";
import { problemText } from "../../base/problem.js";
import { ContactInput } from "./contact_input.js";

/**
 * @typedef {object} Parts
 * @property {Pick<Widget.Loader, "locale" | "root" | "asks">} loader
 * @property {import("../chat_view.js").ChatView} view
 * @property {import("../../base/storage.js").BrowserStorage} storage
 */

/** Under which name it is kept what is half filled in. */
const draft = "draft:contact";
/** The same for that it was skipped. Both go with the visitor. */
const dismissed = "draft:contact-skipped";

/**
 * Puts the contact form below the conversation.
 * @param {Parts} parts
 */
export async function askForContact(parts) {
  const { loader, view } = parts;
  const { default: words } = await loadModule((retry) =>
    /** @type {Promise<typeof import("./locales/en.js")>} */ (import(`./locales/${loader.locale}.js${retry}`)));
  const contact = new Contact({ ...parts, words });
  view.around(() => view.ending.before(contact.element));
  view.composer.mayGo = () => contact.mayGo();
  return contact;
}

/** Questions with a button, and one to go on without them if none must be answered. */
export class Contact {
  element = element("form", { class: "contact", novalidate: "", hidden: "", "data-testid": "contact" });
  #parts;
  #shown = "";
  /** @type {ContactInput[]} */
  #inputs = [];
  #trouble = element("p", { class: "trouble", role: "alert" });

  /** @param {Parts & { words: typeof import("./locales/en.js").default }} parts */
  constructor(parts) {
    this.#parts = parts;
  }

  /** The form that is to be shown now. */
  get #due() {
    const { view: { chat: { form, conversation, unsent } }, storage } = this.#parts;
    if (!form || (storage.get(dismissed) && !form.fields.some(({ required }) => required))) return undefined;
    const hasWritten = conversation.messages.length > 0 || unsent.length > 0;
    return hasWritten === (form.when === "after") ? form : undefined;
  }

  /** Whether what is written may be sent: as long as the form stands before it, that stays in its field. */
  mayGo() {
    const { view, loader } = this.#parts;
    const form = this.#due;
    // As long as the conversation is not here nobody knows whether there is something to ask.
    view.composer.isHeld = form ? form.when === "before" : !!loader.asks && !view.chat.isLoaded && !view.chat.unsent.length;
    if (view.composer.isHeld) (this.#check() ?? this.#inputs[0])?.focus();
    return !view.composer.isHeld;
  }

  /** The conversation has changed. */
  show() {
    const form = this.#due;
    const { view, words } = this.#parts;
    if (!form && view.composer.isHeld && view.chat.isLoaded) {
      view.composer.isHeld = false;
      view.composer.send();
    }
    const shown = JSON.stringify(form ?? null);
    if (shown === this.#shown) return;
    this.#shown = shown;
    view.around(() => {
      this.element.hidden = !form;
      this.element.replaceChildren(...(form ? this.#questions(form) : []));
    });
    if (form?.when === "before") this.#begin();
    if (form?.when !== "before" && view.composer.hint === words.first) view.composer.hint = "";
    if (form?.when === "before") view.composer.hint = words.first;
    view.composer.show();
  }

  /** Of a form that is longer than there is room for, the beginning is shown first. */
  #begin() {
    const { scroller } = this.#parts.view;
    const [form, room] = [this.element.getBoundingClientRect(), scroller.getBoundingClientRect()];
    if (form.top < room.top) scroller.scrollTop += form.top - room.top;
  }

  /** @param {Wire.ContactForm} form */
  #questions(form) {
    const { words, loader: { locale }, storage } = this.#parts;
    const kept = parsed(storage.get(draft));
    this.#inputs = form.fields.map((field) => new ContactInput({ field, locale, words, value: kept.get(field.key) ?? "" }));
    const isOptional = this.#inputs.every(({ isRequired }) => !isRequired);
    const send = element("button", { class: "primary" }, form.when === "before" ? words.begin : words.send);
    whenSubmitted(send, () => void this.#send(send));
    const buttons = element("div", { class: "buttons" }, send);
    if (isOptional) {
      const skip = element("button", { type: "button", class: "quiet" }, words.skip);
      skip.addEventListener("click", () => this.#dismiss());
      buttons.append(skip);
    }
    const title = element("strong", { id: "otvet-contact-title" }, form.when === "before" ? words.before : words.after);
    this.element.setAttribute("aria-labelledby", title.id);
    this.element.oninput = () => {
      const values = this.#inputs.map(({ key, value }) => [key, value]);
      storage.set(draft, JSON.stringify(values));
    };
    this.element.onkeydown = (event) => {
      // Outside of a field Enter does what the button says by itself.
      if (event.key !== "Enter" || event.isComposing || !(event.target instanceof HTMLInputElement)) return;
      event.preventDefault();
      void this.#send(send);
    };
    this.#trouble.textContent = "";
    return [title, ...this.#inputs.map((input) => input.element), this.#trouble, buttons];
  }

  /** Marks what must be answered and is not; the first of them. */
  #check() {
    return this.#inputs.filter((input) => !input.isAnswered())[0];
  }

  /** @param {HTMLButtonElement} button */
  async #send(button) {
    const { view, words } = this.#parts;
    if (button.getAttribute("aria-busy") === "true") return;
    this.#trouble.textContent = "";
    const wrong = this.#check();
    if (wrong) return wrong.focus();
    const answers = Object.fromEntries(this.#inputs.map(({ key, value }) => [key, value]));
    if (!Object.values(answers).some(Boolean)) return this.#dismiss();
    button.setAttribute("aria-busy", "true");
    try {
      await view.chat.call((api, token) => api.ask("POST", "support/contact", { token, body: { answers } }));
      this.#finish();
    } catch (error) {
      if (!(error instanceof APIError)) throw error;
      const { code, details: { field } } = error;
      // It was switched off, or changed, while it was being filled in.
      if (code === "contact_form_off") return this.#finish();
      const input = this.#inputs.find(({ key }) => key === field);
      if (field && !input) return void view.chat.begin();
      if (input) input.refuse(code);
      else this.#trouble.textContent = `${words.failed} ${problemText(error, view.words)}`;
      input?.focus();
    } finally {
      button.removeAttribute("aria-busy");
    }
  }

  #dismiss() {
    this.#parts.storage.set(dismissed, "1");
    this.#finish();
  }

  /** Goes on with the conversation. */
  #finish() {
    const { view, storage } = this.#parts;
    const hadFocus = this.element.matches(":focus-within");
    storage.remove(draft);
    view.chat.form = undefined;
    view.draw();
    if (hadFocus) view.composer.focus();
  }
}

/** @param {string | null} text @returns {Map<string, string>} */
function parsed(text) {
  try {
    return new Map(/** @type {[string, string][]} */ (JSON.parse(text ?? "[]")));
  } catch {
    return new Map();
  }
}
