import { Chat } from "./chat.js";

/** Conversations that are kept to come back to at once. */
const limit = 8;

/** The conversations that were looked at last. */
export class Chats {
  #parts;
  /** @type {Map<string, Chat>} */
  #all = new Map();

  /** @param {Omit<import("./chat.js").Parts, "ticket">} parts */
  constructor(parts) {
    this.#parts = parts;
  }

  /** @param {string | undefined} ticket */
  get(ticket) {
    return ticket === undefined ? undefined : this.#all.get(ticket);
  }

  /** @param {string} ticket  that is gone */
  forget(ticket) {
    this.#all.get(ticket)?.end();
    this.#all.delete(ticket);
  }

  /**
   * The conversation of a ticket, begun if need be.
   * @param {string} ticket
   */
  take(ticket) {
    const chat = this.#all.get(ticket) ?? new Chat({ ...this.#parts, ticket });
    // The one that was looked at last is the last to be forgotten.
    this.#all.delete(ticket);
    this.#all.set(ticket, chat);
    for (const [id, each] of this.#all) {
      if (this.#all.size <= limit) break;
      if (id === ticket || !each.isIdle) continue;
      each.end();
      this.#all.delete(id);
    }
    return chat;
  }
}
