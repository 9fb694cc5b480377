import { APIError, asAPIError } from "../base/call.js";
import { backoff } from "../base/backoff.js";
import { Pause } from "../base/lifetime.js";
import { alone } from "../base/lock.js";

/**
 * A message that the server has not confirmed.
 * @typedef {object} Unsent
 * @property {string} id  its client_message_id or client_note_id, by which the server knows a repeat
 * @property {string} text
 * @property {readonly Wire.Attachment[]} [attachments]  the files that go with it
 * @property {string} [ticket]  where it belongs; without one, into the running conversation
 * @property {string} [user]  whom the site had named when it was written, and in whose name alone it may be sent: their id or, if
 *   the server had not said it yet, their mark
 * @property {number} at  when it was written; the order of sending
 * @property {Staff.About} [about]  how the staff send it
 * @property {string} [problem]  why it will not be sent unless the visitor asks: the server's sentence
 * @property {string} [code]  the same as the server's word for programs; `expired` if it was tried for too long, `signed_out` if
 *   its writer isn't known any more
 * @property {"network" | "server"} [delay]  what it waits for. Not kept.
 */

/** What one browser may hold back: enough for hours without a network, far below the quota of storage. */
const limit = 50;

/**
 * So long a message is tried, in milliseconds. By then the visitor should decide whether it still matters. The server keeps
 * the files that wait for one two hours longer (`Janitor.unsentLifetime`).
 */
const patience = 24 * 60 * 60 * 1000;

/**
 * Where the server fails so often on a message, the next one is tried: if that is taken, the first is at fault, and must
 * not hold up those behind it.
 */
const serverErrorLimit = 6;

/**
 * The visitor's messages on their way, kept over reloads and shared by the tabs of the site. They are sent in order,
 * one at a time, by one tab at a time, for as long as it takes: what passes (no network, a server that is busy, locked or
 * being replaced) is waited for, and only what the server refuses for good, or what is a day old, is given back.
 */
export class Outbox {
  /** @type {Unsent[]} */
  #entries = [];
  #storage;
  #lockName;
  #signal;
  #deliver;
  #changed;
  #isOurs;
  #pause;
  /**
   * What another tab has sent, as long as its echo has not come.
   * @type {Set<string>}
   */
  #settled = new Set();
  #isSending = false;

