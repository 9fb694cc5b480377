/** How far from the end still counts as being there, in pixels. */
const nearEnd = 48;

/** So much of what is before stays in sight above it. */
const sliver = 16;

/** Keeps the reader's place: at the end while they are there, otherwise on what they are reading. */
export class ScrollKeeper {
  #scroller;
  #isAtEnd = true;

  /**
   * @param {HTMLElement} scroller
   * @param {AbortSignal} signal
   * @param {() => void} moved
   */
  constructor(scroller, signal, moved) {
    this.#scroller = scroller;
    scroller.addEventListener("scroll", () => {
      this.#isAtEnd = this.#distance <= nearEnd;
      moved();
    }, { signal, passive: true });
    // The composer grows, the keyboard of a phone comes up: the end stays in sight.
    const observer = new ResizeObserver(() => this.#isAtEnd && this.toEnd());
    observer.observe(scroller);
    signal.addEventListener("abort", () => observer.disconnect());
  }

  get isAtEnd() {
    return this.#isAtEnd;
  }

  get isNearStart() {
    return this.#scroller.scrollTop < 160;
  }

  toEnd() {
    this.#isAtEnd = true;
    this.#scroller.scrollTop = this.#scroller.scrollHeight;
  }

  /**
   * Puts an element at the top, as far as there is something below it.
   * @param {HTMLElement} element
   */
  toStartOf(element) {
    this.#scroller.scrollTop = element.offsetTop - sliver;
    this.#isAtEnd = this.#distance <= nearEnd;
  }

  /**
   * Changes what is in the scroller without moving it under the reader.
   * @param {() => void} change
   */
  around(change) {
    const top = this.#scroller.getBoundingClientRect().top;
    const anchor = this.#isAtEnd ? undefined : this.#firstVisible(top);
    const before = anchor?.getBoundingClientRect().top ?? 0;
    change();
    if (anchor?.isConnected) this.#scroller.scrollTop += anchor.getBoundingClientRect().top - before;
    else if (this.#isAtEnd) this.toEnd();
  }

  get #distance() {
    const { scrollHeight, scrollTop, clientHeight } = this.#scroller;
    return scrollHeight - scrollTop - clientHeight;
  }

  /** @param {number} top */
  #firstVisible(top) {
    return [...this.#scroller.querySelectorAll(".message")].find((each) => each.getBoundingClientRect().bottom > top);
  }
}
