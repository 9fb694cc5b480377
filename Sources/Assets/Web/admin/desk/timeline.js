import { compareCursor } from "../../base/cursor.js";
import { element, setChildren } from "../../base/dom.js";
import { LineView } from "./line_view.js";

/** @typedef {import("./lines.js").Line} Line */

/** Lines of one author within so many milliseconds stand together. */
const groupSpan = 5 * 60_000;

/** More rows than these are not new, they were scrolled to. */
const mostArriving = 5;

/** The conversation on the screen, with the days between its lines. */
export class Timeline {
  element = element("ol", { class: "list" });
  #words;
  #dates;
  #makeView;
  /** @type {Map<string, LineView>} */
  #views = new Map();
  /** @type {Map<string, HTMLElement>} */
  #marks = new Map();
  #isAnimated = false;

  /**
   * @param {Staff.Words} words
   * @param {import("../../base/dates.js").Dates} dates
   * @param {() => LineView} makeView
   */
  constructor(words, dates, makeView) {
    this.#words = words;
    this.#dates = dates;
    this.#makeView = makeView;
  }

  /**
   * @param {Line[]} lines
   * @param {Wire.Cursor | undefined} unreadAfter  where the line above the unread messages stands
   */
  render(lines, unreadAfter) {
    const known = this.#views;
    const lastKnown = lines.reduce((last, { key }, index) => (known.has(key) ? index : last), -1);
    const isArriving = this.#isAnimated && lines.length - lastKnown <= mostArriving + 1;
    const views = new Map();
    const marks = new Map();
    const firstUnread = unreadAfter === undefined
      ? -1
      : lines.findIndex(({ id, kind }) => id && kind === "user" && compareCursor(id, unreadAfter) > 0);
    /** @param {string} kind @param {string} text */
    const mark = (kind, text) => {
      const made = this.#marks.get(kind + text) ??
        element("li", { class: `line ${kind}` }, element("span", {}, text));
      marks.set(kind + text, made);
      return made;
    };
    const nodes = lines.flatMap((line, index) => {
      const [previous, next] = [lines[index - 1], lines[index + 1]];
      const view = known.get(line.key) ?? this.#makeView();
      views.set(line.key, view);
      view.show(line, {
        isFirst: index === firstUnread || !areTogether(previous, line),
        isLast: index + 1 === firstUnread || !areTogether(line, next),
      });
      if (!known.has(line.key) && isArriving && index > lastKnown) view.element.classList.add("arriving");
      return [
        ...(previous?.at.toDateString() === line.at.toDateString() ? [] : [mark("day", this.#dates.day(line.at))]),
        ...(index === firstUnread ? [mark("unread", this.#words.unread)] : []),
        view.element,
      ];
    });
    setChildren(this.element, nodes);
    this.#views = views;
    this.#marks = marks;
  }

  /** From now on, new lines arrive visibly. */
  animate() {
    this.#isAnimated = true;
  }

  /** The line above the unread messages, if it is drawn. */
  get unreadLine() {
    return /** @type {HTMLElement | null} */ (this.element.querySelector(".line.unread"));
  }

  /** What the customer wrote. */
  get theirs() {
    return [...this.element.querySelectorAll(".theirs")].map((each) => /** @type {HTMLElement} */ (each));
  }

  /** @param {string} id @returns {HTMLElement | null} */
  find(id) {
    return this.element.querySelector(`[data-id="${CSS.escape(id)}"]`);
  }
}

/** @param {Line | undefined} a @param {Line | undefined} b */
function areTogether(a, b) {
  if (!a || !b) return false;
  const isSameDay = a.at.toDateString() === b.at.toDateString();
  return a.kind === b.kind && a.name === b.name && isSameDay && +b.at - +a.at < groupSpan;
}
