import { element } from "../../../base/dom.js";
import { after } from "../../../base/lifetime.js";

/** The size of the page within, in CSS pixels: large enough for the chat not to take the whole of it. */
const size = { width: 720, height: 720 };
/**
 * What is shown: a look, and a contact form with what a visitor has written before it.
 * @typedef {{ look: import("./look_page.js").Look, form?: Wire.ContactForm, sample?: string }} Shown
 */

/** A colour that is being dragged is shown when it rests for so long, in milliseconds. */
const rest = 250;

/**
 * The real widget on a page of its own. The page is sandboxed: it can reach neither the panel nor what the browser keeps.
 * A new look is drawn in a new page behind the old one, which it replaces when it is there.
 */
export class PreviewFrame {
  element = element("div", { class: "preview-frame", "data-testid": "preview" });
  #title;
  #locale;
  #signal;
  /** @type {HTMLIFrameElement | undefined} */
  #next;
  #isOpen = true;
  /** @type {Shown | undefined} */
  #shown;
  #cancel = () => {};

  /**
   * @param {object} parts
   * @param {string} parts.title  what it is, for those who can't see it
   * @param {string} parts.locale
   * @param {AbortSignal} parts.signal
   */
  constructor({ title, locale, signal }) {
    this.#title = title;
    this.#locale = locale;
    this.#signal = signal;
    addEventListener("message", (event) => {
      if (event.source === null || event.source !== this.#next?.contentWindow) return;
      if (event.data === "loaded") this.#tell();
      else if (event.data === "drawn") this.#swap();
    }, { signal });
    const observer = new ResizeObserver(([entry]) => {
      const scale = Math.min(1, (entry?.contentRect.width ?? size.width) / size.width);
      this.element.style.setProperty("--scale", String(scale));
    });
    observer.observe(this.element);
    signal.addEventListener("abort", () => observer.disconnect(), { once: true });
  }

  /** @param {Shown} shown */
  show(shown) {
    const isFirst = this.#shown === undefined;
    this.#shown = shown;
    this.#cancel();
    if (isFirst) this.#load();
    else this.#cancel = after(rest, this.#signal, () => this.#load());
  }

  /** In which language the chat speaks. */
  set locale(/** @type {string} */ locale) {
    this.#locale = locale;
    this.#load();
  }

  /** Whether the chat is shown, or its button alone. */
  set isOpen(/** @type {boolean} */ isOpen) {
    this.#isOpen = isOpen;
    this.#load();
  }

  #load() {
    // One that is drawn stays until the new one is.
    if (!this.#next?.classList.contains("is-drawn")) this.#next?.remove();
    const frame = element("iframe", {
      sandbox: "allow-scripts", src: new URL("../preview.html", import.meta.url).href, title: this.#title,
      width: String(size.width), height: String(size.height),
    });
    this.#next = frame;
    this.element.append(frame);
  }

  #tell() {
    this.#next?.contentWindow?.postMessage({ ...this.#shown, locale: this.#locale, isOpen: this.#isOpen }, "*");
  }

  #swap() {
    for (const frame of [...this.element.children]) if (frame !== this.#next) frame.remove();
    this.#next?.classList.add("is-drawn");
  }
}
