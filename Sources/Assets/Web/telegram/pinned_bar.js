import { element, icon } from "./dom.js";
import { plainText } from "./people.js";
import { texts } from "./texts.js";

/** @typedef {import("./wire").Message} Message */

/** The message pinned last, above the others. */
export class PinnedBar {
  #show;
  #what = element("span");
  #count = element("small");
  element = element("button", { type: "button", class: "pinned", "data-testid": "pinned", hidden: true, click: () => this.#go() },
    icon("pin"), element("span", { class: "text" }, element("b", {}, texts.pinnedMessage), this.#what), this.#count);
  /** @type {Message | undefined} */
  #message;

  /** @param {(id: number) => void} show Scrolls to a message. */
  constructor(show) {
    this.#show = show;
  }

  /** @param {Message[]} pinned The newest first. */
  render(pinned) {
    this.#message = pinned[0];
    this.element.hidden = !this.#message;
    this.#what.textContent = this.#message ? plainText(this.#message) : "";
    this.#count.textContent = pinned.length > 1 ? String(pinned.length) : "";
  }

  #go() {
    if (this.#message) this.#show(this.#message.message_id);
  }
}
