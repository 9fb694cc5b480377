import { APIError } from "./call.js";
import { alone } from "./lock.js";

/** This browser's right to act for its visitor: a token, shared by all tabs of the site. */
export class Session {
  #storage;
  #signal;
  #create;
  #lockName;
  /** @type {Promise<string> | undefined} */
  #creation;

  /**
   * @param {object} parts
   * @param {import("./storage.js").BrowserStorage} parts.storage
   * @param {string} parts.lockName
   * @param {AbortSignal} parts.signal
   * @param {() => Promise<Wire.SessionAnswer>} parts.create
   */
  constructor({ storage, lockName, signal, create }) {
    this.#storage = storage;
    this.#lockName = lockName;
    this.#signal = signal;
    this.#create = create;
  }

  get token() {
    return this.#storage.get("session");
  }

  /**
   * Makes a call with the token, creating a session where there is none. A call whose token is refused is made again,
   * once, with a new one. Tells with which token it was answered.
   * @template T
   * @param {(token: string) => Promise<T>} call
   * @param {() => boolean} [mayRenew]  whether there may be a new one by then
   * @returns {Promise<{ token: string, answer: T }>}
   */
  async authorized(call, mayRenew = () => true) {
    const token = await this.#ensure();
    try {
      return { token, answer: await call(token) };
    } catch (error) {
      if (!(error instanceof APIError && error.status === 401)) throw error;
      this.#forget(token);
      if (!mayRenew()) throw error;
      const renewed = await this.#ensure();
      return { token: renewed, answer: await call(renewed) };
    }
  }

  /**
   * Lets the session act for somebody the server knows. A token that is refused is forgotten, and a new session made.
   * @param {(session: string | null) => Promise<Wire.SessionAnswer>} identify
   */
  async identify(identify) {
    await this.#creation;
    await alone(this.#lockName, this.#signal, async () => {
      const { token } = this;
      const answer = await identify(token).catch((error) => {
        if (!token || !(error instanceof APIError && error.status === 401)) throw error;
        this.#forget(token);
        return identify(null);
      });
      if (answer.session.token) this.#storage.set("session", answer.session.token);
    });
  }

  /**
   * Ends the session.
   * @param {(session: string) => Promise<void>} end
   */
  async end(end) {
    const { token } = this;
    if (!token) return;
    this.#forget(token);
    await end(token);
  }

  /**
   * Forgets a token that the server has refused, unless another one has taken its place.
   * @param {string} token
   */
  #forget(token) {
    if (this.token === token) this.#storage.remove("session");
  }

  async #ensure() {
    const { token } = this;
    if (token) return token;
    this.#creation ??= alone(this.#lockName, this.#signal, async () => {
      // Another tab may have been quicker.
      if (this.token) return this.token;
      const { session } = await this.#create();
      if (!session.token) throw new Error("otvet: the server made a session without a token");
      this.#storage.set("session", session.token);
      return session.token;
    }).finally(() => {
      this.#creation = undefined;
    });
    return this.#creation;
  }
}
