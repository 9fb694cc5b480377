import { APIError } from "../../base/call.js";
import { compareCursor } from "../../base/cursor.js";
import { filters, matches } from "./filters.js";

/** Rows of one page. */
const pageSize = 50;

/** Which tickets the chosen filter shows, as far as they were asked for page by page. */
export class TicketPages {
  /** @type {Staff.Filter} */
  filter;
  /** The first page of the filter is here. */
  isLoaded = false;
  /** @type {string | undefined} */
  problem;
  #parts;
  /** @type {string | undefined} */
  #next;
  /** When the last message was of the last row that is loaded: what is older comes with a later page. */
  #end = "";
  #isLoading = false;

  /**
   * @param {object} parts
   * @param {Staff.Parts["api"]} parts.api
   * @param {Staff.Agent} parts.me
   * @param {import("../../base/storage.js").BrowserStorage} parts.storage  keeps which filter was chosen
   * @param {import("./tickets.js").Tickets} parts.tickets
   * @param {(problem: Wire.Problem) => string} parts.reason
   * @param {() => void} parts.changed
   * @param {() => void} parts.reloaded  the list is asked for anew, and has come or failed to
   * @param {AbortSignal} parts.signal
   */
  constructor(parts) {
    this.#parts = parts;
    const kept = parts.storage.get("filter");
    this.filter = filters.find((filter) => filter === kept) ?? "all";
  }

  /**
   * What the filter shows, the last message first.
   * @param {string | undefined} kept  the ticket on the screen, which stays in its place though the filter has left it
   */
  shown(kept) {
    const { me, tickets } = this.#parts;
    return tickets.all.filter(({ ticket }) => {
      if (this.#next !== undefined && momentOf(ticket) < this.#end) return false;
      return ticket.id === kept || matches(ticket, this.filter, me);
    }).sort((a, b) => order(a.ticket, b.ticket));
  }

  /** @param {Staff.Filter} filter */
  choose(filter) {
    this.#parts.storage.set("filter", filter);
    this.filter = filter;
    return this.reload();
  }

  /** Loads the first page anew. What fails is told in the list. */
  async reload() {
    try {
      await this.show();
    } catch (error) {
      this.fail(error);
    }
    this.#parts.reloaded();
  }

  /**
   * Loads the first page. Throws an `APIError`.
   * @returns {Promise<Wire.Cursor | undefined>} what is known up to; nothing if another filter was chosen meanwhile
   */
  async show() {
    this.isLoaded = false;
    this.#next = undefined;
    this.#end = "";
    this.problem = undefined;
    this.#parts.changed();
    return this.#load(undefined);
  }

  /** The page that follows. What fails is told in the list. */
  async more() {
    if (this.#next === undefined || this.#isLoading) return;
    this.#isLoading = true;
    try {
      await this.#load(this.#next);
    } catch (error) {
      this.fail(error);
    } finally {
      this.#isLoading = false;
    }
  }

  /**
   * Tells in the list that it did not come.
   * @param {unknown} error
   */
  fail(error) {
    if (!(error instanceof APIError)) throw error;
    if (this.#parts.signal.aborted) return;
    this.problem = this.#parts.reason(error);
    this.#parts.changed();
  }

  /** @param {string | undefined} after */
  async #load(after) {
    const { api, me, tickets, changed } = this.#parts;
    const { filter } = this;
    const query = new URLSearchParams({ filter, limit: String(pageSize), ...(after && { after }) });
    /** @type {Staff.TicketPage} */
    const page = await api.get(`tickets?${query}`);
    for (const listing of page.tickets) tickets.put(listing, page.cursor);
    if (this.filter !== filter) return undefined;
    this.#next = page.next;
    const last = page.tickets.at(-1);
    if (last) this.#end = momentOf(last.ticket);
    this.isLoaded = true;
    tickets.prune((ticket) => matches(ticket, filter, me));
    changed();
    return page.cursor;
  }
}

/** @param {Staff.Ticket} ticket */
function momentOf({ last_message_at: at, created_at: created }) {
  return at ?? created;
}

/** @param {Staff.Ticket} a @param {Staff.Ticket} b */
function order(a, b) {
  const [first, second] = [momentOf(a), momentOf(b)];
  return first < second ? 1 : first > second ? -1 : compareCursor(b.id, a.id);
}
