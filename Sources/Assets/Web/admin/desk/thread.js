import { compareCursor } from "../../base/cursor.js";

/** What the server has told of one ticket's conversation, notes in their places, each entry once. */
export class Thread {
  /** @type {Staff.Entry[]} */
  #entries = [];
  /**
   * By which event an entry was last changed: an answer that was under way then may be older.
   * @type {Map<Wire.Cursor, Wire.Cursor>}
   */
  #changes = new Map();
  #changed;
  /** The newest page is here. */
  isLoaded = false;
  /** There are older entries on the server. */
  hasOlder = false;

  /** @param {{ changed: () => void }} parts */
  constructor({ changed }) {
    this.#changed = changed;
  }

  /**
   * Oldest first.
   * @returns {readonly Staff.Entry[]}
   */
  get entries() {
    return this.#entries;
  }

  /** Of the entries. */
  get ids() {
    return this.#entries.map(idOf);
  }

  /**
   * The newest page, or one of what came before.
   * @param {Staff.History} answer
   */
  load({ entries, has_more: hasOlder, cursor }) {
    for (const entry of entries) {
      const change = this.#changes.get(idOf(entry));
      if (!change || compareCursor(change, cursor) <= 0) this.#put(entry);
    }
    for (const [id, change] of this.#changes) if (compareCursor(change, cursor) <= 0) this.#changes.delete(id);
    this.hasOlder = hasOlder;
    this.isLoaded = true;
    this.#changed();
  }

  /**
   * Something new, or something known once more.
   * @param {Staff.Entry} entry
   */
  add(entry) {
    this.#put(entry);
    this.#changed();
  }

  /**
   * Forgets all but so many of the newest entries: the server has them still.
   * @param {number} limit
   */
  trim(limit) {
    if (this.#entries.length <= limit) return;
    this.#entries = this.#entries.slice(-limit);
    this.hasOlder = true;
    this.#changed();
  }

  /**
   * A change of a message; one that is not loaded yet will be loaded as changed.
   * @param {Wire.Message} message
   * @param {Wire.Cursor} cursor
   */
  update(message, cursor) {
    this.#changes.set(message.id, cursor);
    if (!this.#entries.some((entry) => idOf(entry) === message.id)) return;
    this.#put({ type: "message", message });
    this.#changed();
  }

  /** @param {Staff.Entry} entry */
  #put(entry) {
    const id = idOf(entry);
    // Nearly every entry is the newest, so the search starts at the end.
    let index = this.#entries.length;
    for (; index > 0; index--) {
      const order = compareCursor(idOf(/** @type {Staff.Entry} */ (this.#entries[index - 1])), id);
      if (order < 0) break;
      if (order === 0) {
        this.#entries[index - 1] = entry;
        return;
      }
    }
    this.#entries.splice(index, 0, entry);
  }
}

/** @param {Staff.Entry} entry */
export function idOf(entry) {
  return entry.type === "note" ? entry.note.id : entry.message.id;
}
