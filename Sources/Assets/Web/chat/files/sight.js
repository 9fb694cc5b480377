/** So far outside of what shows, in pixels, counts as about to be seen. */
const margin = 240;

/** Does what is to be done for an element once it comes near the visitor's eyes. */
export class Sight {
  #observer;
  #isLooking;
  /** @type {WeakMap<Element, () => void>} */
  #actions = new WeakMap();
  /** @type {Set<Element>} */
  #near = new Set();

  /**
   * @param {HTMLElement} scroller
   * @param {AbortSignal} signal
   * @param {() => boolean} isLooking  the chat is open
   */
  constructor(scroller, signal, isLooking) {
    this.#isLooking = isLooking;
    this.#observer = new IntersectionObserver((changes) => {
      for (const { target, isIntersecting } of changes) {
        if (isIntersecting) this.#near.add(target);
        else this.#near.delete(target);
      }
      this.look();
    }, { root: scroller, rootMargin: `${margin}px 0px` });
    signal.addEventListener("abort", () => this.#observer.disconnect());
  }

  /** @param {Element} element @param {() => void} action */
  watch(element, action) {
    this.#actions.set(element, action);
    this.#observer.observe(element);
  }

  look() {
    if (!this.#isLooking()) return;
    for (const each of this.#near) {
      this.#observer.unobserve(each);
      this.#actions.get(each)?.();
    }
    this.#near.clear();
  }
}
