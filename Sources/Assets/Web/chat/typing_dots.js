import { element } from "../base/dom.js";
import { after } from "../base/lifetime.js";
import { timing } from "../base/timing.js";

/** Shows that somebody is writing an answer. */
export class TypingDots {
  element = element("div", { class: "typing", "data-testid": "typing", hidden: "" });
  #words;
  #signal;
  #name = element("span", { class: "unseen" });
  #cancel = () => {};

  /**
   * @param {Widget.Words} words
   * @param {AbortSignal} signal
   */
  constructor(words, signal) {
    this.#words = words;
    this.#signal = signal;
    const dots = element("span", { class: "bubble", "aria-hidden": "true" }, element("i"), element("i"), element("i"));
    this.element.append(dots, this.#name);
  }

  /** @param {string} [name] */
  show(name = this.#words.staff) {
    this.#name.textContent = `${name} ${this.#words.isTyping}`;
    this.element.hidden = false;
    this.#cancel();
    this.#cancel = after(timing.typingExpiry, this.#signal, () => this.hide());
  }

  hide() {
    this.#cancel();
    this.element.hidden = true;
  }
}
