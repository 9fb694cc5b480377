import { element } from "./dom.js";
import { labels } from "./files/labels.js";

/** Tells of new messages those who do not see the chat: by a screen reader's voice, and by the tab's title. */
export class Announcer {
  element = element("div", { class: "unseen", role: "status", "aria-live": "polite" });
  #words;
  #missed = 0;
  #title = "";
  #alert = "";

  /**
   * @param {Widget.Words} words
   * @param {AbortSignal} signal
   */
  constructor(words, signal) {
    this.#words = words;
    document.addEventListener("visibilitychange", () => document.hidden || this.#restoreTitle(), { signal });
    signal.addEventListener("abort", () => this.#restoreTitle());
  }

  /** @param {Wire.Message} message */
  announce({ author_name: name = this.#words.staff, text, attachments }) {
    const said = [labels(attachments, this.#words), text].filter(Boolean).join(". ");
    this.element.textContent = this.#words.announce(name, said);
    if (!document.hidden) return;
    // The page may have changed its title meanwhile; then that one is to be restored.
    if (document.title !== this.#alert) this.#title = document.title;
    this.#missed++;
    this.#alert = `${this.#words.titleAlert(this.#missed)} · ${this.#title}`;
    document.title = this.#alert;
  }

  #restoreTitle() {
    if (this.#missed && document.title === this.#alert) document.title = this.#title;
    this.#missed = 0;
  }
}
