/** How far from the end still counts as being there, in pixels. */
const nearEnd = 48;

/** So near to where the document ends more is shown, in pixels. */
const reach = 160;

/** So much of what is before stays in sight above it. */
const sliver = 16;

/** Keeps the reader's place: at the end while they are there, otherwise on what they are reading. */
export class ScrollKeeper {
  #scroller;
  #isAtEnd = true;
  /** Where the scroller stood when that was last known. */
  #top = 0;
  /** What is newest is in the document. */
  hasEnd = true;

  /**
   * @param {HTMLElement} scroller
   * @param {AbortSignal} signal
   * @param {() => void} moved
   */
  constructor(scroller, signal, moved) {
    this.#scroller = scroller;
    scroller.addEventListener("scroll", () => {
      this.#isAtEnd = this.hasEnd && this.#distance <= nearEnd;
      this.#top = scroller.scrollTop;
      moved();
    }, { signal, passive: true });
    // The composer grows, the keyboard of a phone comes up: the end stays in sight.
    const observer = new ResizeObserver(() => this.isAtEnd && this.toEnd());
    observer.observe(scroller);
    signal.addEventListener("abort", () => observer.disconnect());
  }

  get isAtEnd() {
    // Of the reader's scrolling up the browser tells a little later; what is drawn until then must not undo it.
    if (this.#scroller.scrollTop < this.#top && this.#distance > nearEnd) this.#isAtEnd = false;
    return this.#isAtEnd;
  }

  get isNearStart() {
    return this.#scroller.scrollTop < reach;
  }

  /** The end of what is in the document is near. */
  get isNearFoot() {
    return this.#distance < reach;
  }

  toEnd() {
    this.#isAtEnd = true;
    this.#scroller.scrollTop = this.#scroller.scrollHeight;
    this.#top = this.#scroller.scrollTop;
  }

  /**
   * Puts an element at the top, as far as there is something below it.
   * @param {HTMLElement} element
   */
  toStartOf(element) {
    this.#scroller.scrollTop = element.offsetTop - sliver;
    this.#isAtEnd = this.hasEnd && this.#distance <= nearEnd;
  }

  /**
   * Changes what is in the scroller without moving it under the reader.
   * @param {() => void} change
   */
  around(change) {
    const anchor = this.isAtEnd ? undefined : this.#middle;
    const before = anchor?.getBoundingClientRect().top ?? 0;
    change();
    if (anchor?.isConnected) this.#scroller.scrollTop += anchor.getBoundingClientRect().top - before;
    else if (this.#isAtEnd) this.toEnd();
  }

  get #distance() {
    const { scrollHeight, scrollTop, clientHeight } = this.#scroller;
    return scrollHeight - scrollTop - clientHeight;
  }

  /**
   * What stands in the middle. Rows at the edges change themselves when they get neighbours: they lose a name, a day.
   */
  get #middle() {
    const { top, height } = this.#scroller.getBoundingClientRect();
    const rows = [...this.#scroller.querySelectorAll(".message")];
    return rows.find((each) => each.getBoundingClientRect().bottom > top + height / 2) ?? rows.at(-1);
  }
}
