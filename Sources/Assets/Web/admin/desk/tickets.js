import { APIError } from "../../base/call.js";
import { compareCursor } from "../../base/cursor.js";
import { labels } from "../../chat/labels.js";

/** Rows of one page. */
const pageSize = 50;
/** More rows than anybody scrolls through; those of other filters go first. */
const keptLimit = 3_000;
/** What the server tells of a message in lists. */
const previewLength = 120;

/** @typedef {{ listing: Staff.Listing, asOf: Wire.Cursor, newest?: Wire.Cursor }} Known */

/** All tickets that this window knows, kept true by what happens, and which of them the chosen filter shows. */
export class Tickets {
  #api;
  #me;
  #words;
  #changed;
  /** @type {Map<string, Known>} */
  #known = new Map();
  /** @type {Staff.Filter} */
  filter = "all";
  /** The first page of the filter is here. */
  isLoaded = false;
  /** @type {string | undefined} */
  problem;
  /** @type {string | undefined} */
  #next;
  /** When the last message was of the last row that is loaded: what is older comes with a later page. */
  #end = "";
  #isLoading = false;
  /**
   * Tickets that are being looked up, and for which of them that is to be done once more.
   * @type {Map<string, { now: Promise<void>, next?: Promise<void> }>}
   */
  #lookups = new Map();

  /**
   * @param {object} parts
   * @param {Staff.Parts["api"]} parts.api
   * @param {Staff.Agent} parts.me
   * @param {Widget.Words} parts.words
   * @param {(ticket: string | undefined) => void} parts.changed  one, or the whole list
   */
  constructor({ api, me, words, changed }) {
    this.#api = api;
    this.#me = me;
    this.#words = words;
    this.#changed = changed;
  }

  /** @param {string} id */
  get(id) {
    return this.#known.get(id)?.listing;
  }

  get hasMore() {
    return this.#next !== undefined;
  }

