import { backoff } from "../base/backoff.js";
import { asAPIError } from "../base/call.js";
import { Conversation, isFromStaff } from "./conversation.js";
import { compareCursor } from "../base/cursor.js";
import { Pause } from "../base/lifetime.js";

/**
 * One conversation of the visitor's, without anything one can see: the one that runs in the widget, or a given ticket.
 */
export class Chat {
  conversation;
  /** The first page of the history is here. */
  isLoaded = false;
  /**
   * What the visitor is to be asked, in the running conversation.
   * @type {Wire.ContactForm | undefined}
   */
  form;
  #visitor;
  /** @type {string | undefined} */
  #given;
  #signal;
  #handlers;
  #pause;
  /** The token under which the conversation was loaded. */
  #token = "";
  /**
   * The ticket that it is. The visitor may have others, of which one hears too.
   * @type {string | undefined}
   */
  #ticket;
  #isLoading = false;
  /**
   * What has come while a page was on its way that may be older.
   * @type {Wire.ServerFrame[]}
   */
  #meanwhile = [];
  /**
   * What has been read and not yet confirmed.
   * @type {Wire.Cursor | undefined}
   */
  #unconfirmedRead;
  /**
   * What the visitor has had before their eyes, as far as it still counts as unread.
   * @type {Set<Wire.Cursor>}
   */
  #shown = new Set();

