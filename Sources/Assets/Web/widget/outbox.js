import { APIError } from "./call.js";
import { backoff } from "./backoff.js";
import { Pause } from "./lifetime.js";
import { alone } from "./lock.js";

/**
 * A message that the server has not confirmed.
 * @typedef {object} Unsent
 * @property {string} id  its client_message_id, by which the server knows a repeat
 * @property {string} text
 * @property {readonly Wire.Attachment[]} [attachments]  the files that go with it
 * @property {string} [ticket]  where it belongs; without one, into the running conversation
 * @property {number} at  when it was written; the order of sending
 * @property {Staff.About} [about]  how the staff send it
 * @property {string} [problem]  why it will not be sent unless the visitor asks
 */

/** What one browser may hold back: enough for hours without a network, far below the quota of storage. */
const limit = 50;

/** A message on which the server itself fails so often must not hold up those behind it. */
const serverErrorLimit = 6;

/**
 * The visitor's messages on their way, kept over reloads and shared by the tabs of the site. They are sent in order,
 * one at a time, by one tab at a time, for as long as it takes.
 */
export class Outbox {
  /** @type {Unsent[]} */
  #entries = [];
  #storage;
  #lockName;
  #signal;
  #deliver;
  #changed;
  #pause;
  #isSending = false;

  /**
   * @param {object} parts
   * @param {import("./storage.js").BrowserStorage} parts.storage
   * @param {string} parts.lockName
   * @param {AbortSignal} parts.signal
   * @param {(unsent: Unsent) => Promise<void>} parts.deliver  throws an `APIError`
   * @param {() => void} parts.changed
   */
  constructor({ storage, lockName, signal, deliver, changed }) {
    this.#storage = storage;
    this.#lockName = lockName;
    this.#signal = signal;
    this.#deliver = deliver;
    this.#changed = changed;
    this.#pause = new Pause(signal);
    this.#entries = storage.names(prefix).flatMap((name) => this.#stored(name) ?? []).sort((a, b) => a.at - b.at);
    storage.watch(signal, (name) => name.startsWith(prefix) && this.#followOtherTab(name));
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
   * @param {Pick<Unsent, "ticket" | "about">} [where]
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
    const { problem, ...rest } = entry;
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
    if (this.#isSending || !this.#next) return;
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
    for (let entry = this.#next; entry && !this.#signal.aborted; entry = this.#next) {
      try {
        await this.#deliver(entry);
        this.remove(entry.id);
        attempts = serverErrors = 0;
      } catch (error) {
        if (this.#signal.aborted) return;
        if (!(error instanceof APIError)) throw error;
        if (error.isServerError) serverErrors++;
        if (error.isTransient && serverErrors < serverErrorLimit) {
          await this.#pause.wait(backoff(attempts++), error.retryAfter);
        } else {
          this.#fail(entry, error.message);
          attempts = serverErrors = 0;
        }
      }
    }
  }

  /** The first message that is to be sent and that no other tab has sent or dropped. */
  get #next() {
    return this.#entries.find(({ id, problem }) => !problem && this.#storage.get(prefix + id) !== null);
  }

  /** @param {Unsent} entry @param {string} problem */
  #fail(entry, problem) {
    const failed = { ...entry, problem };
    this.#entries = this.#entries.map((each) => (each.id === entry.id ? failed : each));
    this.#store(failed);
    this.#changed();
  }

  /** @param {Unsent} entry */
  #store({ id, ...rest }) {
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
    // A waiting message that is gone was sent elsewhere: it stays until its echo takes its place. Notes have no echo.
    if (!stored && !known?.problem && !known?.about?.isNote) return;
    const others = this.#entries.filter((each) => each !== known);
    this.#entries = (stored ? [...others, stored] : others).sort((a, b) => a.at - b.at);
    this.#changed();
    void this.#send();
  }
}

const prefix = "unsent:";

// crypto.randomUUID is missing where a page is served without TLS.
export function randomID() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
