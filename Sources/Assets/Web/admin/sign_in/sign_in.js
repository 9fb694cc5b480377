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
    const entered = (/** @type {Staff.Me} */ me) => {
      ending.abort();
      resolve(me);
    };
    new Entrance({ place, api, locale, words, common, entered, signal: ending.signal }).begin(invitation);
  });
}

/** The steps, of which one is shown. */
class Entrance {
  #parts;
  #stage;
  /** @type {string | undefined} */
  #botURL;
  /** @type {PasswordStep} */
  #password;

  /** @param {EntranceParts & { place: HTMLElement, entered: (me: Staff.Me) => void }} parts */
  constructor(parts) {
    this.#parts = parts;
    this.#stage = frame(parts.place);
    const send = (/** @type {Proof} */ proof) => this.#send(proof);
    const back = () => this.#show(this.#password);
    const byTelegram = () => this.#show(new BotStep({ ...parts, url: this.#botURL ?? "", send, back }));
    this.#password = new PasswordStep({ ...parts, send, byTelegram });
    // Somebody pastes the link into a tab that shows this page already.
    addEventListener("hashchange", () => {
      const secret = takeInvitation();
      if (secret !== undefined) this.begin(secret);
    }, { signal: parts.signal });
  }

  /** @param {string | undefined} invitation */
  begin(invitation) {
    if (invitation === undefined) this.#show(this.#password);
    else this.#show(new InvitationStep({
      ...this.#parts,
      secret: invitation,
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
      this.#parts.entered(await api.post("sign-in", { ...proof, ...(code && { code }) }));
    try {
      await attempt("");
    } catch (error) {
      if (/** @type {{ code?: string }} */ (error).code !== "code_required") throw error;
      this.#show(new CodeStep({ ...this.#parts, send: attempt, back: () => this.#show(this.#password) }));
    }
  }

  /** Who opens an old link is often signed in already. */
  async #leaveInvitation() {
    try {
      this.#parts.entered(await this.#parts.api.get("me"));
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
