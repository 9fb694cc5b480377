/** Brings what agents have written to the server. */
export class Delivery {
  #parts;

  /**
   * @param {object} parts
   * @param {Staff.Parts["api"]} parts.api
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
    if (about.isNote) return this.#note(id, text, ticket);
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

  /** @param {string} id @param {string} text @param {string} ticket */
  async #note(id, text, ticket) {
    const { api, thread } = this.#parts;
    /** @type {{ note: Staff.Note }} */
    const { note } = await api.post(`tickets/${encodeURIComponent(ticket)}/notes`, { text, client_note_id: id });
    thread(ticket)?.add({ type: "note", note });
  }
}
