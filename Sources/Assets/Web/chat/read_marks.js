import { after } from "../base/lifetime.js";
import { ownDocument } from "../base/own_document.js";
import { timing } from "../base/timing.js";

/** So much of a message, in pixels, must show before it counts as seen. */
const sliver = 24;

/** Finds out which messages of the staff the visitor has really had before their eyes. */
export class ReadMarks {
  #observer;
  #signal;
  #isLooking;
  #seen;
  /** @type {Set<Element>} */
  #visible = new Set();
  /**
   * What has been visible, be it in passing, and was not told yet.
   * @type {Set<Wire.Cursor>}
   */
  #passed = new Set();
  /** @type {WeakSet<Element>} */
  #observed = new WeakSet();
  #cancel = () => {};

  /**
   * @param {object} parts
   * @param {HTMLElement} parts.scroller
   * @param {AbortSignal} parts.signal
   * @param {() => boolean} parts.isLooking  the chat is open
   * @param {(ids: Set<Wire.Cursor>) => void} parts.seen
   */
  constructor({ scroller, signal, isLooking, seen }) {
    this.#signal = signal;
    this.#isLooking = isLooking;
    this.#seen = seen;
    this.#observer = new IntersectionObserver((changes) => {
      for (const { target, isIntersecting } of changes) {
        if (isIntersecting) this.#visible.add(target);
        else this.#visible.delete(target);
      }
      this.#note();
      this.look();
    }, { root: scroller, rootMargin: `0px 0px -${sliver}px 0px` });
    signal.addEventListener("abort", () => this.#observer.disconnect());
    ownDocument.addEventListener("visibilitychange", () => this.look(), { signal });
  }

  /** @param {Element[]} elements */
  observe(elements) {
    for (const each of elements) {
      if (this.#observed.has(each)) continue;
      this.#observed.add(each);
      this.#observer.observe(each);
    }
  }

  /** The chat may have come before the visitor's eyes. */
  look() {
    this.#cancel();
    this.#cancel = after(timing.read, this.#signal, () => {
      this.#note();
      if (!this.#passed.size) return;
      this.#seen(this.#passed);
      this.#passed.clear();
    });
  }

  #note() {
    if (ownDocument.hidden || !this.#isLooking()) return;
    for (const each of this.#visible) {
      const { id } = /** @type {HTMLElement} */ (each).dataset;
      if (id) this.#passed.add(id);
    }
  }
}
