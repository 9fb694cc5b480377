import { APIError } from "../../base/call.js";
import { isFromStaff } from "../conversation.js";
import { compareCursor } from "../../base/cursor.js";
import { after } from "../../base/lifetime.js";
import { TicketCache } from "./ticket_cache.js";

/** @typedef {"all" | "open" | "answered" | "closed" | "archived"} Filter */

/** So many tickets are asked for at once, unless told otherwise. */
const pageSize = 30;
/** What has to be asked for anew is gathered for so long, in milliseconds. */
const gathering = 150;

/** The visitor's tickets as far as they were asked for, kept true by what the live connection brings. */
export class Book {
  /** @type {Wire.Statistics} */
  statistics = { total: 0, open: 0, answered: 0, closed: 0, archived: 0, unread_messages: 0 };
  /** The first page is here. */
  isLoaded = false;
  #visitor;
  #signal;
  #changed;
  #cache;
  /** @type {Wire.Cursor} */
  #statisticsAsOf = "0";
  /**
   * The newest that the live connection has brought.
   * @type {Wire.Cursor}
   */
  #heard = "0";
  /**
   * Where the next page of each list begins; null if there is none.
   * @type {{ current: string | null, archived: string | null }}
   */
  #next = { current: null, archived: "" };
  #isAsking = false;
  /**
   * What is not known well enough.
   * @type {Set<string>}
   */
  #doubtful = new Set();
  #cancel = () => {};

