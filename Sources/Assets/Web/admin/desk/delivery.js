import { isSameNote } from "./same_note.js";

/** Brings what agents have written to the server. */
export class Delivery {
  #parts;

  /**
   * @param {object} parts
   * @param {Staff.Parts["api"]} parts.api
   * @param {Staff.Me} parts.me
   * @param {import("./tickets.js").Tickets} parts.tickets
   * @param {(ticket: string) => import("./thread.js").Thread | undefined} parts.thread  of a ticket, if it is kept
   */
  constructor(parts) {
    this.#parts = parts;
  }

  /**
   * Throws an `APIError`.
   * @param {import("../../chat/outbox.js").Unsent} unsent
   */
  async deliver({ id, text, attachments = [], ticket, about }) {
    if (!ticket || !about) return;
    if (about.isNote) return this.#note(text, about, ticket);
    const { api, tickets, thread } = this.#parts;
    /** @type {{ message: Wire.Message }} */
    const { message } = await api.post(`tickets/${encodeURIComponent(ticket)}/messages`, {
      message: text,
      client_message_id: id,
      attachment_ids: attachments.map((each) => each.id),
      ...(about.reply_to && { reply_to: about.reply_to }),
    });
    thread(ticket)?.add({ type: "message", message });
    tickets.addMessage(message);
  }

  /**
   * The server does not know a repeated note for one: whether an earlier attempt got through is looked up.
   * @param {string} text
   * @param {Staff.About} about
   * @param {string} ticket
   */
  async #note(text, about, ticket) {
    const { api, me } = this.#parts;
    const path = `tickets/${encodeURIComponent(ticket)}`;
    const thread = this.#parts.thread(ticket);
    /** @type {Staff.History} */
    const { entries } = await api.get(`${path}/messages?limit=100`);
    const sent = entries.find((entry) => entry.type === "note" && isSameNote(entry.note, text, about, me.agent));
    if (sent) return thread?.add(sent);
    const { note } = await api.post(`${path}/notes`, { text });
    thread?.add({ type: "note", note });
  }
}
