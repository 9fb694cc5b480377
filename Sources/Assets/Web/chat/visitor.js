import { API } from "./api.js";
import { backoff } from "../base/backoff.js";
import { APIError } from "../base/call.js";
import { Connection } from "./connection.js";
import { after, Pause } from "../base/lifetime.js";
import { Followers } from "./followers.js";
import { Naming } from "./naming.js";
import { Outbox } from "./outbox.js";
import { currentPage } from "../base/page.js";
import { Session } from "./session.js";

/**
 * Where a beginning comes from.
 * @typedef {object} Source
 * @property {(token: string) => Promise<{ cursor: Wire.Cursor }>} load  throws an `APIError`
 * @property {(token: string, answer: any) => void} loaded  given what `load` has brought
 */

/** The visitor's way to the server, shared by all their conversations: the right to act, the live connection, the outbox. */
export class Visitor {
  api;
  outbox;
  /**
   * What the server allows. Until it has said so nothing is refused here, and the server refuses by itself.
   * @type {Wire.Limits}
   */
  limits = { file_bytes: Infinity, files: 10 };
  /**
   * What a beginning loads.
   * @type {Source | undefined}
   */
  source;
  #signal;
  #locale;
  #site;
  #storage;
  #session;
  #connection;
  #naming;
  #pause;
  #handlers;
  #followers = new Followers();
  /** The token under which everything was loaded. */
  #token = "";
  /** In whose name the visitor writes: the id of the user whose conversations they see. */
  #writer;
  /** How often in a row the live connection has refused the token. */
  #refusals = 0;
  #isBeginning = false;
  /** A beginning was asked for while another one ran. */
  #isWanted = false;
  /** How often somebody has left. What was begun for them before is not carried on. */
  #departures = 0;

