import { ownDocument } from "../base/own_document.js";
import { Announcer } from "../chat/announcer.js";
import { isFromStaff } from "../chat/conversation.js";
import { labels } from "../chat/labels.js";

/** Tells the customer of what the staff have written, by a toast or by a screen reader's voice. */
export class Arrivals {
  #words;
  #common;
  #book;
  #toasts;
  #shown;
  #open;
  #announcer;
  /**
   * The last message of each ticket that has come while nobody looked, by ticket.
   * @type {Map<string, Wire.Message>}
   */
  #missed = new Map();

  /**
   * @param {object} parts
   * @param {import("./app.js").Words} parts.words
   * @param {Widget.Words} parts.common
   * @param {import("../chat/tickets/book.js").Book} parts.book
   * @param {import("../look/toasts.js").Toasts} parts.toasts
   * @param {HTMLElement} parts.aloud  what is put there is read aloud
   * @param {AbortSignal} parts.signal
   * @param {() => import("./ticket_pane.js").TicketPane | undefined} parts.shown  the ticket that is open
   * @param {(id: string) => void} parts.open  opens a ticket
   */
  constructor({ words, common, book, toasts, aloud, signal, shown, open }) {
    this.#words = words;
    this.#common = common;
    this.#book = book;
    this.#toasts = toasts;
    this.#shown = shown;
    this.#open = open;
    this.#announcer = new Announcer({ words: common, signal, aloud });
    ownDocument.addEventListener("visibilitychange", () => ownDocument.hidden || this.#looked(), { signal });
  }

  /** @param {Wire.Message} message */
  add(message) {
    if (!isFromStaff(message)) return;
    const shown = this.#shown();
    const pane = shown?.id === message.ticket_id ? shown : undefined;
    if (ownDocument.hidden) {
      this.#announcer.announce(message);
      if (!pane) this.#missed.set(message.ticket_id, message);
    } else if (pane?.view.isAtEnd) {
      this.#announcer.announce(message);
    } else {
      this.#toast(message);
    }
  }

  /** @param {string} ticket  has been opened */
  forget(ticket) {
    this.#missed.delete(ticket);
  }

  clear() {
    this.#missed.clear();
    this.#toasts.element.replaceChildren();
  }

  /** A toast goes away by itself. So what came while the page was hidden is told when it is looked at. */
  #looked() {
    for (const message of this.#missed.values()) this.#toast(message);
    this.#missed.clear();
  }

  /** @param {Wire.Message} message */
  #toast({ ticket_id: id, author_name: name = this.#common.staff, text, attachments }) {
    const subject = this.#book.get(id)?.subject ?? this.#words.chatSubject;
    const what = text || labels(attachments, this.#common);
    this.#toasts.show({ title: this.#words.answered(name, subject), text: what, open: () => this.#open(id) });
  }
}
