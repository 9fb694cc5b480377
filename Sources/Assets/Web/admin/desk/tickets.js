import { APIError } from "../../base/call.js";
import { TicketCache } from "../../chat/tickets/ticket_cache.js";
import { displayName } from "./people.js";

/** More rows than anybody scrolls through; those that the chosen filter does not show go first. */
const keptLimit = 3_000;

/** All tickets that this window knows, kept true by what happens. */
export class Tickets {
  #api;
  #words;
  #changed;
  /** @type {TicketCache<Staff.Listing>} */
  #cache;
  /**
   * Tickets that are being looked up, and for which of them that is to be done once more.
   * @type {Map<string, { now: Promise<void>, next?: Promise<void> }>}
   */
  #lookups = new Map();

  /**
   * @param {object} parts
   * @param {Staff.Parts["api"]} parts.api
   * @param {Staff.Words} parts.words
   * @param {(ticket: string) => void} parts.changed
   */
  constructor({ api, words, changed }) {
    this.#api = api;
    this.#words = words;
    this.#changed = changed;
    this.#cache = new TicketCache({
      words,
      written,
      read: readByAgents,
      doubt: (id) => void this.refresh(id),
      changed: ({ ticket }) => changed(ticket.id),
    });
  }

  /** @param {string} id */
  get(id) {
    return this.#cache.get(id);
  }

  get all() {
    return this.#cache.all;
  }

  /**
   * What a ticket's customer is called.
   * @param {string} id
   */
  nameOf(id) {
    const listing = this.get(id);
    return listing && displayName(listing.user, this.#words);
  }

  /**
   * @param {Staff.Listing} listing
   * @param {Wire.Cursor} cursor  what it is true of
   */
  put({ ticket, user, assignee, last_author }, cursor) {
    this.#cache.put({ ticket, user, ...(assignee && { assignee }), ...(last_author && { last_author }) }, cursor);
    this.#changed(ticket.id);
  }

  /**
   * Looks a ticket up that is not known well enough. An answer that is under way may be older than the reason to ask, so
   * whoever asks meanwhile waits for the one after it, which all of them share.
   * @param {string} id
   * @returns {Promise<void>}
   */
  refresh(id) {
    const lookup = this.#lookups.get(id);
    if (lookup) return (lookup.next ??= lookup.now.then(() => this.refresh(id)));
    const now = this.#lookUp(id).finally(() => this.#lookups.delete(id));
    this.#lookups.set(id, { now });
    return now;
  }

  /** @param {string} id */
  async #lookUp(id) {
    try {
      /** @type {Staff.Details} */
      const details = await this.#api.get(`tickets/${id}`);
      this.put(details, details.cursor);
    } catch (error) {
      if (!(error instanceof APIError)) throw error;
    }
  }

  /** @param {string} id  of a ticket that is gone */
  forget(id) {
    this.#cache.delete(id);
    this.#changed(id);
  }

  /** @param {Wire.Message} message */
  addMessage(message) {
    this.#cache.add(message);
  }

  /** @param {Wire.Message} message @param {Wire.Cursor} cursor */
  updateMessage(message, cursor) {
    this.#cache.update(message, cursor);
  }

  /**
   * @param {Staff.Ticket} ticket
   * @param {Wire.Cursor} cursor
   * @param {(id: string) => Staff.Agent | undefined} agent  a colleague
   */
  setTicket(ticket, cursor, agent) {
    this.#cache.change(ticket.id, cursor, ({ assignee: before, ...rest }) => {
      const id = ticket.assigned_agent_id;
      const assignee = id === undefined ? undefined : before?.id === id ? before : agent(id);
      if (id !== undefined && !assignee) void this.refresh(ticket.id);
      return { ...rest, ticket, ...(assignee && { assignee }) };
    });
  }

  /** @param {Staff.User} user @param {Wire.Cursor} cursor */
  setUser(user, cursor) {
    for (const { ticket, user: { id } } of this.all) {
      if (id === user.id) this.#cache.change(ticket.id, cursor, (listing) => ({ ...listing, user }));
    }
  }

  /**
   * @param {string} id
   * @param {"user" | "agent"} by
   * @param {Wire.Cursor} upTo
   * @param {Wire.Cursor} cursor
   */
  read(id, by, upTo, cursor) {
    if (by === "agent") return this.#cache.read(id, upTo, cursor);
    this.#cache.change(id, cursor, (listing) => ({ ...listing, ticket: { ...listing.ticket, read_by_user: upTo } }));
  }

  /**
   * Forgets what is not wanted, if there is too much.
   * @param {(ticket: Staff.Ticket) => boolean} isWanted
   */
  prune(isWanted) {
    for (const { ticket } of this.all) {
      if (this.#cache.size <= keptLimit) return;
      if (!isWanted(ticket)) this.#cache.delete(ticket.id);
    }
  }
}

/**
 * What else a message changes for the staff.
 * @param {Staff.Listing} listing
 * @param {Wire.Message} message
 * @returns {Staff.Listing}
 */
function written(listing, { author, author_name: name, agent_id: agent, created_at: at }) {
  const { waiting_since: before, ...ticket } = listing.ticket;
  const isUsers = author === "user";
  const isAgents = author === "agent";
  const waiting = isUsers ? (before ?? at) : isAgents ? undefined : before;
  return {
    ...listing,
    last_author: { author, ...(name && { name }), ...(agent && { agent_id: agent }) },
    ticket: {
      ...ticket,
      unread_by_agents: isUsers ? ticket.unread_by_agents + 1 : isAgents ? 0 : ticket.unread_by_agents,
      ...(waiting && { waiting_since: waiting }),
    },
  };
}

/**
 * @param {Staff.Listing} listing
 * @param {Wire.Cursor} upTo
 * @param {boolean} isAll
 * @returns {Staff.Listing}
 */
function readByAgents(listing, upTo, isAll) {
  const { ticket } = listing;
  const unread = isAll ? 0 : ticket.unread_by_agents;
  return { ...listing, ticket: { ...ticket, read_by_agents: upTo, unread_by_agents: unread } };
}
