import { APIError } from "../base/call.js";
import { alone } from "../base/lock.js";

/**
 * This browser's right to act for its visitor: a token, shared by all tabs of the site. A token is one user's for as long
 * as it is good; whenever somebody else stands behind the session, the server gives it another.
 */
export class Session {
  #storage;
  #signal;
  #create;
  #lockName;
  #isHeld;
  /** @type {Promise<string> | undefined} */
  #creation;
  /**
   * The last attempt to be identified, until it is known that no other one follows.
   * @type {Promise<void> | undefined}
   */
  #identification;

  /**
   * @param {object} parts
   * @param {import("../base/storage.js").BrowserStorage} parts.storage
   * @param {string} parts.lockName
   * @param {AbortSignal} parts.signal
   * @param {() => Promise<Wire.SessionAnswer>} parts.create
   * @param {() => boolean} parts.isHeld  the site has named somebody else than whose session it is
   */
  constructor({ storage, lockName, signal, create, isHeld }) {
    this.#storage = storage;
    this.#lockName = lockName;
    this.#signal = signal;
    this.#create = create;
    this.#isHeld = isHeld;
  }

  get token() {
    return this.#storage.recall("session");
  }

  /** Whose session it is, or was until its token was refused: the id of a user whom the site has named, or nothing. */
  get owner() {
    // Sessions of before this was kept are of whom the site has named last.
    return this.#storage.recall("owner") ?? this.#storage.recall("user") ?? "";
  }

  /**
   * Makes a call with the token, creating a session where there is none. A call whose token is refused is made again,
   * once, with a new one. Tells with which token it was answered, and whose that is.
   * @template T
   * @param {(token: string, owner: string) => Promise<T>} call
   * @param {() => boolean} isWanted  whether whoever wanted the call is still the visitor
   * @returns {Promise<{ token: string, owner: string, answer: T }>}
   */
  async authorized(call, isWanted) {
    const found = await this.#ensure(isWanted);
    try {
      return { ...found, answer: await call(found.token, found.owner) };
    } catch (error) {
      if (!(error instanceof APIError && error.status === 401)) throw error;
      this.#forget(found.token);
      const renewed = await this.#ensure(isWanted);
      return { ...renewed, answer: await call(renewed.token, renewed.owner) };
    }
  }

  /**
   * Lets the session act for somebody the server knows. A token that is refused is forgotten, and a new session made.
   * If that is somebody else than before, the token ends and another takes its place, for all tabs.
   * @param {(session: string | null) => Promise<Wire.SessionAnswer>} identify
   * @param {(error: unknown, attempt: number) => Promise<boolean>} mayTryAgain  waits for the next attempt, if there may be one
   */
  async identify(identify, mayTryAgain) {
    for (let attempt = 0; ; attempt++) {
      // Between two attempts the failed one stays: the server may have taken it, and only its answer was lost.
      const current = (this.#identification = this.#identifyOnce(identify));
      try {
        await current;
      } catch (error) {
        if (await mayTryAgain(error, attempt)) continue;
        if (this.#identification === current) this.#identification = undefined;
        throw error;
      }
      if (this.#identification === current) this.#identification = undefined;
      return;
    }
  }

  /** @param {(session: string | null) => Promise<Wire.SessionAnswer>} identify */
  async #identifyOnce(identify) {
    await this.#creation;
    await alone(this.#lockName, this.#signal, async () => {
      const { token } = this;
      const answer = await identify(token).catch((error) => {
        if (!token || !(error instanceof APIError && error.status === 401)) throw error;
        this.#forget(token);
        return identify(null);
      });
      this.#keep(answer.session.token, answer.user.id);
    });
  }

  /**
   * Ends the session.
   * @param {(session: string) => Promise<void>} end
   */
  async end(end) {
    const { token } = this;
    this.#storage.remove("owner");
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

  /**
   * Whose a token is, is written before it and read after it, so that other tabs never take it for somebody else's.
   * @param {string | undefined} token  undefined if the one that is there stays
   * @param {string} owner
   */
  #keep(token, owner) {
    this.#storage.set("owner", owner);
    if (token) this.#storage.set("session", token);
  }

  /** @param {() => boolean} isWanted */
  async #ensure(isWanted) {
    let token = (!this.#isHeld() && this.token) || (await this.#identified());
    if (!token && isWanted()) token = await this.#created();
    // Somebody else may have come meanwhile, and it is theirs.
    if (!token || !isWanted()) throw new APIError(401, "the visitor has left");
    return { token, owner: this.owner };
  }

  /**
   * A token that has ended is about to be replaced by a better one than a new session's. Throws what keeps the visitor from
   * being identified, as long as that may pass: until then nobody knows whose a new session would be.
   */
  async #identified() {
    await this.#identification?.catch((error) => {
      if (error instanceof APIError && error.isTransient) throw error;
    });
    // Another tab asks who it is.
    if (this.#isHeld()) throw new APIError(0, "somebody else is named");
    return this.token;
  }

  #created() {
    this.#creation ??= alone(this.#lockName, this.#signal, async () => {
      // Another tab may have been quicker.
      if (this.token) return this.token;
      const { session } = await this.#create();
      if (!session.token) throw new Error("otvet: the server made a session without a token");
      // Where there are no locks, another tab may have been quicker still.
      if (this.token) return this.token;
      this.#keep(session.token, "");
      return session.token;
    }).finally(() => {
      this.#creation = undefined;
    });
    return this.#creation;
  }
}