  /**
   * @param {import("../visitor.js").Visitor} visitor
   * @param {Widget.Words} words
   * @param {AbortSignal} signal
   * @param {() => void} changed
   */
  constructor(visitor, words, signal, changed) {
    this.#visitor = visitor;
    this.#signal = signal;
    this.#changed = changed;
    this.#cache = new TicketCache({
      words,
      written,
      read: ({ ticket }, _, isAll) => ({ ticket: isAll ? { ...ticket, unread_count: 0 } : ticket }),
      doubt: (id) => this.#doubt(id),
      changed: ({ ticket }, { ticket: before }, cursor) => this.#count(ticket, before, cursor),
    });
    visitor.follow({ receive: (frame) => this.#receive(frame) }, signal);
  }

  /**
   * The first page. Throws an `APIError`.
   * @param {string} token
   * @returns {Promise<Wire.TicketPage>}
   */
  load(token) {
    return this.#visitor.api.ask("GET", `tickets?limit=${pageSize}`, { token });
  }

  /** @param {string} _ @param {Wire.TicketPage} answer */
  loaded(_, { tickets, next, statistics, cursor }) {
    this.#cache.clear();
    for (const ticket of tickets) this.#cache.put({ ticket }, cursor);
    this.#statisticsAsOf = this.#heard = cursor;
    this.#next = { current: next ?? null, archived: "" };
    this.statistics = statistics;
    this.isLoaded = true;
    this.#changed();
  }

  clear() {
    this.#cancel();
    this.#doubtful.clear();
    this.loaded("", { tickets: [], statistics: noStatistics, cursor: "0" });
    this.isLoaded = false;
    this.#changed();
  }

  /** @param {string} id */
  get(id) {
    return this.#cache.get(id)?.ticket;
  }

  /**
   * The newest first.
   * @param {Filter} filter
   */
  list(filter) {
    const wanted = this.#cache.all.map(({ ticket }) => ticket).filter(({ status }) =>
      filter === "all" ? status !== "archived" : status === filter);
    return wanted.sort((a, b) => (lastTime(a) < lastTime(b) ? 1 : -1));
  }

  /** @param {Filter} filter */
  hasMore(filter) {
    return this.#next[filter === "archived" ? "archived" : "current"] !== null;
  }

  /**
   * Asks for the next page of what a list shows. Throws an `APIError`.
   * @param {Filter} filter
   */
  async more(filter) {
    const list = filter === "archived" ? "archived" : "current";
    const next = this.#next[list];
    if (this.#isAsking || next === null) return;
    this.#isAsking = true;
    const query = `tickets?filter=${list}&limit=${pageSize}${next && `&after=${next}`}`;
    try {
      /** @type {Wire.TicketPage} */
      const answer = await this.#visitor.call((api, token) => api.ask("GET", query, { token }));
      // What has come live meanwhile is newer.
      for (const ticket of answer.tickets) {
        if (!this.#cache.get(ticket.id)) this.#cache.put({ ticket }, answer.cursor);
      }
      this.#next[list] = answer.next ?? null;
    } finally {
      this.#isAsking = false;
    }
    this.#changed();
  }

  /**
   * What the server has answered to a change.
   * @param {Wire.Ticket} ticket
   */
  put(ticket) {
    this.#cache.replace({ ticket });
    this.#doubt("");
    this.#changed();
  }

  /** @param {Wire.ServerFrame} frame */
  #receive(frame) {
    if (frame.type === "typing") return;
    if (compareCursor(frame.cursor, this.#heard) > 0) this.#heard = frame.cursor;
    switch (frame.type) {
      case "message":
        return this.#cache.add(frame.message);
      case "message_updated":
        if (this.#cache.get(frame.message.ticket_id)) this.#cache.update(frame.message, frame.cursor);
        return;
      case "ticket":
        return this.#change(frame.ticket, frame.cursor);
      case "read":
        if (frame.by !== "user" || !this.#cache.get(frame.ticket_id)?.ticket.unread_count) return;
        return this.#cache.read(frame.ticket_id, frame.up_to, frame.cursor);
    }
  }

  /** @param {Wire.Ticket} ticket @param {Wire.Cursor} cursor */
  #change(ticket, cursor) {
    if (this.#cache.get(ticket.id)) return this.#cache.change(ticket.id, cursor, () => ({ ticket }));
    this.#cache.put({ ticket }, cursor);
    this.#doubt("");
    this.#changed();
  }

  /**
   * An event has changed a ticket, and the statistics with it, if they don't have it already.
   * @param {Wire.Ticket} ticket
   * @param {Wire.Ticket} before
   * @param {Wire.Cursor} cursor
   */
  #count(ticket, before, cursor) {
    if (compareCursor(cursor, this.#statisticsAsOf) > 0) {
      this.statistics = { ...this.statistics };
      this.statistics[before.status]--;
      this.statistics[ticket.status]++;
      this.statistics.unread_messages += ticket.unread_count - before.unread_count;
    }
    this.#changed();
  }

  /**
   * Asks for a ticket anew, and for the statistics.
   * @param {string} id  empty for the statistics alone
   */
  #doubt(id) {
    this.#doubtful.add(id);
    this.#cancel();
    this.#cancel = after(gathering, this.#signal, () => void this.#clarify());
  }

  async #clarify() {
    const ids = [...this.#doubtful].filter((id) => id);
    this.#doubtful.clear();
    try {
      for (const id of ids) {
        const { ticket, cursor } = await this.#visitor.call((api, token) => api.ask("GET", `tickets/${id}`, { token }));
        // Something came while the answer was on its way: it may be older than that.
        if (compareCursor(cursor, this.#heard) < 0) this.#doubt(id);
        this.#cache.put({ ticket }, cursor);
      }
      /** @type {Wire.TicketPage} */
      const page = await this.#visitor.call((api, token) => api.ask("GET", "tickets?limit=1", { token }));
      if (compareCursor(page.cursor, this.#heard) < 0) this.#doubt("");
      this.statistics = page.statistics;
      this.#statisticsAsOf = page.cursor;
      this.#changed();
    } catch (error) {
      // With the next beginning everything is loaded anew.
      if (!(error instanceof APIError)) throw error;
    }
  }
}

const noStatistics = { total: 0, open: 0, answered: 0, closed: 0, archived: 0, unread_messages: 0 };

/**
 * What else a message changes for the visitor.
 * @param {{ ticket: Wire.Ticket }} listing
 * @param {Wire.Message} message
 */
function written({ ticket }, message) {
  return { ticket: isFromStaff(message) ? { ...ticket, unread_count: ticket.unread_count + 1 } : ticket };
}

/** @param {Wire.Ticket} ticket */
export function lastTime({ last_message_at: at, created_at: created }) {
  return at ?? created;
}
