import { ownDocument } from "../../base/own_document.js";

/** A page that takes the widget away again and again gets it back ever later, up to so many milliseconds. */
const returnLimit = 10_000;

/** The widget's place in the page, beside the body. A widget that the page takes away, perhaps with everything else, comes back. */
export class Placement {
  #lost;
  /** @type {HTMLElement | undefined} */
  #element;
  #isReturning = false;
  #returns = 0;
  #placedAt = 0;
  #observer = window.MutationObserver && new MutationObserver(() => this.#return());

  /** @param {() => void} lost  another widget is to be placed: the page may have removed the listeners of this one */
  constructor(lost) {
    this.#lost = lost;
  }

  /** @param {any} element @param {string | undefined} side  that was chosen */
  place(element, side) {
    this.#element = /** @type {HTMLElement} */ (element);
    const { documentElement } = ownDocument;
    // A document that is being written anew has no root for a moment. The observer tells when it has one.
    if (!documentElement) return;
    element.dataset.position = side ?? (getComputedStyle(documentElement).direction === "rtl" ? "left" : "right");
    documentElement.append(element);
    this.#placedAt = Date.now();
    this.#observer?.observe(document, { childList: true });
    this.#observer?.observe(documentElement, { childList: true });
    try {
      // Above everything, and out of reach of what the page does to the elements around.
      element.popover = "manual";
      element.showPopover();
    } catch {
      // Browsers before 2024 have no popovers. There the z-index has to do.
    }
  }

  end() {
    this.#observer?.disconnect();
    this.#element?.remove();
    this.#element = undefined;
  }

  #return() {
    if (!this.#isGone || this.#isReturning || !ownDocument.documentElement) return;
    this.#isReturning = true;
    if (Date.now() - this.#placedAt > returnLimit) this.#returns = 0;
    setTimeout(() => {
      this.#isReturning = false;
      if (this.#isGone) this.#lost();
    }, Math.min(this.#returns && 50 * 2 ** this.#returns, returnLimit));
    this.#returns++;
  }

  /** The page has taken the widget away. */
  get #isGone() {
    return this.#element?.isConnected === false;
  }
}
