import { backoff } from "../base/backoff.js";
import { APIError } from "../base/call.js";
import { claimsOf } from "../base/claims.js";
import { Pause } from "../base/lifetime.js";
import { alone } from "../base/lock.js";

/** Who the site says that this browser's visitor is. Whatever it has said last counts. */
export class Naming {
  /** The id of the user whom the site has named, the last time that it named somebody; null if it has named nobody. */
  user;
  #api;
  #session;
  #storage;
  #lockName;
  #signal;
  #left;
  #held;
  #pause;
  /** The mark of whom the site names, in this tab and in another one, until the server has said who that is. */
  #here = "";
  #elsewhere = "";
  /** How often the site has said who is here, or that nobody is: only the last of it is tried again. */
  #namings = 0;
  /** How often the site has said that nobody is here. */
  #signOuts = 0;

  /**
   * @param {object} parts
   * @param {import("./api.js").API} parts.api
   * @param {import("./session.js").Session} parts.session
   * @param {import("../base/storage.js").BrowserStorage} parts.storage
   * @param {string} parts.lockName
   * @param {AbortSignal} parts.signal
   * @param {() => void} parts.left  the user who was here has left: nothing of theirs may stay
   * @param {(mark: string) => void} parts.held  somebody else is named: nothing of the user who was here may be seen
   */
  constructor({ api, session, storage, lockName, signal, left, held }) {
    this.#api = api;
    this.#session = session;
    this.#storage = storage;
    this.#lockName = lockName;
    this.#signal = signal;
    this.#left = left;
    this.#held = held;
    this.#pause = new Pause(signal);
    this.user = storage.recall("user");
  }

  /**
   * The mark of whom the site names, as long as that is somebody else than the user who was here and the server has not
   * said who it is; otherwise empty.
   */
  get awaited() {
    const mark = this.#here || this.#elsewhere;
    return this.user !== null && mark !== this.#storage.recall("subject") ? mark : "";
  }

  /** What tells whoever writes here from others, before the server has said who they are and after it; null for nobody. */
  get mark() {
    return this.awaited || this.#storage.recall("subject");
  }

  /**
   * The site is about to say who is here.
   * @param {string} token
   */
  expect(token) {
    this.#here = markOf(token);
    this.#hold();
  }

  /**
   * Another tab has been told that somebody is here, and asks who that is.
   * @param {string} mark
   * @param {() => void} known  it has heard, or ended
   */
  follow(mark, known) {
    this.#elsewhere = mark;
    this.#hold();
    void alone(this.#lockName, this.#signal, async () => {
      if (this.#elsewhere !== mark) return;
      this.#elsewhere = "";
      known();
    }).catch(() => {
      // This tab has ended before.
    });
  }

  /**
   * Says who is here. Throws an `APIError` if the server does not believe it.
   * @param {Parameters<import("./api.js").API["identify"]>[1]} body
   */
  async identify(body) {
    const naming = ++this.#namings;
    const signOuts = this.#signOuts;
    const mayPass = () => !this.#signal.aborted && naming === this.#namings;
    this.expect(body.token);
    const mark = this.#here;
    const asked = this.#session.identify(async (session) => {
      const answer = await this.#api.identify(session, body);
      if (signOuts !== this.#signOuts) {
        void this.#api.signOut(answer.session.token ?? session ?? "").catch(() => {});
        throw new APIError(403, "signed out", undefined, "signed_out");
      }
      this.#storage.set("subject", mark);
      this.meet(answer.user.id);
      this.#storage.set("user", answer.user.id);
      return answer;
    }, async (error, attempt) => {
      if (!(error instanceof APIError && error.isTransient && mayPass())) return false;
      await this.#pause.wait(backoff(attempt), error.retryAfter);
      return mayPass();
    }).finally(() => {
      if (naming === this.#namings) this.#here = "";
    });
    // Those who may be asked whether they stay have not left in other tabs.
    if (this.awaited && body.replace !== false) void this.#tellOtherTabs(mark, asked);
    await asked;
  }

  /** Says that nobody is here. */
  async signOut() {
    this.#signOuts++;
    this.#namings++;
    this.#pause.wake();
    this.user = null;
    this.#storage.remove("subject");
    this.#here = this.#elsewhere = "";
    this.#left();
    // Other tabs, which begin anew for whoever is there once the user has changed, must not find the session.
    const ended = this.#session.end((token) => this.#api.signOut(token));
    this.#storage.remove("user");
    await ended;
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

  #hold() {
    if (this.awaited) this.#held(this.awaited);
  }

  /**
   * Other tabs hold back what they have until this one has heard who is here, or has ended.
   * @param {string} mark
   * @param {Promise<void>} asked
   */
  #tellOtherTabs(mark, asked) {
    return alone(this.#lockName, this.#signal, async () => {
      if (this.#here !== mark) return;
      // Nothing of it is kept: that it changes is what tells them.
      this.#storage.set("naming", mark);
      this.#storage.remove("naming");
      await asked;
    }).catch(() => {
      // Whoever asked hears of it.
    });
  }
}

/**
 * Tells people apart by the site's tokens, before the server has said whether it believes them. No user's id looks like it.
 * @param {string} token
 */
function markOf(token) {
  try {
    return `:${claimsOf(token).sub}`;
  } catch {
    // It names nobody, and the server says what is wrong with it.
    return "";
  }
}
