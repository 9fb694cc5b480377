import { ownDocument, ownOf } from "../base/own_document.js";
import { labels } from "./labels.js";

/** Tells of new messages those who do not see the chat: by a screen reader's voice, and by the tab's title. */
export class Announcer {
  #words;
  #aloud;
  #page;
  #missed = 0;
  #title = "";
  #alert = "";

  /**
   * @param {object} parts
   * @param {Widget.Words} parts.words
   * @param {AbortSignal} parts.signal
   * @param {HTMLElement} parts.aloud  what is put there is read aloud
   * @param {Document} [parts.page]  whose title tells of it; unless told otherwise this one
   */
  constructor({ words, signal, aloud, page = document }) {
    this.#words = words;
    this.#aloud = aloud;
    this.#page = ownOf(page);
    ownDocument.addEventListener("visibilitychange", () => ownDocument.hidden || this.#restoreTitle(), { signal });
    signal.addEventListener("abort", () => this.#restoreTitle());
  }

  /** @param {Wire.Message} message */
  announce({ author_name: name = this.#words.staff, text, attachments }) {
    const said = [labels(attachments, this.#words), text].filter(Boolean).join(". ");
    this.#aloud.textContent = this.#words.announce(name, said);
    if (!ownDocument.hidden) return;
    // The page may have changed its title meanwhile; then that one is to be restored.
    if (this.#page.title !== this.#alert) this.#title = this.#page.title;
    this.#missed++;
    this.#alert = `${this.#words.titleAlert(this.#missed)} · ${this.#title}`;
    this.#page.title = this.#alert;
  }

  #restoreTitle() {
    if (this.#missed && this.#page.title === this.#alert) this.#page.title = this.#title;
    this.#missed = 0;
  }
}
