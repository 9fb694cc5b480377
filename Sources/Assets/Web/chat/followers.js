/**
 * What hears of everything that happens to the visitor's conversations.
 * @typedef {object} Follower
 * @property {(frame: Wire.ServerFrame) => void} receive  what the live connection brings, in order
 * @property {(token: string, message: Wire.Message, unsent: import("./outbox.js").Unsent) => void} [sent]
 *   the server has taken what the visitor wrote
 * @property {() => void} [connected]  what is said now is heard
 * @property {() => void} [began]  the live connection begins anew: what came in between has to be loaded
 */

/** All that follow one visitor. */
export class Followers {
  /** @type {Set<Follower>} */
  #all = new Set();

  /** @param {Follower} follower @param {AbortSignal} signal */
  add(follower, signal) {
    this.#all.add(follower);
    signal.addEventListener("abort", () => this.#all.delete(follower));
  }

  /** @param {(follower: Follower) => void} what */
  tell(what) {
    for (const each of this.#all) what(each);
  }
}
