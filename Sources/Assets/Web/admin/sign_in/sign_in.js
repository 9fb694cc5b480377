import { style } from "../controls/style.js";
import { controlWords } from "../controls/words.js";
import { BotStep } from "./bot_step.js";
import { CodeStep } from "./code_step.js";
import { frame } from "./frame.js";
import { InvitationStep, deadInvitation } from "./invitation_step.js";
import { takeInvitation } from "./invitation_link.js";
import { PasswordStep } from "./password_step.js";
import { signInWords } from "./words.js";

/**
 * @typedef {object} EntranceParts  what every step is given
 * @property {import("../api.js").StaffAPI} api
 * @property {"en" | "ru"} locale
 * @property {AbortSignal} signal  aborted when they are in
 * @property {import("./words.js").SignInWords} words
 * @property {import("../controls/words.js").ControlWords} common
 */

/**
 * What shows who somebody is.
 * @typedef {{ name: string, password: string } | { telegram_code: string }} Proof
 */

/**
 * Asks who it is until it is known. A link with an invitation asks for a password first.
 * @param {HTMLElement} place
 * @param {Pick<EntranceParts, "api" | "locale" | "signal">} parts
 * @returns {Promise<Staff.Me>}
 */
export async function signIn(place, { api, locale, signal }) {
  const invitation = takeInvitation();
  const [words, common] = await Promise.all([
    signInWords(locale),
    controlWords(locale),
    style("../controls/controls.css", import.meta.url),
    style("sign_in.css", import.meta.url),
  ]);
  const ending = new AbortController();
  signal.addEventListener("abort", () => ending.abort(), { signal: ending.signal });
  return new Promise((resolve) => {
    new Entrance(place, { api, locale, signal: ending.signal, words, common }, (me) => {
      ending.abort();
      resolve(me);
    }).begin(invitation);
  });
}

/** The steps, of which one is shown. */
class Entrance {
  #parts;
  #entered;
  #stage;
  /** @type {string | undefined} */
  #botURL;
  /** @type {PasswordStep} */
  #password;

  /**
   * @param {HTMLElement} place
   * @param {EntranceParts} parts
   * @param {(me: Staff.Me) => void} entered
   */
  constructor(place, parts, entered) {
    this.#parts = parts;
    this.#entered = entered;
    this.#stage = frame(place);
    this.#password = new PasswordStep(parts, {
      send: (proof) => this.#send(proof),
      byTelegram: () => this.#show(new BotStep(parts, this.#botURL ?? "", {
        send: (proof) => this.#send(proof),
        back: () => this.#show(this.#password),
      })),
    });
    // Somebody pastes the link into a tab that shows this page already.
    addEventListener("hashchange", () => {
      const secret = takeInvitation();
      if (secret !== undefined) this.begin(secret);
    }, { signal: parts.signal });
  }

  /** @param {string | undefined} invitation */
  begin(invitation) {
    if (invitation === undefined) this.#show(this.#password);
    else this.#show(new InvitationStep(this.#parts, invitation, {
      entered: this.#entered,
      expired: () => this.#show(deadInvitation(this.#parts, () => void this.#leaveInvitation())),
    }));
    void this.#findWaysIn();
  }

  /**
   * Signs in, or goes on to the code if the account has a second factor.
   * @param {Proof} proof
   */
  async #send(proof) {
    const { api } = this.#parts;
    const attempt = async (/** @type {string} */ code) =>
      this.#entered(await api.post("sign-in", { ...proof, ...(code && { code }) }));
    try {
      await attempt("");
    } catch (error) {
      if (/** @type {{ code?: string }} */ (error).code !== "code_required") throw error;
      this.#show(new CodeStep(this.#parts, { send: attempt, back: () => this.#show(this.#password) }));
    }
  }

  /** Who opens an old link is often signed in already. */
  async #leaveInvitation() {
    try {
      this.#entered(await this.#parts.api.get("me"));
    } catch {
      this.#show(this.#password);
    }
  }

  async #findWaysIn() {
    try {
      const { telegram_url: url } = await this.#parts.api.get("sign-in");
      this.#botURL = url;
      if (url) this.#password.offerTelegram();
    } catch {
      // The password is a way in too.
    }
  }

  /** @param {{ element: HTMLElement, focus(): void }} step */
  #show(step) {
    this.#stage.replaceChildren(step.element);
    step.focus();
  }
}
