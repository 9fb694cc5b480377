import { APIError } from "../../base/call.js";
import { backoff } from "../../base/backoff.js";
import { Pause } from "../../base/lifetime.js";
import { timing } from "../../base/timing.js";

/** What the server answers for at once. */
const batch = 100;
/** Own files that are shown from memory; older ones come from the server. */
const keptLimit = 40;

/** Where files can be had: addresses that the server gives out for a while. */
export class FileLinks {
  #base;
  #signal;
  #ask;
  #pause;
  /** @type {Map<string, { url: string, until: number }>} */
  #known = new Map();
  /** @type {Map<string, { promise: Promise<string | undefined>, settle(url: string | undefined): void }>} */
  #wishes = new Map();
  /** @type {string[]} */
  #kept = [];
  #isAsking = false;

  /**
   * @param {string} base
   * @param {AbortSignal} signal
   * @param {(ids: string[]) => Promise<Wire.LinksAnswer>} ask  throws an `APIError`
   */
  constructor(base, signal, ask) {
    this.#base = base;
    this.#signal = signal;
    this.#ask = ask;
    this.#pause = new Pause(signal);
    addEventListener("online", () => this.#pause.wake(), { signal });
    signal.addEventListener("abort", () => this.clear());
  }

  /**
   * An address that is still good.
   * @param {string} id
   */
  known(id) {
    const link = this.#known.get(id);
    return link && link.until > Date.now() ? link.url : undefined;
  }

  /**
   * Resolves when the server has answered, however long it is away; with nothing where it does not give the file.
   * @param {string} id
   */
  get(id) {
    const url = this.known(id);
    if (url) return Promise.resolve(url);
    let wish = this.#wishes.get(id);
    if (!wish) {
      /** @type {(url: string | undefined) => void} */
      let settle = () => {};
      wish = { promise: new Promise((resolve) => (settle = resolve)), settle };
      this.#wishes.set(id, wish);
      void this.#askAll();
    }
    return wish.promise;
  }

  /**
   * The address has failed.
   * @param {string} id
   */
  forget(id) {
    const url = this.#known.get(id)?.url;
    if (url?.startsWith("blob:")) URL.revokeObjectURL(url);
    this.#known.delete(id);
  }

  clear() {
    for (const id of [...this.#known.keys()]) this.forget(id);
    this.#kept = [];
  }

  /**
   * Shows a file that this browser has sent from memory. Its type is the one that the server has found, because a page
   * opened from memory may do what the site may do.
   * @param {Wire.Attachment} attachment
   * @param {File} file
   */
  keep({ id, kind, type }, file) {
    if (kind === "document") return;
    this.#known.set(id, { url: URL.createObjectURL(file.slice(0, file.size, type)), until: Infinity });
    this.#kept.push(id);
    if (this.#kept.length > keptLimit) this.forget(/** @type {string} */ (this.#kept.shift()));
  }

  async #askAll() {
    if (this.#isAsking) return;
    this.#isAsking = true;
    // Everything wanted in one go is asked for together.
    await undefined;
    for (let attempts = 0; this.#wishes.size && !this.#signal.aborted; ) {
      const ids = [...this.#wishes.keys()].slice(0, batch);
      try {
        const { links } = await this.#ask(ids);
        // A browser whose clock is wrong must not ask for ever.
        const soon = Date.now() + timing.linkMargin;
        for (const { id, url, expires_at: end } of links) {
          const until = Math.max(Date.parse(end) - timing.linkMargin, soon);
          this.#known.set(id, { url: this.#base + url.slice(1), until });
        }
        attempts = 0;
      } catch (error) {
        if (this.#signal.aborted) break;
        if (!(error instanceof APIError)) throw error;
        if (error.isTransient) {
          await this.#pause.wait(backoff(attempts++), error.retryAfter);
          continue;
        }
      }
      for (const id of ids) {
        this.#wishes.get(id)?.settle(this.known(id));
        this.#wishes.delete(id);
      }
    }
    this.#isAsking = false;
  }
}
