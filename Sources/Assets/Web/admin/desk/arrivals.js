import { labels } from "../../chat/labels.js";

/** What a toast shows of a message. */
const previewLength = 160;

/** Tells of messages that have arrived: to who can't see the conversation, and to who looks elsewhere. */
export class Arrivals {
  #parts;

  /**
   * @param {object} parts
   * @param {Staff.Words} parts.words
   * @param {Staff.Me} parts.me
   * @param {import("./tickets.js").Tickets} parts.tickets
   * @param {import("./chats.js").Chats} parts.chats
   * @param {import("./router.js").Router} parts.router
   * @param {import("./alerts.js").Alerts} parts.alerts
   */
  constructor(parts) {
    this.#parts = parts;
  }

  /** @param {Wire.Message} message */
  async tell(message) {
    const { words, me, tickets, chats, router, alerts } = this.#parts;
    const { ticket_id: ticket, author, author_name: agent } = message;
    if (!tickets.get(ticket)) await tickets.refresh(ticket);
    const text = [labels(message.attachments, words), message.text].filter(Boolean).join(". ").slice(0, previewLength);
    const name = author === "user" ? (tickets.nameOf(ticket) ?? words.visitor) : (agent ?? words.staff);
    if (ticket === router.open) chats.get(ticket)?.say(words.announce(name, text));
    const assignee = tickets.get(ticket)?.ticket.assigned_agent_id;
    // What a colleague has taken is theirs to hear of.
    if (author !== "user" || (assignee !== undefined && assignee !== me.agent.id)) return;
    alerts.tell(message, { name, avatar: tickets.get(ticket)?.user.avatar_url, text });
  }
}