  /**
   * @param {object} parts
   * @param {import("../base/storage.js").BrowserStorage} parts.storage
   * @param {string} parts.lockName
   * @param {AbortSignal} parts.signal
   * @param {(unsent: Unsent) => Promise<void>} parts.deliver  throws an `APIError`
   * @param {() => void} parts.changed
   * @param {(unsent: Unsent) => boolean} [parts.isOurs]  whether whoever wrote it is here; otherwise it waits for them
   */
  constructor({ storage, lockName, signal, deliver, changed, isOurs = () => true }) {
    this.#storage = storage;
    this.#lockName = lockName;
    this.#signal = signal;
    this.#deliver = deliver;
    this.#changed = changed;
    this.#isOurs = isOurs;
    this.#pause = new Pause(signal);
    this.#entries = storage.names(prefix).flatMap((name) => this.#stored(name) ?? []).sort((a, b) => a.at - b.at);
    storage.watch(signal, (name) => name.startsWith(prefix) && this.#followOtherTab(name), () => this.#restore());
  }

  /**
   * In the order of sending.
   * @returns {readonly Unsent[]}
   */
  get entries() {
    return this.#entries;
  }

  get isFull() {
    return this.#entries.length >= limit;
  }

  /**
   * @param {string} text
   * @param {readonly Wire.Attachment[]} attachments
   * @param {Pick<Unsent, "ticket" | "user" | "about">} [where]
   */
  add(text, attachments, where) {
    this.#enqueue({ id: randomID(), text, attachments, ...where, at: 0 });
  }

  /**
   * Sends again, behind everything else, what has failed.
   * @param {string} id
   */
  retry(id) {
    const entry = this.#entries.find((each) => each.id === id);
    if (!entry) return;
    this.#entries = this.#entries.filter((each) => each !== entry);
    const { problem, code, ...rest } = entry;
    this.#enqueue({ ...rest, at: 0 });
  }

  /**
   * Drops a message, because the server has it or the visitor does not want it any more.
   * @param {string} id
   */
  remove(id) {
    const count = this.#entries.length;
    this.#entries = this.#entries.filter((each) => each.id !== id);
    if (this.#entries.length === count) return;
    this.#storage.remove(prefix + id);
    this.#changed();
  }

  /** Sends what waits, without waiting for the next attempt's turn. */
  wake() {
    this.#pause.wake();
    void this.#send();
  }

  /** @param {Unsent} entry */
  #enqueue(entry) {
    const last = this.#entries[this.#entries.length - 1];
    entry.at = Math.max(Date.now(), (last?.at ?? 0) + 1);
    this.#entries = [...this.#entries, entry];
    this.#store(entry);
    this.#changed();
    void this.#send();
  }

  async #send() {
    if (this.#isSending || !this.#waiting.length) return;
    this.#isSending = true;
    try {
      await alone(this.#lockName, this.#signal, () => this.#sendAll());
    } catch (error) {
      if (!this.#signal.aborted) throw error;
    } finally {
      this.#isSending = false;
    }
    // Something may have been written between the last look and the lock's release.
    if (!this.#signal.aborted) void this.#send();
  }

  async #sendAll() {
    let attempts = 0;
    let serverErrors = 0;
    for (let [entry, next] = this.#waiting; entry && !this.#signal.aborted; [entry, next] = this.#waiting) {
      const obstacle = await this.#try(entry);
      if (this.#signal.aborted) return;
      if (obstacle?.isServerError) serverErrors++;
      const isAtFault = obstacle && serverErrors >= serverErrorLimit && next && !(await this.#try(next));
      if (isAtFault) this.#fail(entry, obstacle);
      if (!obstacle || isAtFault) {
        attempts = serverErrors = 0;
        continue;
      }
      this.#change({ ...entry, delay: obstacle.status ? "server" : "network" });
      await this.#pause.wait(backoff(attempts++), obstacle.retryAfter);
    }
  }

  /**
   * Sends a message, or gives it back if that can't be.
   * @param {Unsent} entry
   * @returns {Promise<APIError | undefined>} what will pass
   */
  async #try(entry) {
    try {
      await this.#deliver(entry);
      this.remove(entry.id);
      return undefined;
    } catch (error) {
      if (this.#signal.aborted) return undefined;
      const obstacle = asAPIError(error);
      const { isTransient, message } = obstacle;
      if (isTransient && Date.now() - entry.at < patience) return obstacle;
      this.#fail(entry, isTransient ? new APIError(0, message, undefined, "expired") : obstacle);
      return undefined;
    }
  }

  /** The messages that are to be sent and that no other tab has sent or dropped. */
  get #waiting() {
    return this.#entries.filter((each) => each.problem === undefined && !this.#settled.has(each.id) && this.#isOurs(each));
  }

  /** @param {Unsent} entry @param {APIError} error */
  #fail({ delay, ...entry }, { message, code }) {
    const failed = { ...entry, problem: message, ...(code && { code }) };
    this.#change(failed);
    this.#store(failed);
  }

  /** @param {Unsent} entry */
  #change(entry) {
    this.#entries = this.#entries.map((each) => (each.id === entry.id ? entry : each));
    this.#changed();
  }

  /** @param {Unsent} entry */
  #store({ id, delay, ...rest }) {
    this.#storage.set(prefix + id, JSON.stringify(rest));
  }

  /** @param {string} name @returns {Unsent | undefined} */
  #stored(name) {
    const text = this.#storage.get(name);
    return text === null ? undefined : { ...JSON.parse(text), id: name.slice(prefix.length) };
  }

  /** @param {string} name */
  #followOtherTab(name) {
    const id = name.slice(prefix.length);
    const known = this.#entries.find((each) => each.id === id);
    const stored = this.#stored(name);
    if (stored) this.#settled.delete(id);
    else this.#settled.add(id);
    // A waiting message that is gone was sent elsewhere: it stays until its echo takes its place.
    if (!stored && !known?.problem) return;
    const others = this.#entries.filter((each) => each !== known);
    this.#entries = (stored ? [...others, stored] : others).sort((a, b) => a.at - b.at);
    this.#changed();
    void this.#send();
  }

  /** Keeps again what the page has cleared. */
  #restore() {
    for (const entry of this.#entries) {
      if (!this.#settled.has(entry.id) && this.#storage.get(prefix + entry.id) === null) this.#store(entry);
    }
  }
}

const prefix = "unsent:";

// crypto.randomUUID is missing where a page is served without TLS.
export function randomID() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
