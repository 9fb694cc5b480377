import { compareCursor } from "./cursor.js";

/** Rows in the document at most, what is left of them at the end, and how many come or go at once. */
const [limit, rest, step] = [200, 80, 60];

/**
 * Which part of a long conversation is in the document: rows that are far away leave it, and come back when they are
 * scrolled to. Everything is told the ids of all entries that are known, oldest first.
 */
export class ListWindow {
  /**
   * The oldest entry that is shown.
   * @type {Wire.Cursor | undefined}
   */
  #first;
  /**
   * The newest one; without, whatever is the newest.
   * @type {Wire.Cursor | undefined}
   */
  #last;

  /** Whether what is new is shown as it comes. */
  get reachesEnd() {
    return this.#last === undefined;
  }

  /**
   * From which index on, and up to which.
   * @param {readonly Wire.Cursor[]} ids
   * @param {boolean} isAtEnd  the reader sees the end
   * @returns {[start: number, end: number]}
   */
  range(ids, isAtEnd) {
    const end = this.#last === undefined ? ids.length : indexAfter(ids, this.#last);
    const least = Math.max(0, end - rest);
    let start = this.#first === undefined ? least : Math.min(indexOf(ids, this.#first), end);
    // Something new may have come before what was said earlier is loaded.
    if (isAtEnd && this.#last === undefined) start = Math.min(start, least);
    if (end - start <= limit) return this.#set(ids, start, end);
    // Who reads something older keeps it: what is new waits below.
    return isAtEnd ? this.#set(ids, end - rest, end) : this.#set(ids, start, start + limit);
  }

  /**
   * Shows what comes before.
   * @param {readonly Wire.Cursor[]} ids
   * @returns {boolean} whether there is something
   */
  earlier(ids) {
    const [start, end] = this.range(ids, false);
    if (start === 0) return false;
    const from = Math.max(0, start - step);
    this.#set(ids, from, Math.min(end, from + limit));
    return true;
  }

  /**
   * Shows what comes after.
   * @param {readonly Wire.Cursor[]} ids
   * @returns {boolean} whether there is something
   */
  later(ids) {
    const [start, end] = this.range(ids, false);
    if (end === ids.length) return false;
    const to = Math.min(ids.length, end + step);
    this.#set(ids, Math.max(start, to - limit), to);
    return true;
  }

  /** Shows the newest. */
  toEnd() {
    this.#first = this.#last = undefined;
  }

  /**
   * Shows an entry, with what is around it.
   * @param {readonly Wire.Cursor[]} ids
   * @param {Wire.Cursor} id
   */
  around(ids, id) {
    const [start, end] = this.range(ids, false);
    const at = indexOf(ids, id);
    if (at >= start && at < end) return;
    const from = Math.max(0, at - rest / 2);
    this.#set(ids, from, Math.min(ids.length, from + rest));
  }

  /**
   * @param {readonly Wire.Cursor[]} ids @param {number} start @param {number} end
   * @returns {[number, number]}
   */
  #set(ids, start, end) {
    this.#first = ids[start];
    this.#last = end === ids.length ? undefined : ids[end - 1];
    return [start, end];
  }
}

/**
 * Whether the first entry after `id` is shown, if what is shown starts there.
 * @param {readonly Wire.Cursor[]} ids @param {number} start @param {Wire.Cursor | undefined} id
 */
export function startsBefore(ids, start, id) {
  const before = ids[start - 1];
  return before === undefined || id === undefined || compareCursor(before, id) <= 0;
}

/**
 * The index of the first that is not older.
 * @param {readonly Wire.Cursor[]} ids @param {Wire.Cursor} id
 */
function indexOf(ids, id) {
  let [low, high] = [0, ids.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compareCursor(/** @type {Wire.Cursor} */ (ids[middle]), id) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** @param {readonly Wire.Cursor[]} ids @param {Wire.Cursor} id */
function indexAfter(ids, id) {
  const at = indexOf(ids, id);
  return ids[at] === id ? at + 1 : at;
}
