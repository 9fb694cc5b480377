/** Asks the visitor how to reach them, before or after the first message, if the site wants that; fetched then. */
export class LazyContact {
  #parts;
  /** @type {import("./contact/contact.js").Contact | undefined} */
  #contact;
  #isLoading = false;
  #hasFailed = false;
  /** Something was to be sent that waits for the form. */
  #isHeld = false;
  #attempts = 0;

  /**
   * @param {object} parts
   * @param {Pick<Widget.Loader, "locale" | "root" | "asks">} parts.loader
   * @param {import("./chat_view.js").ChatView} parts.view
   * @param {import("../base/storage.js").BrowserStorage} parts.storage
   */
  constructor(parts) {
    this.#parts = parts;
    parts.view.mayGo = () => this.#mayGo();
  }

  /** The form that is to be shown now. */
  get #due() {
    const { view: { chat: { form, conversation, unsent } } , storage } = this.#parts;
    if (!form || (storage.get("contact") && !form.fields.some(({ required }) => required))) return undefined;
    const hasWritten = conversation.messages.length > 0 || unsent.length > 0;
    return hasWritten === (form.when === "after") ? form : undefined;
  }

  /** The conversation has changed. */
  show() {
    const { view, loader, storage } = this.#parts;
    const form = this.#due;
    this.#contact?.show(form);
    if (this.#isHeld && view.chat.isLoaded && (!form || this.#hasFailed)) {
      this.#isHeld = false;
      view.composer.send();
    }
    if (!form || this.#contact || this.#isLoading) return;
    this.#isLoading = true;
    this.#fetch({ loader, view, storage }).catch((error) => {
      console.error("otvet: the contact form did not load", error);
      this.#isLoading = false;
      this.#hasFailed = true;
      if (this.#isHeld) view.draw();
    });
  }

  /** Whether what is written may be sent: as long as the form stands before it, that stays in its field. */
  #mayGo() {
    const { view: { chat }, loader } = this.#parts;
    // Until the conversation is here nobody knows whether there is something to ask.
    const isUnknown = loader.asks && !chat.isLoaded && !chat.unsent.length;
    this.#isHeld = !this.#hasFailed && (isUnknown || this.#due?.when === "before");
    if (this.#isHeld) this.#contact?.remind();
    return !this.#isHeld;
  }

  /** @param {import("./contact/contact.js").Parts} parts */
  async #fetch(parts) {
    // Some browsers remember that a module could not be fetched; another address asks again.
    const retry = this.#attempts++ ? `?retry=${this.#attempts}` : "";
    const { start } = /** @type {typeof import("./contact/contact.js")} */ (await import(`./contact/contact.js${retry}`));
    this.#contact = await start(parts);
    this.#contact.show(this.#due);
    if (this.#isHeld) this.#contact.remind();
  }
}
