import { backoff } from "../../base/backoff.js";
import { APIError } from "../../base/call.js";
import { Pause } from "../../base/lifetime.js";
import { Live } from "./live.js";

/** Loads the list, and hands what happens from then on to whoever keeps it. */
export class Session {
  live;
  #parts;
  #pause;

  /**
   * @param {object} parts
   * @param {Staff.Parts["api"]} parts.api
   * @param {Staff.Me} parts.me
   * @param {import("../../chat/outbox.js").Outbox} parts.outbox
   * @param {import("./tickets.js").Tickets} parts.tickets
   * @param {import("./ticket_pages.js").TicketPages} parts.pages
   * @param {import("./counts.js").Counts} parts.counts
   * @param {import("./colleagues.js").Colleagues} parts.colleagues
   * @param {import("./signs.js").Signs} parts.signs
   * @param {(ticket: string) => import("./thread.js").Thread | undefined} parts.thread  of a ticket, if it is kept
   * @param {(message: Wire.Message) => void} parts.arrived  somebody else has written
   * @param {(status: Widget.Status, transport: Widget.TransportName) => void} parts.status
   * @param {(user: string) => void} parts.learned  more is known of a customer
   * @param {(ticket: string) => void} parts.erased  it is gone, with all that was in it
   * @param {() => void} parts.lost  there is no going on from here: everything has to be loaded anew
   * @param {AbortSignal} parts.signal
   */
  constructor(parts) {
    const { api, me, lost, signal } = parts;
    this.#parts = parts;
    this.#pause = new Pause(signal);
    this.live = new Live({
      api,
      me,
      signal,
      frame: (frame) => this.#receive(frame),
      status: (status, transport) => this.#follow(status, transport),
      lost,
    });
    addEventListener("online", () => this.#pause.wake(), { signal });
  }

  /** Loads the list, and follows what happens from then on, however long the server is away. */
  async begin() {
    const { pages, counts, colleagues, outbox, signal } = this.#parts;
    void colleagues.load();
    outbox.wake();
    for (let attempt = 0; !signal.aborted; attempt++) {
      try {
        const cursor = await pages.show();
        if (cursor === undefined) continue;
        this.live.start(cursor);
        return counts.askSoon();
      } catch (error) {
        pages.fail(error);
        const imposed = error instanceof APIError ? error.retryAfter : undefined;
        await this.#pause.wait(backoff(attempt), imposed);
      }
    }
  }

  /** @param {Staff.ServerFrame} frame */
  #receive(frame) {
    const { tickets, counts, colleagues, signs, thread } = this.#parts;
    switch (frame.type) {
      case "message":
        return this.#add(frame.message);
      case "message_updated":
        thread(frame.message.ticket_id)?.update(frame.message, frame.cursor);
        return tickets.updateMessage(frame.message, frame.cursor);
      case "ticket":
        tickets.setTicket(frame.ticket, frame.cursor, (id) => colleagues.get(id));
        return counts.askSoon();
      case "note":
        return this.#addNote(frame.note);
      case "read":
        tickets.read(frame.ticket_id, frame.by, frame.up_to, frame.cursor);
        return counts.askSoon();
      case "user":
        tickets.setUser(frame.user, frame.cursor);
        return this.#parts.learned(frame.user.id);
      case "erased":
        this.#parts.erased(frame.ticket_id);
        return counts.askSoon();
      case "viewing":
        return signs.viewing(frame);
      case "typing":
        return signs.typing(frame);
    }
  }

  /** @param {Wire.Message} message */
  #add(message) {
    const { me, outbox, tickets, counts, signs, thread, arrived } = this.#parts;
    const { ticket_id: ticket, author, author_name: name, agent_id: agent, client_message_id: sent } = message;
    tickets.addMessage(message);
    thread(ticket)?.add({ type: "message", message });
    if (author === "agent" && sent) outbox.remove(sent);
    signs.wrote(ticket, author, name);
    counts.askSoon();
    if (author !== "system" && agent !== me.agent.id) arrived(message);
  }

  /** @param {Staff.Note} note */
  #addNote(note) {
    const { outbox, thread } = this.#parts;
    thread(note.ticket_id)?.add({ type: "note", note });
    if (note.client_note_id) outbox.remove(note.client_note_id);
  }

  /** @param {Widget.Status} status @param {Widget.TransportName} transport */
  #follow(status, transport) {
    const { outbox, counts, signs } = this.#parts;
    this.#parts.status(status, transport);
    if (transport === "offline") return signs.forget();
    this.#pause.wake();
    outbox.wake();
    counts.askSoon();
  }
}
