import { compareCursor } from "../base/cursor.js";

/** What the server has told of the conversation, in order, each message once. */
export class Conversation {
  /** @type {Wire.Message[]} */
  #messages = [];
  #changed;
  /** There are older messages on the server. */
  hasOlder = false;
  /**
   * What the server says of the whole.
   * @type {Wire.Ticket | null}
   */
  ticket = null;
  /**
   * Everything of the staff up to here has been read by the visitor.
   * @type {Wire.Cursor}
   */
  readUpTo = "0";
  /** So many of what is unread are older than what is here. */
  unreadBefore = 0;

  /** @param {() => void} changed */
  constructor(changed) {
    this.#changed = changed;
  }

  /**
   * Oldest first.
   * @returns {readonly Wire.Message[]}
   */
  get messages() {
    return this.#messages;
  }

  /** Of the messages. */
  get ids() {
    return this.#messages.map(({ id }) => id);
  }

  /**
   * The newest page of the history takes the place of all that was here: between the two something may be missing, or the
   * server may know nothing of it any more, since an older copy of its data has been brought back.
   * @param {Wire.HistoryAnswer} answer
   */
  load({ messages, has_more: hasOlder, ticket }) {
    this.#messages = [];
    for (const message of messages) this.#put(message);
    this.hasOlder = hasOlder;
    this.ticket = ticket;
    // What the last N messages of the staff are unread means is that the one before them has been read.
    const staff = messages.filter(countsAsUnread);
    const unread = ticket?.unread_count ?? 0;
    this.readUpTo = staff[staff.length - 1 - unread]?.id ?? "0";
    this.unreadBefore = hasOlder ? Math.max(0, unread - staff.length) : 0;
    this.#changed();
  }

  /**
   * A page of what came before.
   * @param {Wire.HistoryAnswer} answer
   */
  loadOlder({ messages, has_more: hasOlder }) {
    for (const message of messages) this.#put(message);
    this.hasOlder = hasOlder;
    if (this.unreadBefore) {
      const staff = messages.filter(countsAsUnread);
      const read = staff.length - this.unreadBefore;
      if (read > 0) this.readUpTo = staff[read - 1]?.id ?? "0";
      this.unreadBefore = hasOlder ? Math.max(0, -read) : 0;
    }
    this.#changed();
  }

  /**
   * A message, new or known.
   * @param {Wire.Message} message
   * @returns {boolean} whether it is new
   */
  add(message) {
    const isNew = this.#put(message);
    this.#changed();
    return isNew;
  }

  /**
   * A change of a message; one that is not loaded yet will be loaded as changed.
   * @param {Wire.Message} message
   */
  update(message) {
    if (!this.#messages.some(({ id }) => id === message.id)) return;
    this.#put(message);
    this.#changed();
  }

  /** @param {Wire.Ticket} ticket */
  setTicket(ticket) {
    this.ticket = ticket;
    this.#changed();
  }

  get isClosed() {
    return this.ticket?.status === "closed" || this.ticket?.status === "archived";
  }

  /**
   * The staff have been shown everything of the visitor's up to here.
   * @returns {Wire.Cursor}
   */
  get deliveredUpTo() {
    return this.ticket?.delivered_up_to ?? "0";
  }

  /** @param {Wire.Cursor} upTo */
  markRead(upTo) {
    if (compareCursor(upTo, this.readUpTo) <= 0) return;
    this.readUpTo = upTo;
    if (compareCursor(upTo, this.#messages[0]?.id ?? "0") >= 0) this.unreadBefore = 0;
    this.#changed();
  }

  /** What is unread and here, oldest first. */
  get unread() {
    return this.#messages.filter((each) => countsAsUnread(each) && compareCursor(each.id, this.readUpTo) > 0);
  }

  get unreadCount() {
    return this.unread.length + this.unreadBefore;
  }

  clear() {
    this.#messages = [];
    this.hasOlder = false;
    this.ticket = null;
    this.readUpTo = "0";
    this.unreadBefore = 0;
    this.#changed();
  }

  /** @param {Wire.Message} message */
  #put(message) {
    // Nearly every message is the newest, so the search starts at the end.
    let index = this.#messages.length;
    for (; index > 0; index--) {
      const order = compareCursor(/** @type {Wire.Message} */ (this.#messages[index - 1]).id, message.id);
      if (order < 0) break;
      if (order === 0) {
        this.#messages[index - 1] = message;
        return false;
      }
    }
    this.#messages.splice(index, 0, message);
    return true;
  }
}

/**
 * What was taken back is nothing to read.
 * @param {Wire.Message} message
 */
function countsAsUnread(message) {
  return isFromStaff(message) && !message.deleted;
}

/** @param {Wire.Message} message */
export function isFromStaff({ author }) {
  return author === "agent" || author === "bot";
}
