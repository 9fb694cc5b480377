import { element } from "../../base/dom.js";
import { icon } from "./icons.js";

let count = 0;

/**
 * A dialog with a title over the page. Resolves nothing: what happens in it is its content's business.
 */
export class Window {
  element;
  #title;
  #body = element("div", { class: "window-body" });
  #close;
  #mustBeAnswered = false;

  /**
   * @param {object} parts
   * @param {Node} parts.place  where it is put: within the styles it needs
   * @param {string} parts.title
   * @param {import("./words.js").ControlWords} parts.words
   * @param {AbortSignal} parts.signal
   * @param {() => void} [parts.closed]
   */
  constructor({ place, title, words, signal, closed }) {
    this.#title = element("h2", { id: `window-${++count}`, tabindex: "-1" }, title);
    this.#close = element("button", { class: "icon-button", type: "button", "aria-label": words.close }, icon("close"));
    const head = element("div", { class: "window-head" }, this.#title, this.#close);
    this.element = element("dialog", {
      class: "dialog window", "aria-labelledby": this.#title.id, "data-testid": "window",
    });
    this.element.append(head, this.#body);
    this.#close.addEventListener("click", () => this.close());
    this.element.addEventListener("cancel", (event) => {
      if (this.#mustBeAnswered) event.preventDefault();
    });
    this.element.addEventListener("keydown", (event) => event.stopPropagation());
    this.element.addEventListener("close", () => {
      this.element.remove();
      closed?.();
    });
    signal.addEventListener("abort", () => this.close(), { once: true });
    place.appendChild(this.element);
  }

  /**
   * Shows this and nothing else.
   * @param {object} step
   * @param {string} [step.title]
   * @param {(Node | string)[]} step.content
   * @param {boolean} [step.isLast]  told this once: only a button of the content closes it
   */
  show({ title, content, isLast = false }) {
    if (title !== undefined) this.#title.textContent = title;
    this.#mustBeAnswered = isLast;
    this.#close.hidden = isLast;
    this.#body.replaceChildren(...content);
    if (!this.element.open) this.element.showModal();
    const first = this.#body.querySelector("input, textarea");
    (first instanceof HTMLElement ? first : this.#title).focus();
  }

  close() {
    if (this.element.open) this.element.close();
  }
}
