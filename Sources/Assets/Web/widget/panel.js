import { element } from "../base/dom.js";
import { loopFocus } from "../base/focus_loop.js";
import { icon } from "../base/icons.js";
import { followViewport } from "../base/viewport.js";

/** Where the chat takes the whole screen. Kept equal to the query in the loader. */
const fullScreen = "(max-width: 480px), (max-height: 480px)";

/** The window of the chat: its header, and below it a conversation. */
export class Panel {
  element;
  /**
   * What it says. Who knows more than that the server can be reached has it say that.
   * @type {Widget.Words}
   */
  words;
  #name;
  #content;
  #title = element("h2", { id: "otvet-title", dir: "auto" });
  #emblem = element("span", { class: "emblem", "aria-hidden": "true" }, icon("talk"));
  #back = element("button", { class: "bar-button back", type: "button", hidden: "" }, icon("back"));
  #close = element("button", { class: "bar-button close", type: "button" }, icon("close"));
  #goBack = () => {};
  #status = element("span");
  #banner = element("p", { class: "banner", role: "status", hidden: "" });
  #isOpen = false;
  #frame;
  #fullScreen;
  #closed;

  /**
   * @param {object} parts
   * @param {Widget.Words} parts.words
   * @param {string} parts.name  who answers
   * @param {Element} parts.content
   * @param {Pick<Widget.Loader, "frame" | "site">} parts.loader
   * @param {AbortSignal} parts.signal
   * @param {() => void} parts.closed  the visitor has closed it
   */
  constructor({ words, name, content, loader, signal, closed }) {
    this.words = words;
    this.#closed = closed;
    this.#name = name;
    this.#content = content;
    this.#frame = loader.frame;
    this.#fullScreen = loader.site.matchMedia(fullScreen);
    this.#title.textContent = name;
    this.#close.setAttribute("aria-label", words.close);
    this.element = element(
      "section",
      { class: "panel", role: "dialog", "aria-labelledby": this.#title.id, "data-testid": "panel" },
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
    this.element.addEventListener("keydown", (event) => this.#pressed(event));
    this.#fullScreen.addEventListener?.("change", () => this.#adapt(), { signal });
    followViewport(loader, signal);
    this.#adapt();
  }

  get isOpen() {
    return this.#isOpen;
  }

  /** @param {boolean} isOpen */
  setOpen(isOpen) {
    this.#isOpen = isOpen;
    this.element.classList.toggle("open", isOpen);
  }

  /**
   * Lets the frame have the whole page, for what is drawn over everything, while the panel stays where it is.
   * @param {boolean} isLarge
   */
  enlarge(isLarge) {
    const { style } = this.element;
    if (isLarge) {
      const { left, top, width } = this.#frame.getBoundingClientRect();
      // On a page with a `zoom` the frame's pixels are not the page's.
      const scale = innerWidth / width;
      const [x, y] = [left * scale, top * scale];
      Object.assign(style, { left: `${x}px`, top: `${y}px`, inlineSize: `${innerWidth}px`, blockSize: `${innerHeight}px` });
    } else {
      Object.assign(style, { left: "", top: "", inlineSize: "", blockSize: "" });
    }
    this.#frame.classList.toggle("large", isLarge);
  }

  /** @param {HTMLElement} button  one more in the header */
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
    this.element.dataset.status = status;
    this.#status.textContent = this.words[status];
    this.#banner.hidden = status !== "offline";
    this.#banner.textContent = status === "offline" ? this.words.offlineText : "";
  }

  #adapt() {
    this.element.setAttribute("aria-modal", String(this.#fullScreen.matches));
    this.element.classList.toggle("small-screen", this.#fullScreen.matches);
  }

  /** @param {KeyboardEvent} event */
  #pressed(event) {
    if (event.key === "Escape" && !event.isComposing) this.#closed();
    // On a phone nothing behind the chat can be seen, so nothing behind it may get the focus.
    else if (this.#fullScreen.matches) loopFocus(this.element, event);
  }
}
