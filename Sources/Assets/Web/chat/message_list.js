import { compareCursor } from "../base/cursor.js";
import { element, setChildren } from "../base/dom.js";
import { MessageView } from "./message_view.js";

/** @typedef {import("./entries.js").Entry} Entry */

/** Messages of one author within so many milliseconds stand together. */
const groupSpan = 5 * 60_000;

/** More rows than these are not new, they were scrolled to. */
const mostArriving = 5;

/** The messages on the screen, with the days between them. */
export class MessageList {
  element = element("ol", { class: "list" });
  #words;
  #dates;
  #makeView;
  /** @type {Map<string, MessageView>} */
  #views = new Map();
  #isAnimated = false;

  /**
   * @param {Widget.Words} words
   * @param {import("../base/dates.js").Dates} dates
   * @param {import("./lazy_files.js").LazyFiles} files
   * @param {{ retry(key: string): void, discard(key: string): void, go(id: string): void }} actions
   */
  constructor(words, dates, files, actions) {
    this.#words = words;
    this.#dates = dates;
    this.#makeView = () => new MessageView(words, dates, files, actions);
  }

  /**
   * @param {Entry[]} entries
   * @param {Wire.Cursor | undefined} unreadAfter  where the line above the unread messages stands
   */
  render(entries, unreadAfter) {
    const known = this.#views;
    const lastKnown = entries.reduce((last, { key }, index) => (known.has(key) ? index : last), -1);
    const isArriving = this.#isAnimated && entries.length - lastKnown <= mostArriving + 1;
    const views = new Map();
    const firstUnread = unreadAfter === undefined
      ? -1
      : entries.findIndex(({ id, author }) => id && author !== "user" && compareCursor(id, unreadAfter) > 0);
    const nodes = entries.flatMap((entry, index) => {
      const previous = entries[index - 1];
      const next = entries[index + 1];
      const view = known.get(entry.key) ?? this.#makeView();
      views.set(entry.key, view);
      view.show(entry, {
        isFirst: index === firstUnread || !areTogether(previous, entry),
        isLast: index + 1 === firstUnread || !areTogether(entry, next),
      });
      if (!known.has(entry.key) && isArriving && index > lastKnown) view.element.classList.add("arriving");
      return [
        ...(isSameDay(previous, entry) ? [] : [this.#line("day", this.#dates.day(entry.at))]),
        ...(index === firstUnread ? [this.#line("unread", this.#words.unread)] : []),
        view.element,
      ];
    });
    setChildren(this.element, nodes);
    this.#views = views;
  }

  /** From now on, new messages arrive visibly. */
  animate() {
    this.#isAnimated = true;
  }

  /** The line above the unread messages, if it is drawn. */
  get unreadLine() {
    return /** @type {HTMLElement | null} */ (this.element.querySelector(".unread"));
  }

  /** @param {string} id @returns {HTMLElement | null} */
  find(id) {
    return this.element.querySelector(`[data-id="${CSS.escape(id)}"]`);
  }

  /** @returns {HTMLElement[]} the messages of the staff */
  get staffElements() {
    return [...this.element.querySelectorAll(".staff")].map((each) => /** @type {HTMLElement} */ (each));
  }

  /**
   * @param {string} kind
   * @param {string} text
   */
  #line(kind, text) {
    return element("li", { class: `line ${kind}` }, element("span", {}, text));
  }
}

/**
 * @param {Entry | undefined} a
 * @param {Entry | undefined} b
 */
function areTogether(a, b) {
  if (!a || !b) return false;
  return a.author === b.author && a.name === b.name && isSameDay(a, b) && +b.at - +a.at < groupSpan;
}

/**
 * @param {Entry | undefined} a
 * @param {Entry} b
 */
function isSameDay(a, b) {
  return a?.at.toDateString() === b.at.toDateString();
}
