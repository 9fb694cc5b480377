import { backoff } from "../base/backoff.js";
import { APIError } from "../base/call.js";
import { Pause } from "../base/lifetime.js";

/** Who the site says that this browser's visitor is. Whatever it has said last counts. */
export class Naming {
  /** The id of the user whom the site has named, the last time that it named somebody; null if it has named nobody. */
  user;
  #api;
  #session;
  #storage;
  #signal;
  #left;
  #pause;
  /** How often the site has said who is here, or that nobody is: only the last of it is tried again. */
  #namings = 0;
  /** How often the site has said that nobody is here. */
  #signOuts = 0;

  /**
   * @param {object} parts
   * @param {import("./api.js").API} parts.api
   * @param {import("./session.js").Session} parts.session
   * @param {import("../base/storage.js").BrowserStorage} parts.storage
   * @param {AbortSignal} parts.signal
   * @param {() => void} parts.left  the user who was here has left: nothing of theirs may stay
   */
  constructor({ api, session, storage, signal, left }) {
    this.#api = api;
    this.#session = session;
    this.#storage = storage;
    this.#signal = signal;
    this.#left = left;
    this.#pause = new Pause(signal);
    this.user = storage.get("user");
  }

  /**
   * Says who is here. Throws an `APIError` if the server does not believe it.
   * @param {Parameters<import("./api.js").API["identify"]>[1]} body
   */
  async identify(body) {
    const naming = ++this.#namings;
    const signOuts = this.#signOuts;
    const mayPass = () => !this.#signal.aborted && naming === this.#namings;
    await this.#session.identify(async (session) => {
      const answer = await this.#api.identify(session, body);
      if (signOuts !== this.#signOuts) {
        void this.#api.signOut(answer.session.token ?? session ?? "").catch(() => {});
        throw new APIError(403, "signed out", undefined, "signed_out");
      }
      this.meet(answer.user.id);
      this.#storage.set("user", answer.user.id);
      return answer;
    }, async (error, attempt) => {
      if (!(error instanceof APIError && error.isTransient && mayPass())) return false;
      await this.#pause.wait(backoff(attempt), error.retryAfter);
      return mayPass();
    });
  }

  /** Says that nobody is here. */
  async signOut() {
    this.#signOuts++;
    this.#namings++;
    this.#pause.wake();
    this.user = null;
    this.#left();
    this.#storage.remove("user");
    await this.#session.end((token) => this.#api.signOut(token));
  }

  /** @param {string | null} user  who this browser's visitor is, perhaps by what another tab has heard */
  meet(user) {
    const before = this.user;
    this.user = user;
    if (before && before !== user) this.#left();
  }

  /** Tries again at once what waits for its next attempt. */
  hurry() {
    this.#pause.wake();
  }
}
