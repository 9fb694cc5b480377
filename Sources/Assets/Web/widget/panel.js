import { element } from "./dom.js";
import { icon } from "./icons.js";
import { followViewport } from "./viewport.js";

/** Where the chat takes the whole screen. Kept equal to the query in panel.css. */
const fullScreen = "(max-width: 480px), (max-height: 480px)";

/** The window of the chat: its header, and below it a conversation. */
export class Panel {
  #element;
  #name;
  #content;
  #title = element("h2", { id: "otvet-title", dir: "auto" });
  #emblem = element("span", { class: "emblem", "aria-hidden": "true" }, icon("talk"));
  #back = element("button", { class: "bar-button back", type: "button", hidden: "" }, icon("back"));
  #close = element("button", { class: "bar-button close", type: "button" }, icon("close"));
  #goBack = () => {};
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
   * @param {Element} parts.content
   * @param {AbortSignal} parts.signal
   * @param {() => void} parts.closed  the visitor has closed it
   */
  constructor({ words, name, content, signal, closed }) {
    this.#words = words;
    this.#closed = closed;
    this.#name = name;
    this.#content = content;
    this.#title.textContent = name;
    this.#close.setAttribute("aria-label", words.close);
    this.#element = element(
      "section",
      { class: "panel", role: "dialog", "aria-labelledby": this.#title.id, "data-testid": "panel", inert: "" },
      element(
        "div",
        { class: "header" },
        this.#back,
        this.#emblem,
        element("div", { class: "heading" }, this.#title, element("p", { class: "status", role: "status" }, this.#status)),
        this.#close,
      ),
      this.#banner,
      content,
    );
    this.#close.addEventListener("click", () => closed());
    this.#back.addEventListener("click", () => this.#goBack());
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

  /** @param {HTMLButtonElement} button  one more in the header */
  add(button) {
    this.#close.before(button);
  }

  /**
   * Puts something else below the header.
   * @param {Element} content
   * @param {{ title: string, label: string, back(): void }} [way]  what it is, and what leads back from it
   */
  show(content, way) {
    this.#content.replaceWith(content);
    this.#content = content;
    this.#title.textContent = way?.title ?? this.#name;
    this.#back.hidden = !way;
    this.#emblem.hidden = !!way;
    this.#back.setAttribute("aria-label", way?.label ?? "");
    this.#goBack = way?.back ?? (() => {});
  }

  /** @param {Widget.Status} status */
  setStatus(status) {
    this.#element.dataset.status = status;
    this.#status.textContent = this.#words[status];
    this.#banner.hidden = status !== "offline";
    this.#banner.textContent = status === "offline" ? this.#words.offlineText : "";
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
    const kinds = "button, a[href], textarea, input, video[controls], [tabindex='0']";
    const all = [...this.#element.querySelectorAll(kinds)];
    const reachable = all.map((each) => /** @type {HTMLElement} */ (each)).filter((each) => each.offsetParent !== null);
    const [first, last] = [reachable[0], reachable[reachable.length - 1]];
    const end = event.shiftKey ? first : last;
    if (/** @type {ShadowRoot} */ (this.#element.getRootNode()).activeElement !== end) return;
    event.preventDefault();
    (event.shiftKey ? last : first)?.focus();
  }
}