  /**
   * What the filter shows, the last message first.
   * @param {string | undefined} open  the ticket on the screen, which stays in its place though the filter has left it
   */
  shown(open) {
    const all = [...this.#known.values()].map(({ listing }) => listing);
    return all.filter(({ ticket }) => {
      if (this.#next !== undefined && momentOf(ticket) < this.#end) return false;
      return ticket.id === open || matches(ticket, this.filter, this.#me);
    }).sort((a, b) => order(a.ticket, b.ticket));
  }

  /**
   * Loads the first page. Throws an `APIError`.
   * @param {Staff.Filter} filter
   * @returns {Promise<Wire.Cursor | undefined>} what is known up to; nothing if another filter was chosen meanwhile
   */
  async show(filter) {
    this.filter = filter;
    this.isLoaded = false;
    this.#next = undefined;
    this.#end = "";
    this.problem = undefined;
    this.#changed(undefined);
    return this.#load(filter, undefined);
  }

  /** The page that follows. Throws an `APIError`. */
  async more() {
    if (this.#next === undefined || this.#isLoading) return;
    this.#isLoading = true;
    try {
      await this.#load(this.filter, this.#next);
    } finally {
      this.#isLoading = false;
    }
  }

  /**
   * @param {Staff.Filter} filter
   * @param {string | undefined} after
   */
  async #load(filter, after) {
    const query = new URLSearchParams({ filter, limit: String(pageSize), ...(after && { after }) });
    /** @type {Staff.TicketPage} */
    const page = await this.#api.get(`tickets?${query}`);
    for (const listing of page.tickets) this.put(listing, page.cursor);
    if (this.filter !== filter) return undefined;
    this.#next = page.next;
    const last = page.tickets.at(-1);
    if (last) this.#end = momentOf(last.ticket);
    this.isLoaded = true;
    this.#prune();
    this.#changed(undefined);
    return page.cursor;
  }

  /**
   * @param {Staff.Listing} listing
   * @param {Wire.Cursor} cursor  what it is true of
   */
  put({ ticket, user, assignee, last_author }, cursor) {
    const known = this.#known.get(ticket.id);
    if (known && compareCursor(known.asOf, cursor) > 0) return;
    const listing = { ticket, user, ...(assignee && { assignee }), ...(last_author && { last_author }) };
    this.#known.set(ticket.id, { listing, asOf: cursor });
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

  /** @param {Wire.Message} message */
  addMessage(message) {
    const known = this.#following(message.ticket_id, message.id);
    if (!known) return;
    const { ticket } = known.listing;
    const isUsers = message.author === "user";
    const isAgents = message.author === "agent";
    const { waiting_since: before, ...rest } = ticket;
    const waiting = isUsers ? (before ?? message.created_at) : isAgents ? undefined : before;
    this.#set(known, {
      ...known.listing,
      last_author: {
        author: message.author,
        ...(message.author_name && { name: message.author_name }),
        ...(message.agent_id && { agent_id: message.agent_id }),
      },
      ticket: {
        ...rest,
        last_message_at: message.created_at,
        last_message_preview: message.text.slice(0, previewLength) || labels(message.attachments, this.#words),
        unread_by_agents: isUsers ? ticket.unread_by_agents + 1 : isAgents ? 0 : ticket.unread_by_agents,
        ...(waiting && { waiting_since: waiting }),
      },
    });
    known.newest = message.id;
  }

  /**
   * @param {Staff.Ticket} ticket
   * @param {Wire.Cursor} cursor
   * @param {(id: string) => Staff.Agent | undefined} agent  a colleague
   */
  setTicket(ticket, cursor, agent) {
    const known = this.#following(ticket.id, cursor);
    if (!known) return;
    const { assignee: before, ...rest } = known.listing;
    const id = ticket.assigned_agent_id;
    const assignee = id === undefined ? undefined : before?.id === id ? before : agent(id);
    if (id !== undefined && !assignee) void this.refresh(ticket.id);
    this.#set(known, { ...rest, ticket, ...(assignee && { assignee }) });
  }

  /** @param {Staff.User} user @param {Wire.Cursor} cursor */
  setUser(user, cursor) {
    for (const known of this.#known.values()) {
      if (known.listing.user.id !== user.id || compareCursor(known.asOf, cursor) >= 0) continue;
      this.#set(known, { ...known.listing, user });
    }
  }

  /**
   * @param {string} id
   * @param {"user" | "agent"} by
   * @param {Wire.Cursor} upTo
   * @param {Wire.Cursor} cursor
   */
  read(id, by, upTo, cursor) {
    const known = this.#following(id, cursor);
    if (!known) return;
    const { ticket } = known.listing;
    if (by === "user") return this.#set(known, { ...known.listing, ticket: { ...ticket, read_by_user: upTo } });
    const isAll = known.newest !== undefined && compareCursor(upTo, known.newest) >= 0;
    if (!isAll) void this.refresh(id);
    const unread = isAll ? 0 : ticket.unread_by_agents;
    this.#set(known, { ...known.listing, ticket: { ...ticket, read_by_agents: upTo, unread_by_agents: unread } });
  }

  /**
   * A ticket that an event may change: not one that is known as of later. One that is not known is looked up.
   * @param {string} id
   * @param {Wire.Cursor} cursor
   */
  #following(id, cursor) {
    const known = this.#known.get(id);
    if (!known) {
      void this.refresh(id);
      return undefined;
    }
    if (compareCursor(known.asOf, cursor) >= 0) return undefined;
    known.asOf = cursor;
    return known;
  }

  /** @param {Known} known @param {Staff.Listing} listing */
  #set(known, listing) {
    known.listing = listing;
    this.#changed(listing.ticket.id);
  }

  #prune() {
    for (const [id, { listing }] of this.#known) {
      if (this.#known.size <= keptLimit) return;
      if (!matches(listing.ticket, this.filter, this.#me)) this.#known.delete(id);
    }
  }
}

/**
 * Whether the server would list it so.
 * @param {Staff.Ticket} ticket
 * @param {Staff.Filter} filter
 * @param {Staff.Agent} me
 */
export function matches(ticket, filter, me) {
  const isArchived = ticket.status === "archived";
  switch (filter) {
    case "all": return !isArchived;
    case "mine": return !isArchived && ticket.assigned_agent_id === me.id;
    case "unassigned": return !isArchived && ticket.assigned_agent_id === undefined;
    case "unread": return !isArchived && ticket.unread_by_agents > 0;
    default: return ticket.status === filter;
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
