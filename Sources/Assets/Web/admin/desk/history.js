import { compareCursor } from "../../base/cursor.js";
import { idOf, Thread } from "./thread.js";

/** Entries of one page. */
const pageSize = 50;
/** So many pages are gone through to reach a message that was found, of so many entries. */
const [searchedPages, searchedSize] = [40, 100];

/** What was said in a ticket, as far as it was asked for page by page. */
export class History {
  thread;
  #parts;

  /**
   * @param {object} parts
   * @param {string} parts.ticket
   * @param {Staff.Parts["api"]} parts.api
   * @param {() => void} parts.changed
   * @param {AbortSignal} parts.signal
   */
  constructor(parts) {
    this.#parts = parts;
    this.thread = new Thread({ changed: parts.changed });
  }

  /** The newest page. Throws an `APIError`. */
  load() {
    return this.#page(undefined, pageSize);
  }

  /** The page before what is here. Throws an `APIError`. */
  loadOlder() {
    return this.#page(this.#oldest, pageSize);
  }

  /**
   * Loads what leads to a message, however far back it is. Throws an `APIError`.
   * @param {Wire.Cursor} message
   * @param {() => boolean} isWanted  still
   */
  async reach(message, isWanted) {
    if (!this.thread.isLoaded) await this.#page(undefined, searchedSize);
    for (let pages = 0; pages < searchedPages && this.thread.hasOlder && isWanted(); pages++) {
      const oldest = this.#oldest;
      if (!oldest || compareCursor(oldest, message) <= 0) break;
      await this.#page(oldest, searchedSize);
    }
  }

  get #oldest() {
    const [first] = this.thread.entries;
    return first && idOf(first);
  }

  /** @param {Wire.Cursor | undefined} before @param {number} limit */
  async #page(before, limit) {
    const { api, ticket, signal } = this.#parts;
    const query = new URLSearchParams({ limit: String(limit), ...(before && { before }) });
    /** @type {Staff.History} */
    const page = await api.get(`tickets/${ticket}/messages?${query}`, signal);
    // If something was forgotten or loaded meanwhile, the page would leave a gap.
    if (before === undefined || before === this.#oldest) this.thread.load(page);
  }
}
