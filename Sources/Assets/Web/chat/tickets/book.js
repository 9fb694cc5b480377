import { APIError } from "../../base/call.js";
import { ticketOf } from "../chat.js";
import { isFromStaff } from "../conversation.js";
import { compareCursor } from "../../base/cursor.js";
import { labels } from "../labels.js";
import { after } from "../../base/lifetime.js";

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
  #words;
  #signal;
  #changed;
  /** @type {Map<string, Wire.Ticket>} */
  #tickets = new Map();
  /**
   * The newest message of each ticket, as far as heard of.
   * @type {Map<string, Wire.Cursor>}
   */
  #newest = new Map();
  /**
   * Up to where what is known of each ticket is true; what comes late and was before that is in it already.
   * @type {Map<string, Wire.Cursor>}
   */
  #asOf = new Map();
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
    this.#words = words;
    this.#signal = signal;
    this.#changed = changed;
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
    this.#tickets = new Map(tickets.map((ticket) => [ticket.id, ticket]));
    this.#asOf = new Map(tickets.map(({ id }) => [id, cursor]));
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
    return this.#tickets.get(id);
  }

  /**
   * The newest first.
   * @param {Filter} filter
   */
  list(filter) {
    const wanted = [...this.#tickets.values()].filter(({ status }) =>
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
        if (this.#tickets.has(ticket.id)) continue;
        this.#tickets.set(ticket.id, ticket);
        this.#asOf.set(ticket.id, answer.cursor);
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
    this.#tickets.set(ticket.id, ticket);
    this.#doubt("");
    this.#changed();
  }

  /** @param {Wire.ServerFrame} frame */
  #receive(frame) {
    if (frame.type === "typing") return;
    if (compareCursor(frame.cursor, this.#heard) > 0) this.#heard = frame.cursor;
    if (compareCursor(frame.cursor, this.#asOf.get(ticketOf(frame)) ?? "0") <= 0) return;
    switch (frame.type) {
      case "message":
        return this.#add(frame.message);
      case "message_updated":
        return this.#update(frame.message, frame.cursor);
      case "ticket":
        return this.#change(frame.ticket, frame.cursor);
      case "read":
        return frame.by === "user" && this.#markRead(frame.ticket_id, frame.up_to, frame.cursor);
    }
  }

  /** @param {Wire.Ticket} ticket @param {Wire.Cursor} cursor */
  #change(ticket, cursor) {
    const old = this.#tickets.get(ticket.id);
    this.#tickets.set(ticket.id, ticket);
    if (!old) {
      this.#doubt("");
    } else if (compareCursor(cursor, this.#statisticsAsOf) > 0) {
      this.statistics = { ...this.statistics };
      this.statistics[old.status]--;
      this.statistics[ticket.status]++;
      this.statistics.unread_messages += ticket.unread_count - old.unread_count;
    }
    this.#changed();
  }

  /** @param {Wire.Message} message */
  #add(message) {
    const { id, ticket_id: ticketID, created_at: at } = message;
    this.#newest.set(ticketID, id);
    const ticket = this.#tickets.get(ticketID);
    if (!ticket) return this.#doubt(ticketID);
    const unread = ticket.unread_count + (isFromStaff(message) ? 1 : 0);
    const preview = this.#preview(message);
    this.#change({ ...ticket, last_message_at: at, last_message_preview: preview, unread_count: unread }, id);
  }

  /** @param {Wire.Message} message @param {Wire.Cursor} cursor */
  #update(message, cursor) {
    const ticket = this.#tickets.get(message.ticket_id);
    const newest = this.#newest.get(message.ticket_id);
    if (!ticket) return;
    if (newest === undefined) this.#doubt(ticket.id);
    else if (newest === message.id) this.#change({ ...ticket, last_message_preview: this.#preview(message) }, cursor);
  }

  /** @param {string} id @param {Wire.Cursor} upTo @param {Wire.Cursor} cursor */
  #markRead(id, upTo, cursor) {
    const ticket = this.#tickets.get(id);
    if (!ticket?.unread_count) return;
    const newest = this.#newest.get(id);
    if (newest && compareCursor(upTo, newest) >= 0) this.#change({ ...ticket, unread_count: 0 }, cursor);
    else this.#doubt(id);
  }

  /** @param {Wire.Message} message */
  #preview({ text, attachments, deleted }) {
    return deleted ? "" : text || labels(attachments, this.#words);
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
        this.#tickets.set(id, ticket);
        this.#asOf.set(id, cursor);
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

/** @param {Wire.Ticket} ticket */
export function lastTime({ last_message_at: at, created_at: created }) {
  return at ?? created;
}
