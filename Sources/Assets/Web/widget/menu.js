import { adoptStyles, element } from "../base/dom.js";
import { loadModule } from "../base/load_module.js";
import { problemText } from "../base/problem.js";
import { TranscriptLink } from "../chat/transcript/transcript_link.js";

/**
 * @typedef {object} Parts
 * @property {Widget.Loader} loader
 * @property {Widget.Words} words
 * @property {import("../chat/visitor.js").Visitor} visitor
 * @property {AbortSignal} signal
 * @property {HTMLElement} place  where it is drawn, with the button
 * @property {HTMLButtonElement} button
 */

/**
 * @param {Parts} parts
 * @returns {Promise<Menu>}
 */
export async function start(parts) {
  const { locale, root } = parts.loader;
  const [{ default: words }] = await Promise.all([
    loadModule((retry) =>
      /** @type {Promise<typeof import("../chat/transcript/locales/en.js")>} */ (import(`../chat/transcript/locales/${locale}.js${retry}`))),
    adoptStyles(root, [new URL("menu.css", import.meta.url)]),
  ]);
  return new Menu({ ...parts, common: parts.words, words });
}

/** What can be done with the conversation on the screen. */
export class Menu {
  #parts;
  #list = element("div", { role: "menu" });
  #problem = element("p", { role: "status" });
  #element = element("div", { class: "menu", hidden: "" }, this.#list, this.#problem);

  /**
   * @param {Omit<Parts, "words"> & { common: Widget.Words, words: typeof import("../chat/transcript/locales/en.js").default }} parts
   */
  constructor(parts) {
    const { place, button, common, loader, signal } = parts;
    this.#parts = parts;
    this.#list.setAttribute("aria-label", common.more);
    this.#element.addEventListener("keydown", (event) => this.#pressed(event));
    place.append(this.#element);
    place.addEventListener("focusout", ({ relatedTarget: to }) => {
      if (to && !place.contains(/** @type {Node} */ (to))) this.close();
    });
    loader.root.addEventListener("pointerdown", ({ target }) => {
      if (!place.contains(/** @type {Node} */ (target))) this.close();
    }, { signal });
    button.setAttribute("aria-expanded", "false");
  }

  /** @param {string} ticket */
  toggle(ticket) {
    if (this.#element.hidden) this.#open(ticket);
    else this.close();
  }

  close() {
    const { button, loader } = this.#parts;
    if (this.#element.hidden) return;
    const hadFocus = this.#element.contains(loader.root.activeElement);
    this.#element.hidden = true;
    button.setAttribute("aria-expanded", "false");
    if (hadFocus) button.focus();
  }

  /** @param {string} ticket */
  #open(ticket) {
    const { button, common, words, loader, visitor } = this.#parts;
    const link = new TranscriptLink({
      base: loader.base,
      locale: loader.locale,
      ask: () => visitor.call((api, token) => api.ask("POST", `tickets/${ticket}/transcript`, { token })),
      failed: (problem) => (this.#problem.textContent = problemText(problem, common)),
    });
    link.element.setAttribute("role", "menuitem");
    link.element.append(words.download);
    this.#problem.textContent = "";
    this.#list.replaceChildren(link.element);
    this.#element.hidden = false;
    button.setAttribute("aria-expanded", "true");
    link.element.focus();
  }

  /** @param {KeyboardEvent} event */
  #pressed(event) {
    if (event.key !== "Escape" || event.isComposing) return;
    // The chat itself stays open.
    event.stopPropagation();
    this.close();
  }
}
