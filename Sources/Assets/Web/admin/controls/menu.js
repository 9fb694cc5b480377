import { element } from "../../base/dom.js";
import { icon } from "./icons.js";

/**
 * @typedef {object} MenuItem
 * @property {string} text
 * @property {import("./icons.js").IconName} [icon]
 * @property {boolean} [isDangerous]
 * @property {string} testid
 * @property {() => void} choose
 */

/** A button that opens a list of what can be done (ARIA: menu button). */
export class Menu {
  element = element("div", { class: "menu-place" });
  button;
  #items;
  #list = element("div", { class: "menu", role: "menu", hidden: "" });

  /**
   * @param {object} parts
   * @param {string} parts.label
   * @param {() => MenuItem[]} parts.items  asked for when it opens
   */
  constructor({ label, items }) {
    this.#items = items;
    this.button = element("button", {
      class: "icon-button",
      type: "button",
      "aria-haspopup": "menu",
      "aria-expanded": "false",
      "aria-label": label,
      "data-testid": "menu",
    }, icon("more"));
    this.#list.setAttribute("aria-label", label);
    this.element.append(this.button, this.#list);
    this.button.addEventListener("click", () => (this.#list.hidden ? this.#open() : this.#close()));
    this.element.addEventListener("keydown", (event) => this.#pressed(event));
    this.element.addEventListener("focusout", ({ relatedTarget }) => {
      if (!(relatedTarget instanceof Node && this.element.contains(relatedTarget))) this.#close();
    });
  }

  #open() {
    const entries = this.#items().map(({ text, icon: name, isDangerous, testid, choose }) => {
      const entry = element("button", { type: "button", role: "menuitem", tabindex: "-1", "data-testid": testid });
      if (isDangerous) entry.classList.add("danger");
      entry.append(...(name ? [icon(name)] : []), text);
      // Safari gives buttons no focus when they are clicked, which would close the menu before the click.
      entry.addEventListener("pointerdown", (event) => event.preventDefault());
      entry.addEventListener("click", () => {
        this.#close();
        this.button.focus();
        choose();
      });
      return entry;
    });
    this.#list.replaceChildren(...entries);
    this.#list.hidden = false;
    this.button.setAttribute("aria-expanded", "true");
    const { bottom } = this.button.getBoundingClientRect();
    this.#list.classList.toggle("above", bottom + this.#list.offsetHeight + 16 > innerHeight);
    entries[0]?.focus();
  }

  #close() {
    this.#list.hidden = true;
    this.button.setAttribute("aria-expanded", "false");
  }

  /** @param {KeyboardEvent} event */
  #pressed(event) {
    if (this.#list.hidden) return;
    const entries = /** @type {HTMLElement[]} */ ([...this.#list.children]);
    const at = entries.findIndex((entry) => entry === document.activeElement);
    const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
    if (event.key === "Escape") {
      this.#close();
      this.button.focus();
    } else if (next !== undefined) entries.at(next % entries.length)?.focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
}
