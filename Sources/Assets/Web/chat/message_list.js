import { compareCursor } from "../base/cursor.js";
import { element, setChildren } from "../base/dom.js";

/** @typedef {import("./entries.js").Entry} Entry */

/**
 * The place of a line among its neighbours: whether it begins and ends what one author has said at a time.
 * @typedef {{ isFirst: boolean, isLast: boolean }} Place
 */

/**
 * @typedef {object} Parts
 * @property {Widget.Words} words
 * @property {import("../base/dates.js").Dates} dates
 * @property {() => import("./message_view.js").MessageView} newView
 * @property {(entry: Entry) => boolean} isTheirs  the other side has written it, so that it may be unread
 */

/** Messages of one author within so many milliseconds stand together. */
const groupSpan = 5 * 60_000;

/** More rows than these are not new, they were scrolled to. */
const mostArriving = 5;

/** The messages on the screen, with the days between them. */
export class MessageList {
  element = element("ol", { class: "list" });
  /**
   * What the other side has written.
   * @type {HTMLElement[]}
   */
  theirs = [];
  /**
   * The line above the unread messages, if it is drawn.
   * @type {HTMLElement | undefined}
   */
  unreadLine;
  #parts;
  /** @type {Map<string, import("./message_view.js").MessageView>} */
  #views = new Map();
  /** @type {Map<string, HTMLElement>} */
  #marks = new Map();
  #isAnimated = false;

  /** @param {Parts} parts */
  constructor(parts) {
    this.#parts = parts;
  }

  /**
   * @param {Entry[]} entries
   * @param {Wire.Cursor | undefined} unreadAfter  where the line above the unread messages stands
   */
  show(entries, unreadAfter) {
    const { words, dates, newView, isTheirs } = this.#parts;
    const known = this.#views;
    const lastKnown = entries.reduce((last, { key }, index) => (known.has(key) ? index : last), -1);
    const isArriving = this.#isAnimated && entries.length - lastKnown <= mostArriving + 1;
    const views = new Map();
    const marks = new Map();
    this.theirs = [];
    const firstUnread = unreadAfter === undefined
      ? -1
      : entries.findIndex((entry) => entry.id && isTheirs(entry) && compareCursor(entry.id, unreadAfter) > 0);
    /** @param {string} kind @param {string} text */
    const mark = (kind, text) => {
      const made = this.#marks.get(kind + text) ?? element("li", { class: `line ${kind}` }, element("span", {}, text));
      marks.set(kind + text, made);
      return made;
    };
    const nodes = entries.flatMap((entry, index) => {
      const [previous, next] = [entries[index - 1], entries[index + 1]];
      const view = known.get(entry.key) ?? newView();
      views.set(entry.key, view);
      if (isTheirs(entry)) this.theirs.push(view.element);
      view.show(entry, {
        isFirst: index === firstUnread || !areTogether(previous, entry),
        isLast: index + 1 === firstUnread || !areTogether(entry, next),
      });
      if (!known.has(entry.key) && isArriving && index > lastKnown) view.element.classList.add("arriving");
      return [
        ...(isSameDay(previous, entry) ? [] : [mark("day", dates.day(entry.at))]),
        ...(index === firstUnread ? [mark("unread", words.unread)] : []),
        view.element,
      ];
    });
    this.unreadLine = marks.get(`unread${words.unread}`);
    setChildren(this.element, nodes);
    this.#views = views;
    this.#marks = marks;
  }

  /** From now on, new messages arrive visibly. */
  animate() {
    this.#isAnimated = true;
  }

  /** @param {string} id @returns {HTMLElement | null} */
  find(id) {
    return this.element.querySelector(`[data-id="${CSS.escape(id)}"]`);
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
