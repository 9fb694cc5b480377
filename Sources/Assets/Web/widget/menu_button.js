import { element } from "../base/dom.js";
import { icon } from "../base/icons.js";
import { loadModule } from "../base/load_module.js";

/** The button in the header for what is done now and then. What it opens is fetched when it is first wanted. */
export class MenuButton {
  element = element("div", { class: "menu-place", hidden: "" });
  #button = element("button", { class: "bar-button", type: "button", "aria-haspopup": "menu", "data-testid": "menu" }, icon("more"));
  #parts;
  /** @type {import("./menu.js").Menu | undefined} */
  #menu;
  /** @type {string | undefined} */
  #ticket;

  /**
   * @param {object} parts
   * @param {Widget.Loader} parts.loader
   * @param {Widget.Words} parts.words
   * @param {import("../chat/visitor.js").Visitor} parts.visitor
   * @param {AbortSignal} parts.signal
   */
  constructor(parts) {
    this.#parts = parts;
    this.#button.setAttribute("aria-label", parts.words.more);
    this.#button.addEventListener("click", () => void this.#toggle());
    this.element.append(this.#button);
  }

  /** @param {string | undefined} ticket  the conversation on the screen, once there is one */
  show(ticket) {
    this.element.hidden = !ticket;
    if (ticket !== this.#ticket) this.#menu?.close();
    this.#ticket = ticket;
  }

  async #toggle() {
    try {
      this.#menu ??= await this.#fetch();
    } catch (error) {
      console.error("otvet: the menu did not load", error);
      return;
    }
    if (this.#ticket) this.#menu.toggle(this.#ticket);
  }

  async #fetch() {
    const { start } = await loadModule((retry) =>
      /** @type {Promise<typeof import("./menu.js")>} */ (import(`./menu.js${retry}`)));
    return start({ ...this.#parts, place: this.element, button: this.#button });
  }
}
