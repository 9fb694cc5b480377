import { element } from "../../base/dom.js";

/**
 * @typedef {object} Choice
 * @property {string} text
 * @property {Node} [sign]
 * @property {boolean} [isChosen]
 * @property {boolean} [isDangerous]
 * @property {() => void} choose
 */

/** So far from the edges of the screen it stays, in pixels. */
const margin = 8;

/** A button that unfolds choices. */
export class Menu {
  element = element("div", { class: "menu-anchor" });
  #button;
  #menu = element("div", { class: "menu", role: "menu", hidden: "" });
  #choices;

  /**
   * @param {object} parts
   * @param {HTMLButtonElement} parts.button
   * @param {() => Choice[]} parts.choices  asked for whenever it opens
   * @param {AbortSignal} parts.signal
   */
  constructor({ button, choices, signal }) {
    this.#button = button;
    this.#choices = choices;
    button.setAttribute("aria-haspopup", "menu");
    button.setAttribute("aria-expanded", "false");
    this.element.append(button, this.#menu);
    button.addEventListener("click", () => (this.#menu.hidden ? this.open() : this.close()));
    this.#menu.addEventListener("keydown", (event) => this.#pressed(event));
    this.element.addEventListener("focusout", (event) => {
      if (event.relatedTarget && !this.element.contains(/** @type {Node} */ (event.relatedTarget))) this.close();
    });
    document.addEventListener("pointerdown", (event) => {
      if (!this.element.contains(/** @type {Node} */ (event.target))) this.close();
    }, { signal });
  }

  open() {
    const items = this.#choices().map(({ text, sign, isChosen, isDangerous, choose }) => {
      const role = isChosen === undefined ? "menuitem" : "menuitemradio";
      const item = element("button", { type: "button", tabindex: "-1", role });
      if (isChosen !== undefined) item.setAttribute("aria-checked", String(isChosen));
      if (isDangerous) item.classList.add("danger");
      if (sign) item.append(sign);
      item.append(element("span", { dir: "auto" }, text));
      item.addEventListener("click", () => {
        this.close();
        this.#button.focus();
        choose();
      });
      return item;
    });
    this.#menu.replaceChildren(...items);
    this.#menu.hidden = false;
    this.#button.setAttribute("aria-expanded", "true");
    this.#stayOnScreen();
    this.#goTo(items.find((each) => each.ariaChecked === "true") ?? items[0]);
  }

  /** It hangs on the button's edge, which may be too near to the screen's for the names that stand in it. */
  #stayOnScreen() {
    const { style } = this.#menu;
    style.transform = "";
    const { left, right } = this.#menu.getBoundingClientRect();
    const { clientWidth } = document.documentElement;
    const shift = Math.max(0, margin - left) - Math.max(0, right - clientWidth + margin);
    if (shift) style.transform = `translateX(${shift}px)`;
  }

  /**
   * One of the choices can be reached by Tab, so that what is scrolled out of sight can be reached by all.
   * @param {HTMLElement | undefined} item
   */
  #goTo(item) {
    for (const each of this.#menu.children) each.setAttribute("tabindex", each === item ? "0" : "-1");
    item?.focus();
  }

  close() {
    if (this.#menu.hidden) return;
    const hadFocus = this.#menu.contains(document.activeElement);
    this.#menu.hidden = true;
    this.#button.setAttribute("aria-expanded", "false");
    if (hadFocus) this.#button.focus();
  }

  /** @param {KeyboardEvent} event */
  #pressed(event) {
    event.stopPropagation();
    const items = [...this.#menu.children].map((each) => /** @type {HTMLElement} */ (each));
    const at = items.findIndex((each) => each === document.activeElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1 + items.length, Home: 0, End: items.length - 1 }[event.key];
    if (to !== undefined) {
      event.preventDefault();
      this.#goTo(items[to % items.length]);
    } else if (event.key === "Escape") {
      this.close();
    }
  }
}
