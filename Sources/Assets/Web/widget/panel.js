import { element } from "./dom.js";
import { icon } from "./icons.js";
import { followViewport } from "./viewport.js";

/** Where the chat takes the whole screen. Kept equal to the query in panel.css. */
const fullScreen = "(max-width: 480px), (max-height: 480px)";

/** The window of the chat: header, the place for the messages, the place for the composer. */
export class Panel {
  scroller = element("div", { class: "scroller", role: "region", tabindex: "0" });
  jump = element("button", { class: "jump", type: "button", hidden: "" });
  #element;
  #body;
  #status = element("span");
  #banner = element("p", { class: "banner", role: "status", hidden: "" });
  #words;
  #isOpen = false;
  #fullScreen = matchMedia(fullScreen);
  #closed;

  /**
   * @param {object} parts
   * @param {Widget.Words} parts.words
   * @param {string} parts.name  who answers
   * @param {Node} parts.composer
   * @param {AbortSignal} parts.signal
   * @param {() => void} parts.closed  the visitor has closed it
   */
  constructor({ words, name, composer, signal, closed }) {
    this.#words = words;
    this.#closed = closed;
    const close = element("button", { class: "close", type: "button", "aria-label": words.close }, icon("close"));
    const title = element("h2", { id: "otvet-title", dir: "auto" }, name);
    this.scroller.setAttribute("aria-label", words.messages);
    this.jump.setAttribute("aria-label", words.jump);
    this.jump.append(icon("down"), element("span", { class: "count", "aria-hidden": "true" }));
    this.#body = element("div", { class: "body" }, this.scroller, this.jump);
    this.#element = element(
      "section",
      { class: "panel", role: "dialog", "aria-labelledby": title.id, "data-testid": "panel", inert: "" },
      element(
        "div",
        { class: "header" },
        element("span", { class: "emblem", "aria-hidden": "true" }, icon("talk")),
        element("div", { class: "heading" }, title, element("p", { class: "status", role: "status" }, this.#status)),
        close,
      ),
      this.#banner,
      this.#body,
      composer,
    );
    close.addEventListener("click", () => closed());
    this.#element.addEventListener("keydown", (event) => this.#pressed(event));
    this.#fullScreen.addEventListener("change", () => this.#adapt(), { signal });
    followViewport(this.#element, signal);
    this.#adapt();
  }

  get element() {
    return this.#element;
  }

  get isOpen() {
    return this.#isOpen;
  }

  /** @param {boolean} isOpen */
  setOpen(isOpen) {
    this.#isOpen = isOpen;
    this.#element.classList.toggle("open", isOpen);
    this.#element.inert = !isOpen;
  }

  /** @param {Widget.Status} status */
  setStatus(status) {
    this.#element.dataset.status = status;
    this.#status.textContent = this.#words[status];
    this.#banner.hidden = status !== "offline";
    this.#banner.textContent = status === "offline" ? this.#words.offlineText : "";
  }

  /**
   * The button that leads to the newest message, with how many have come meanwhile.
   * @param {boolean} isShown
   * @param {number} count
   */
  setJump(isShown, count) {
    this.jump.hidden = !isShown;
    const shown = /** @type {Element} */ (this.jump.lastElementChild);
    shown.textContent = count ? String(count) : "";
  }

  #adapt() {
    this.#element.setAttribute("aria-modal", String(this.#fullScreen.matches));
  }

  /** @param {KeyboardEvent} event */
  #pressed(event) {
    if (event.key === "Escape" && !event.isComposing) this.#closed();
    else if (event.key === "Tab" && this.#fullScreen.matches) this.#keepFocus(event);
  }

  /**
   * On a phone nothing behind the chat can be seen, so nothing behind it may get the focus.
   * @param {KeyboardEvent} event
   */
  #keepFocus(event) {
    const all = [...this.#element.querySelectorAll("button, a[href], textarea, input, video[controls], [tabindex='0']")];
    const reachable = all.map((each) => /** @type {HTMLElement} */ (each)).filter((each) => each.offsetParent !== null);
    const [first, last] = [reachable[0], reachable[reachable.length - 1]];
    const end = event.shiftKey ? first : last;
    if (/** @type {ShadowRoot} */ (this.#element.getRootNode()).activeElement !== end) return;
    event.preventDefault();
    (event.shiftKey ? last : first)?.focus();
  }
}