  /**
   * @param {import("./visitor.js").Visitor} visitor
   * @param {AbortSignal} signal
   * @param {object} handlers
   * @param {() => void} handlers.changed  something to be seen has changed
   * @param {(isTyping: boolean, name: string | undefined) => void} handlers.typing  the staff are writing
   * @param {() => void} [handlers.missing]  there is no such ticket of the visitor's
   * @param {string} [ticket]  without one it is the running conversation, with which the visitor begins
   */
  constructor(visitor, signal, handlers, ticket) {
    this.#visitor = visitor;
    this.#signal = signal;
    this.#handlers = handlers;
    this.#given = this.#ticket = ticket;
    this.#pause = new Pause(signal);
    this.conversation = new Conversation(handlers.changed);
    if (ticket === undefined) visitor.source = this;
    visitor.follow({
      receive: (frame) => (this.#isLoading ? this.#meanwhile.push(frame) : this.#receive(frame)),
      sent: (token, message, unsent) => this.#sent(token, message, unsent),
      began: () => this.#given !== undefined && void this.begin(),
      connected: () => this.#sayRead(),
    }, signal);
  }

  /** The ticket that it was told to show; undefined for the running conversation. */
  get given() {
    return this.#given;
  }

  /** There is something to load. */
  get isKnown() {
    return this.#visitor.isKnown;
  }

  get limits() {
    return this.#visitor.limits;
  }

  /** The visitor's messages that the server has not confirmed. */
  get unsent() {
    const { outbox } = this.#visitor;
    return outbox.entries.filter((each) => each.ticket === this.#given && this.#visitor.isOurs(each));
  }

  /** Loads a given ticket; the running conversation is loaded as the visitor begins. */
  async begin() {
    if (this.#given === undefined) return this.#visitor.begin();
    if (this.#isLoading) return;
    this.#isLoading = true;
    addEventListener("online", () => this.#pause.wake(), { signal: this.#signal });
    for (let attempt = 0; !this.#signal.aborted; attempt++) {
      try {
        this.loaded("", await this.#visitor.call((_, token) => this.load(token)));
        break;
      } catch (fault) {
        if (this.#signal.aborted) break;
        const error = asAPIError(fault);
        if (!error.isTransient) {
          this.#handlers.missing?.();
          break;
        }
        await this.#pause.wait(backoff(attempt), error.retryAfter);
      }
    }
    this.#isLoading = false;
    for (const frame of this.#meanwhile.splice(0)) this.#receive(frame);
  }

  /**
   * Makes a call in the visitor's name. Throws an `APIError`.
   * @template T
   * @param {(api: import("./api.js").API, token: string) => Promise<T>} make
   */
  call(make) {
    return this.#visitor.call(make);
  }

  /**
   * A page of the history. Throws an `APIError`.
   * @param {string} token
   * @param {Wire.Cursor} [before]
   */
  load(token, before) {
    return this.#visitor.api.history(token, before, this.#given);
  }

  /**
   * @param {string} token
   * @param {Wire.HistoryAnswer} answer
   */
  loaded(token, answer) {
    this.#ticket = answer.ticket?.id;
    this.#token = token;
    this.isLoaded = true;
    this.form = answer.contact_form;
    this.#visitor.limits = answer.limits;
    this.#visitor.hours = answer.availability;
    for (const { client_message_id: id } of answer.messages) if (id) this.#visitor.outbox.remove(id);
    this.conversation.load(answer);
  }

  /** Drops what was loaded. */
  clear() {
    this.conversation.clear();
    this.#token = "";
    this.#ticket = this.#given;
    this.#unconfirmedRead = undefined;
    this.#shown.clear();
    this.form = undefined;
    this.isLoaded = false;
  }

  /** @param {string} text @param {readonly Wire.Attachment[]} attachments */
  send(text, attachments) {
    const { outbox, writer } = this.#visitor;
    outbox.add(text, attachments, { ...(this.#given && { ticket: this.#given }), ...(writer && { user: writer }) });
  }

  /** @param {boolean} typing */
  typing(typing) {
    this.#visitor.say({ type: "typing", typing, ...this.#address });
  }

  /**
   * The visitor has seen these messages. What they left out stays unread, and so does what came after that: one mark says
   * how far everything has been read.
   * @param {Iterable<Wire.Cursor>} ids
   */
  show(ids) {
    for (const id of ids) this.#shown.add(id);
    const { unread } = this.conversation;
    const end = unread.findIndex(({ id }) => !this.#shown.has(id));
    const last = unread[(end < 0 ? unread.length : end) - 1];
    if (last) this.read(last.id);
  }

  /**
   * The visitor has seen everything up to here.
   * @param {Wire.Cursor} upTo
   */
  read(upTo) {
    const { readUpTo, unreadBefore } = this.conversation;
    if (unreadBefore || compareCursor(upTo, readUpTo) <= 0) return;
    this.#shown.clear();
    this.conversation.markRead(upTo);
    this.#unconfirmedRead = upTo;
    this.#sayRead();
  }

  /** Loads what came before the oldest message. Throws an `APIError`. */
  async loadOlder() {
    const oldest = this.conversation.messages[0];
    if (!this.conversation.hasOlder || !oldest) return;
    const { token } = this.#visitor;
    const answer = await this.load(token, oldest.id);
    // What was there may have given way to another page meanwhile.
    const isWanted = token === this.#visitor.token && this.conversation.messages[0]?.id === oldest.id;
    if (isWanted) this.conversation.loadOlder(answer);
  }

  #sayRead() {
    if (this.#unconfirmedRead) this.#visitor.say({ type: "read", up_to: this.#unconfirmedRead, ...this.#address });
  }

  get #address() {
    return this.#given === undefined ? {} : { ticket_id: this.#given };
  }

  /**
   * @param {string} token
   * @param {Wire.Message} message
   * @param {import("./outbox.js").Unsent} unsent
   */
  #sent(token, message, { ticket }) {
    if (ticket !== this.#given) return;
    const isElsewhere = this.#ticket && this.#ticket !== message.ticket_id;
    this.#ticket ??= message.ticket_id;
    if (!isElsewhere) this.conversation.add(message);
    // A new conversation after one that was closed long ago.
    else if (token === this.#token) void this.begin();
  }

  /** @param {Wire.ServerFrame} frame */
  #receive(frame) {
    if (this.#isElsewhere(frame)) return;
    switch (frame.type) {
      case "message":
        return this.#add(frame.message);
      case "message_updated":
        return this.conversation.update(frame.message);
      case "ticket":
        return this.conversation.setTicket(frame.ticket);
      case "typing":
        return this.#handlers.typing(frame.typing, frame.author_name);
      case "read":
        if (frame.by !== "user") return;
        if (compareCursor(frame.up_to, this.#unconfirmedRead ?? "0") >= 0) this.#unconfirmedRead = undefined;
        return this.conversation.markRead(frame.up_to);
    }
  }

  /**
   * Whether this is of another conversation of the visitor's.
   * @param {Wire.ServerFrame} frame
   */
  #isElsewhere(frame) {
    const ticket = ticketOf(frame);
    if (ticket === this.#ticket) return false;
    if (this.#ticket || frame.type !== "message") return true;
    const { client_message_id: sent } = frame.message;
    if (this.unsent.some(({ id }) => id === sent)) {
      this.#ticket = ticket;
      return false;
    }
    // Another tab may have begun the conversation.
    void this.begin();
    return true;
  }

  /** @param {Wire.Message} message */
  #add(message) {
    const isNew = this.conversation.add(message);
    if (isNew && isFromStaff(message)) this.#handlers.typing(false, undefined);
  }
}

/**
 * The ticket that this is about.
 * @param {Wire.ServerFrame} frame
 */
function ticketOf(frame) {
  return "message" in frame ? frame.message.ticket_id : "ticket" in frame ? frame.ticket.id : frame.ticket_id;
}
