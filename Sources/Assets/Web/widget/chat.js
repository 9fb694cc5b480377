import { API } from "./api.js";
import { backoff } from "./backoff.js";
import { APIError } from "./call.js";
import { Connection } from "./connection.js";
import { Conversation, isFromStaff } from "./conversation.js";
import { compareCursor } from "./cursor.js";
import { after, Pause } from "./lifetime.js";
import { Outbox } from "./outbox.js";
import { currentPage } from "./page.js";
import { Session } from "./session.js";

/** The visitor's side of the conversation, without anything one can see. */
export class Chat {
  conversation;
  outbox;
  /** The first page of the history is here. */
  isLoaded = false;
  /**
   * The server's word once it has been heard; until then it judges by itself.
   * @type {Wire.Limits}
   */
  limits = { file_bytes: Infinity, files: 10 };
  #api;
  #signal;
  #locale;
  #session;
  #connection;
  #pause;
  #handlers;
  /** The token under which the conversation was loaded. */
  #token = "";
  /**
   * The conversation that is shown. The visitor may have others, of which one hears too.
   * @type {string | undefined}
   */
  #ticket;
  /** How often in a row the live connection has refused it. */
  #refusals = 0;
  #isLoading = false;
  #isLoadingOlder = false;
  /**
   * What has been read and not yet confirmed.
   * @type {Wire.Cursor | undefined}
   */
  #unconfirmedRead;

