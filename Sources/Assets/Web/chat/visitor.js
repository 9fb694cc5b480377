import { API } from "./api.js";
import { backoff } from "../base/backoff.js";
import { APIError, asAPIError } from "../base/call.js";
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
   * Whether the team is there, as the server said last.
   * @type {Wire.Availability | undefined}
   */
  hours;
  /**
   * What a beginning loads.
   * @type {Source | undefined}
   */
  source;
  #signal;
  #locale;
  #site;
  #pages;
  #storage;
  /** @type {Session} */
  #session;
  #connection;
  /** @type {Naming} */
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
  /** How often somebody has left, or given way to somebody whom the site names. What was begun for them before is not carried on. */
  #departures = 0;
  /** The mark of whom they have given way to, as long as nothing was loaded since. */
  #next = "";

  /**
   * @param {object} parts
   * @param {string} parts.base
   * @param {string} parts.locale
   * @param {import("../base/storage.js").BrowserStorage} parts.storage
   * @param {AbortSignal} parts.signal
   * @param {Window} [parts.site]  the page that the visitor is on; unless told otherwise this one
   * @param {() => Wire.VisitedPage[]} [parts.pages]  the last pages they walked through
   * @param {boolean} [parts.isGuest]  whoever has no session gets none here
   * @param {object} handlers
   * @param {() => void} handlers.changed  what waits to be sent has changed
   * @param {(status: Widget.Status, transport: Widget.TransportName) => void} handlers.status
   * @param {() => void} handlers.forget  the visitor has left, and nothing of theirs may stay
   * @param {() => void} [handlers.barred]  there is no session, or it is not good any more
   */
  constructor({ base, locale, storage, signal, site = window, pages, isGuest = false }, handlers) {
    this.#signal = signal;
    this.#locale = locale;
    this.#site = site;
    this.#pages = pages;
    this.#storage = storage;
    this.#handlers = handlers;
    this.api = new API(base, signal);
    this.#pause = new Pause(signal);
    this.#session = new Session({
      storage,
      signal,
      lockName: `otvet:${base}:session`,
      isHeld: () => this.#naming.awaited !== "",
      create: () => (isGuest ? Promise.reject(new APIError(403, "")) : this.api.createSession(locale, currentPage(site))),
    });
    this.#naming = new Naming({
      api: this.api,
      session: this.#session,
      storage,
      lockName: `otvet:${base}:naming`,
      signal,
      left: () => this.#forget(),
      held: (mark) => mark !== this.#next && this.#withdraw(mark),
    });
    this.#writer = this.#session.owner;
    this.outbox = new Outbox({
      storage,
      signal,
      lockName: `otvet:${base}:outbox`,
      deliver: (unsent) => this.#deliver(unsent),
      changed: handlers.changed,
      isOurs: (unsent) => this.isOurs(unsent),
    });
    this.#connection = new Connection(this.api, signal, {
      frame: (frame) => this.#receive(frame),
      status: (status, transport) => this.#connected(status, transport),
      // Loading finds out whether the token is good, and replaces it if not.
      refused: () => after(backoff(this.#refusals++), signal, () => void this.begin()),
    });
    storage.watch(signal, (name, value) => {
      if (name === "user") this.#naming.meet(storage.get(name));
      if (name === "naming" && value) this.#naming.follow(value, () => this.#resume());
      // Another tab has got a new session, or ended the old one. All tabs share it.
      const isOther = /^(session|user)$/.test(name) && this.#session.token !== this.#token;
      if (isOther && (this.isKnown || isGuest)) void this.begin();
    });
    addEventListener("online", () => this.#hurry(), { signal });
    // An open connection would keep the host page out of the browser's cache for going back.
    addEventListener("pagehide", () => this.#connection.stop(), { signal });
    addEventListener("pageshow", (event) => event.persisted && this.#token && this.#connection.resume(), { signal });
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

  /**
   * In whose name the visitor writes: the id of the user or, as long as the server has not said it, the mark of whom the site
   * names; empty if it has named nobody.
   */
  get writer() {
    return this.#naming.awaited || this.#writer;
  }

  /**
   * Whether this may be seen here. It may have been written in another tab, by somebody who has left since.
   * @param {import("./outbox.js").Unsent} unsent
   */
  isOurs({ user }) {
    const { mark, awaited } = this.#naming;
    return user === mark || (!awaited && (!user || user === this.#naming.user));
  }

  /** @param {import("./followers.js").Follower} follower @param {AbortSignal} signal */
  follow(follower, signal) {
    this.#followers.add(follower, signal);
  }

  /** Loads what the source has, creating a session if need be, and follows it. */
  async begin() {
    this.#isWanted = true;
    if (this.#isBeginning || !this.source || this.#naming.awaited) return;
    this.#isBeginning = true;
    this.#next = "";
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
      } catch (fault) {
        if (!isWanted()) break;
        const error = asAPIError(fault);
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
   * The site is about to say who the visitor is: if that is somebody else than before, nothing of theirs is loaded or sent.
   * @param {string} token
   */
  expect(token) {
    this.#naming.expect(token);
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
    try {
      await this.#naming.identify(body).finally(() => this.#pause.wake());
    } catch (error) {
      // Whoever was here goes on, unless they are to be asked.
      if (!(error instanceof APIError && error.code === "session_taken")) this.#resume();
      throw error;
    }
    // Whoever is known again goes on with what could not be sent in their name meanwhile.
    for (const entry of this.outbox.entries) {
      if (entry.code === "signed_out" && this.isOurs(entry)) this.outbox.retry(entry.id);
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
      const { answer } = await this.#inNameOf(this.writer, (token) => make(this.api, token));
      return answer;
    } catch (error) {
      throw this.#signal.aborted ? new APIError(0, "ended") : error;
    }
  }

  /** @param {Wire.ClientFrame} frame */
  say(frame) {
    this.#connection.say(frame);
  }

  /**
   * Takes everything of whoever was here out of sight, and begins nothing more for them.
   * @param {string} [next]  the mark of whom they give way to
   */
  #withdraw(next = "") {
    this.#next = next;
    this.#departures++;
    this.#connection.stop();
    if (next) {
      this.#isWanted ||= this.#isBeginning || this.#token !== "";
      this.#handlers.status("reconnecting", "offline");
    }
    this.#token = "";
    this.#pause.wake();
    this.#handlers.forget();
  }

  /** Goes on with what was put off. */
  #resume() {
    if (this.#isWanted) void this.begin();
  }

  /** The next visitor of this browser must find nothing of this one. */
  #forget() {
    // Whoever was waited for may have begun to write already.
    if (!this.#next || this.#next !== this.#naming.mark) this.#withdraw();
    for (const entry of [...this.outbox.entries]) {
      if (!entry.user || !this.isOurs(entry)) this.outbox.remove(entry.id);
    }
    this.#writer = this.#naming.user ?? "";
    for (const name of this.#storage.names("draft")) this.#storage.remove(name);
  }

  /**
   * Makes a call in the name of the user whom the site had named, and of nobody else. What was written before anybody was named
   * may go out in the name of whoever is named by then.
   * @template T
   * @param {string | undefined} user
   * @param {(token: string) => Promise<T>} make
   */
  async #inNameOf(user, make) {
    const departures = this.#departures;
    const answered = await this.#session.authorized(async (token, owner) => {
      const writer = user === this.#naming.mark ? this.#naming.user : user;
      if (writer && writer !== owner) throw new APIError(403, "somebody else is here", undefined, "signed_out");
      return make(token);
    }, this.#untilDeparture());
    if (departures !== this.#departures) throw new APIError(401, "the visitor has left");
    return answered;
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
    const page = currentPage(this.#site);
    // The list is the host page's, where old libraries give every list a `toJSON` of theirs.
    const pages = Array.from(this.#pages?.() ?? []);
    const body = { message: text, attachment_ids: attachmentIDs, client_message_id: id, page, pages };
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
