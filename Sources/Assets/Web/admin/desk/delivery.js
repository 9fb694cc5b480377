/** Brings what agents have written to the server. */
export class Delivery {
  #desk;
  #chats;

  /** @param {import("./desk.js").Desk} desk @param {import("./chats.js").Chats} chats */
  constructor(desk, chats) {
    this.#desk = desk;
    this.#chats = chats;
  }

  /**
   * Throws an `APIError`.
   * @param {import("../../chat/outbox.js").Unsent} unsent
   */
  async deliver({ id, text, attachments = [], ticket, about }) {
    if (!ticket || !about) return;
    if (about.isNote) return this.#note(id, text, ticket);
    const { api, tickets } = this.#desk;
    /** @type {{ message: Wire.Message }} */
    const { message } = await api.post(`tickets/${encodeURIComponent(ticket)}/messages`, {
      message: text,
      client_message_id: id,
      attachment_ids: attachments.map((each) => each.id),
      ...(about.reply_to && { reply_to: about.reply_to }),
    });
    this.#chats.get(ticket)?.thread.add({ type: "message", message });
    tickets.addMessage(message);
  }

  /** @param {string} id @param {string} text @param {string} ticket */
  async #note(id, text, ticket) {
    /** @type {{ note: Staff.Note }} */
    const { note } = await this.#desk.api.post(`tickets/${encodeURIComponent(ticket)}/notes`, {
      text,
      client_note_id: id,
    });
    this.#chats.get(ticket)?.thread.add({ type: "note", note });
  }
}