  /**
   * @param {object} parts
   * @param {string} parts.base
   * @param {string} parts.locale
   * @param {import("../base/storage.js").BrowserStorage} parts.storage
   * @param {AbortSignal} parts.signal
   * @param {Window} [parts.site]  the page that the visitor is on; unless told otherwise this one
   * @param {boolean} [parts.isGuest]  whoever has no session gets none here
   * @param {object} handlers
   * @param {() => void} handlers.changed  what waits to be sent has changed
   * @param {(status: Widget.Status, transport: Widget.TransportName) => void} handlers.status
   * @param {() => void} handlers.forget  the visitor has left, and nothing of theirs may stay
   * @param {() => void} [handlers.barred]  there is no session, or it is not good any more
   */
  constructor({ base, locale, storage, signal, site = window, isGuest = false }, handlers) {
    this.#signal = signal;
    this.#locale = locale;
    this.#site = site;
    this.#storage = storage;
    this.#handlers = handlers;
    this.api = new API(base, signal);
    this.#pause = new Pause(signal);
    this.#session = new Session({
      storage,
      signal,
      lockName: `otvet:${base}:session`,
      create: () => (isGuest ? Promise.reject(new APIError(403, "")) : this.api.createSession(locale, currentPage(site))),
    });
    this.#naming = new Naming({ api: this.api, session: this.#session, storage, signal, left: () => this.#forget() });
    this.#writer = this.#session.owner;
    this.outbox = new Outbox({
      storage,
      signal,
      lockName: `otvet:${base}:outbox`,
      deliver: (unsent) => this.#deliver(unsent),
      changed: handlers.changed,
    });
    this.#connection = new Connection(this.api, signal, {
      frame: (frame) => this.#receive(frame),
      status: (status, transport) => this.#connected(status, transport),
      // Loading finds out whether the token is good, and replaces it if not.
      refused: () => after(backoff(this.#refusals++), signal, () => void this.begin()),
    });
    storage.watch(signal, (name) => {
      if (name === "user") this.#naming.meet(storage.get(name));
      // Another tab has got a new session, or ended the old one. All tabs share it.
      const isOther = /^(session|user)$/.test(name) && this.#session.token !== this.#token;
      if (isOther && (this.isKnown || isGuest)) void this.begin();
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

  /** The site has said who this browser's visitor is. */
  get isIdentified() {
    return this.#naming.user !== null;
  }

  /** The token under which everything was loaded. */
  get token() {
    return this.#token;
  }

  /** The id of the user in whose name the visitor writes; empty as long as the site has named nobody. */
  get writer() {
    return this.#writer;
  }

  /**
   * Whether this may be seen here. It may have been written in another tab, by somebody who has left since.
   * @param {import("./outbox.js").Unsent} unsent
   */
  isOurs({ user }) {
    return !user || user === this.#naming.user;
  }

  /** @param {import("./followers.js").Follower} follower @param {AbortSignal} signal */
  follow(follower, signal) {
    this.#followers.add(follower, signal);
  }

  /** Loads what the source has, creating a session if need be, and follows it. */
  async begin() {
    this.#isWanted = true;
    if (this.#isBeginning || !this.source) return;
    this.#isBeginning = true;
    this.#connection.stop();
    const isWanted = this.#untilDeparture();
    this.#isWanted = false;
    for (let attempt = 0; isWanted(); attempt++) {
      try {
        const { source } = this;
        const { token, owner, answer } = await this.#session.authorized((token) => source.load(token), isWanted);
        if (!isWanted()) break;
        this.#token = token;
        this.#writer = owner;
        source.loaded(token, answer);
        this.#connection.start(token, answer.cursor);
        this.#followers.tell((each) => each.began?.());
        this.outbox.wake();
        break;
      } catch (error) {
        if (!isWanted()) break;
        if (!(error instanceof APIError)) throw error;
        if (error.status === 403 && this.#handlers.barred) {
          this.#token = "";
          this.#handlers.barred();
          break;
        }
        this.#handlers.status(attempt ? "offline" : "reconnecting", "offline");
        await this.#pause.wait(backoff(attempt), error.retryAfter);
      }
    }
    this.#isBeginning = false;
    // Whoever came after that may have asked for a beginning meanwhile.
    if (!isWanted() && this.#isWanted) void this.begin();
  }

  /**
   * Says who the visitor is, by the site's token. Throws an `APIError` if the server does not believe it.
   * @param {string} token
   * @param {boolean} [mayReplace]  whether it may take the place of somebody else who is here
   */
  async identify(token, mayReplace = true) {
    const replace = mayReplace ? {} : { replace: /** @type {const} */ (false) };
    const body = { token, locale: this.#locale, page: currentPage(this.#site), ...replace };
    // As long as this goes on no new session is made, and a beginning may be waiting for one.
    await this.#naming.identify(body).finally(() => this.#pause.wake());
    // Whoever is known again goes on with what could not be sent in their name meanwhile.
    for (const { id, code, user } of this.outbox.entries) {
      if (code === "signed_out" && user === this.#naming.user) this.outbox.retry(id);
    }
    await this.begin();
  }

  signOut() {
    return this.#naming.signOut();
  }

  /**
   * Makes a call in the visitor's name. Throws an `APIError`.
   * @template T
   * @param {(api: API, token: string) => Promise<T>} make
   */
  async call(make) {
    try {
      const { answer } = await this.#inNameOf(this.#writer, (token) => make(this.api, token));
      return answer;
    } catch (error) {
      throw this.#signal.aborted ? new APIError(0, "ended") : error;
    }
  }

  /** @param {Wire.ClientFrame} frame */
  say(frame) {
    this.#connection.say(frame);
  }

  /** The next visitor of this browser must find nothing of this one. */
  #forget() {
    this.#departures++;
    this.#connection.stop();
    for (const { id } of [...this.outbox.entries]) this.outbox.remove(id);
    this.#token = "";
    this.#writer = this.#naming.user ?? "";
    this.#handlers.forget();
    for (const name of this.#storage.names("draft")) this.#storage.remove(name);
  }

  /**
   * Makes a call in the name of the user whom the site had named, and of nobody else. What was written before anybody was named
   * may go out in the name of whoever is named by then.
   * @template T
   * @param {string | undefined} user
   * @param {(token: string) => Promise<T>} make
   */
  #inNameOf(user, make) {
    return this.#session.authorized(async (token, owner) => {
      if (user && user !== owner) throw new APIError(403, "somebody else is here", undefined, "signed_out");
      return make(token);
    }, this.#untilDeparture());
  }

  /** Tells, from now on, whether what was begun for this visitor is still wanted. */
  #untilDeparture() {
    const departures = this.#departures;
    return () => !this.#signal.aborted && departures === this.#departures;
  }

  /** @param {import("./outbox.js").Unsent} unsent */
  async #deliver(unsent) {
    const { id, text, attachments = [], ticket, user } = unsent;
    const attachmentIDs = attachments.map((each) => each.id);
    const body = { message: text, attachment_ids: attachmentIDs, client_message_id: id, page: currentPage(this.#site) };
    const { token, answer } = await this.#inNameOf(user, (token) => this.api.send(token, body, ticket));
    this.#followers.tell((each) => each.sent?.(token, answer.message, unsent));
    // What was loaded belongs to another session.
    if (token !== this.#token) void this.begin();
  }

  /** @param {Wire.ServerFrame} frame */
  #receive(frame) {
    this.#followers.tell((each) => each.receive(frame));
    if (frame.type === "message" && frame.message.client_message_id) this.outbox.remove(frame.message.client_message_id);
  }

  /**
   * @param {Widget.Status} status
   * @param {Widget.TransportName} transport
   */
  #connected(status, transport) {
    this.#handlers.status(status, transport);
    if (transport === "offline") return;
    this.#refusals = 0;
    this.#followers.tell((each) => each.connected?.());
    this.outbox.wake();
  }

  #hurry() {
    this.#pause.wake();
    this.#naming.hurry();
    this.outbox.wake();
  }
}
