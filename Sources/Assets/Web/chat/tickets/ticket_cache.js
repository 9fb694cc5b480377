import { compareCursor } from "../../base/cursor.js";
import { labels } from "../labels.js";

/** What the server tells of a message in lists. */
const previewLength = 120;

/**
 * A ticket, with what its list shows beside it.
 * @typedef {{ ticket: { id: string, last_message_at?: string, last_message_preview?: string } }} Listing
 */

/**
 * @template {Listing} L
 * @typedef {object} Known
 * @property {L} listing  never changed, only replaced
 * @property {Wire.Cursor} asOf  what happened up to this event is in it
 * @property {Wire.Cursor} [newest]  the newest message, if it came as an event
 */

/**
 * Tickets that the server has told of, kept true by the events that come after that. An event that is not newer than what
 * is known of its ticket changes nothing.
 * @template {Listing} L
 */
export class TicketCache {
  /** @type {Map<string, Known<L>>} */
  #known = new Map();
  #words;
  #written;
  #read;
  #doubt;
  #changed;

  /**
   * @param {object} parts
   * @param {Widget.Words} parts.words
   * @param {(listing: L, message: Wire.Message) => L} parts.written  what else a new message changes, such as what is unread
   * @param {(listing: L, upTo: Wire.Cursor, isAll: boolean) => L} parts.read  what a reading changes
   * @param {(id: string) => void} parts.doubt  the events don't say enough: this ticket has to be asked for
   * @param {(listing: L, before: L, cursor: Wire.Cursor) => void} parts.changed  by an event
   */
  constructor({ words, written, read, doubt, changed }) {
    this.#words = words;
    this.#written = written;
    this.#read = read;
    this.#doubt = doubt;
    this.#changed = changed;
  }

  /** @param {string} id */
  get(id) {
    return this.#known.get(id)?.listing;
  }

  /** @returns {L[]} */
  get all() {
    return [...this.#known.values()].map(({ listing }) => listing);
  }

  get size() {
    return this.#known.size;
  }

  /**
   * What the server has answered, unless something newer is known.
   * @param {L} listing
   * @param {Wire.Cursor} cursor  as of which event
   */
  put(listing, cursor) {
    const known = this.#known.get(listing.ticket.id);
    if (known && compareCursor(known.asOf, cursor) > 0) return;
    // The answer does not say which message is its newest.
    this.#known.set(listing.ticket.id, { listing, asOf: cursor });
  }

  /**
   * What the server has answered without saying as of when.
   * @param {L} listing
   */
  replace(listing) {
    const known = this.#known.get(listing.ticket.id);
    if (known) known.listing = listing;
    else this.#known.set(listing.ticket.id, { listing, asOf: "0" });
  }

  /** @param {string} id */
  delete(id) {
    this.#known.delete(id);
  }

  clear() {
    this.#known.clear();
  }

  /**
   * A new message.
   * @param {Wire.Message} message
   */
  add(message) {
    const known = this.#following(message.ticket_id, message.id);
    if (!known) return;
    known.newest = message.id;
    const ticket = { last_message_at: message.created_at, last_message_preview: this.#preview(message) };
    this.#set(known, this.#written(changed(known.listing, ticket), message), message.id);
  }

  /**
   * A change of a message, which a list shows if it is the last.
   * @param {Wire.Message} message
   * @param {Wire.Cursor} cursor
   */
  update(message, cursor) {
    const known = this.#following(message.ticket_id, cursor);
    if (!known) return;
    if (known.newest === undefined) return this.#doubt(message.ticket_id);
    if (known.newest !== message.id) return;
    this.#set(known, changed(known.listing, { last_message_preview: this.#preview(message) }), cursor);
  }

  /**
   * Everything up to a message has been read. How much is unread then is known only if it is the newest.
   * @param {string} id
   * @param {Wire.Cursor} upTo
   * @param {Wire.Cursor} cursor
   */
  read(id, upTo, cursor) {
    const known = this.#following(id, cursor);
    if (!known) return;
    const isAll = known.newest !== undefined && compareCursor(upTo, known.newest) >= 0;
    if (!isAll) this.#doubt(id);
    this.#set(known, this.#read(known.listing, upTo, isAll), cursor);
  }

  /**
   * Any other change.
   * @param {string} id
   * @param {Wire.Cursor} cursor
   * @param {(listing: L) => L} change
   */
  change(id, cursor, change) {
    const known = this.#following(id, cursor);
    if (known) this.#set(known, change(known.listing), cursor);
  }

  /**
   * A ticket that an event may change: not one that is known as of later. One that is not known is asked for.
   * @param {string} id
   * @param {Wire.Cursor} cursor
   */
  #following(id, cursor) {
    const known = this.#known.get(id);
    if (!known) {
      this.#doubt(id);
      return undefined;
    }
    if (compareCursor(known.asOf, cursor) >= 0) return undefined;
    known.asOf = cursor;
    return known;
  }

  /** @param {Known<L>} known @param {L} listing @param {Wire.Cursor} cursor */
  #set(known, listing, cursor) {
    const before = known.listing;
    known.listing = listing;
    this.#changed(listing, before, cursor);
  }

  /** @param {Wire.Message} message */
  #preview({ text, attachments, deleted }) {
    return deleted ? "" : text.slice(0, previewLength) || labels(attachments, this.#words);
  }
}

/**
 * @template {Listing} L
 * @param {L} listing
 * @param {Omit<Listing["ticket"], "id">} ticket  what is new in it
 * @returns {L}
 */
function changed(listing, ticket) {
  return { ...listing, ticket: { ...listing.ticket, ...ticket } };
}