  /**
   * @param {object} parts
   * @param {string} parts.base
   * @param {string} parts.locale
   * @param {import("./storage.js").BrowserStorage} parts.storage
   * @param {AbortSignal} parts.signal
   * @param {object} handlers
   * @param {() => void} handlers.changed  something to be seen has changed
   * @param {(message: Wire.Message) => void} handlers.arrived  the staff have written
   * @param {(isTyping: boolean, name: string | undefined) => void} handlers.typing  the staff are writing
   * @param {(status: Widget.Status, transport: Widget.TransportName) => void} handlers.status
   */
  constructor({ base, locale, storage, signal }, handlers) {
    this.#signal = signal;
    this.#locale = locale;
    this.#handlers = handlers;
    this.#api = new API(base, signal);
    this.#pause = new Pause(signal);
    this.conversation = new Conversation(handlers.changed);
    this.#session = new Session({
      storage,
      signal,
      lockName: `otvet:${base}:session`,
      create: () => this.#api.createSession(locale, currentPage()),
    });
    this.outbox = new Outbox({
      storage,
      signal,
      lockName: `otvet:${base}:outbox`,
      deliver: (unsent) => this.#deliver(unsent),
      changed: handlers.changed,
    });
    this.#connection = new Connection(this.#api, signal, {
      frame: (frame) => this.#receive(frame),
      status: (status, transport) => this.#follow(status, transport),
      // Loading finds out whether the token is good, and replaces it if not.
      refused: () => after(backoff(this.#refusals++), signal, () => void this.begin()),
    });
    storage.watch(signal, (name) => {
      // Another tab has got a new session: this one belongs to it too.
      if (name === "session" && this.isKnown && this.#session.token !== this.#token) void this.begin();
    });
    addEventListener("online", () => this.#hurry(), { signal });
    // An open connection would keep the host page out of the browser's cache for going back.
    addEventListener("pagehide", () => this.#connection.stop(), { signal });
    addEventListener("pageshow", (event) => event.persisted && this.#connection.resume(), { signal });
  }

  /** This browser has written, or at least looked in, before. */
  get isKnown() {
    return this.#session.token !== null;
  }

  /** Loads the conversation, creating a session if need be, and follows it. */
  async begin() {
    if (this.#isLoading) return;
    this.#isLoading = true;
    this.#connection.stop();
    for (let attempt = 0; !this.#signal.aborted; attempt++) {
      try {
        const { token, answer } = await this.#session.authorized((token) => this.#api.history(token));
        this.#load(token, answer);
        break;
      } catch (error) {
        if (this.#signal.aborted) break;
        if (!(error instanceof APIError)) throw error;
        this.#handlers.status(attempt ? "offline" : "reconnecting", "offline");
        await this.#pause.wait(backoff(attempt), error.retryAfter);
      }
    }
    this.#isLoading = false;
  }

  /**
   * Says who the visitor is, by the site's token. Throws an `APIError` if the server does not believe it.
   * @param {string} token
   */
  async identify(token) {
    const body = { token, locale: this.#locale, page: currentPage() };
    for (let attempt = 0; !this.#signal.aborted; attempt++) {
      try {
        await this.#session.identify((session) => this.#api.identify(session, body));
        return await this.begin();
      } catch (error) {
        if (!(error instanceof APIError && error.isTransient) || this.#signal.aborted) throw error;
        await this.#pause.wait(backoff(attempt), error.retryAfter);
      }
    }
  }

  /** The next visitor of this browser must find nothing of this one. */
  async signOut() {
    this.#connection.stop();
    for (const { id } of [...this.outbox.entries]) this.outbox.remove(id);
    this.conversation.clear();
    this.#token = "";
    this.#ticket = undefined;
    this.isLoaded = false;
    await this.#session.end((token) => this.#api.signOut(token));
  }

  /**
   * Makes a call in the visitor's name. Throws an `APIError`.
   * @template T
   * @param {(api: API, token: string) => Promise<T>} make
   */
  async call(make) {
    const { answer } = await this.#session.authorized((token) => make(this.#api, token));
    return answer;
  }

  /** @param {boolean} typing */
  typing(typing) {
    this.#connection.say({ type: "typing", typing });
  }

  /**
   * The visitor has seen everything up to here.
   * @param {Wire.Cursor} upTo
   */
  read(upTo) {
    if (compareCursor(upTo, this.conversation.readUpTo) <= 0) return;
    this.conversation.markRead(upTo);
    this.#unconfirmedRead = upTo;
    this.#connection.say({ type: "read", up_to: upTo });
  }

  /** Loads what came before the oldest message. Throws an `APIError`. */
  async loadOlder() {
    const oldest = this.conversation.messages[0];
    if (!this.conversation.hasOlder || this.#isLoadingOlder || !oldest) return;
    this.#isLoadingOlder = true;
    try {
      const token = this.#token;
      const answer = await this.#api.history(token, oldest.id);
      if (token === this.#token) this.conversation.loadOlder(answer);
    } finally {
      this.#isLoadingOlder = false;
    }
  }

  /**
   * @param {string} token
   * @param {Wire.HistoryAnswer} answer
   */
  #load(token, answer) {
    // A new session is another visitor to the server: what belonged to the old one can't be continued.
    // The same session has another conversation once it is known whose it is.
    const isSame = this.#token === token && (!this.#ticket || this.#ticket === answer.ticket?.id);
    // An older copy of the server's data has been brought back: what came after it is no more.
    const isPast = compareCursor(this.conversation.messages.at(-1)?.id ?? "0", answer.cursor) > 0;
    if (this.#token && (!isSame || isPast)) this.conversation.clear();
    this.#ticket = answer.ticket?.id;
    this.#token = token;
    this.isLoaded = true;
    this.limits = answer.limits;
    for (const { client_message_id: id } of answer.messages) if (id) this.outbox.remove(id);
    this.conversation.load(answer);
    this.#connection.start(token, answer.cursor);
    this.outbox.wake();
  }

  /** @param {import("./outbox.js").Unsent} unsent */
  async #deliver({ id, text, attachments = [] }) {
    const attachmentIDs = attachments.map((each) => each.id);
    const body = { message: text, attachment_ids: attachmentIDs, client_message_id: id, page: currentPage() };
    const { token, answer } = await this.#session.authorized((token) => this.#api.send(token, body));
    const isElsewhere = this.#ticket && this.#ticket !== answer.message.ticket_id;
    this.#ticket ??= answer.message.ticket_id;
    if (!isElsewhere) this.conversation.add(answer.message);
    // A new session, or a new conversation after one that was closed long ago.
    if (token !== this.#token || isElsewhere) void this.begin();
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
    const ticket = "message" in frame ? frame.message.ticket_id : "ticket" in frame ? frame.ticket.id : frame.ticket_id;
    if (ticket === this.#ticket) return false;
    if (this.#ticket || frame.type !== "message") return true;
    const { client_message_id: sent } = frame.message;
    if (this.outbox.entries.some(({ id }) => id === sent)) {
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
    if (message.client_message_id) this.outbox.remove(message.client_message_id);
    if (!isNew || !isFromStaff(message)) return;
    this.#handlers.typing(false, undefined);
    this.#handlers.arrived(message);
  }

  /**
   * @param {Widget.Status} status
   * @param {Widget.TransportName} transport
   */
  #follow(status, transport) {
    this.#handlers.status(status, transport);
    if (transport === "offline") return;
    this.#refusals = 0;
    if (this.#unconfirmedRead) this.#connection.say({ type: "read", up_to: this.#unconfirmedRead });
    this.outbox.wake();
  }

  #hurry() {
    this.#pause.wake();
    this.outbox.wake();
  }
}
