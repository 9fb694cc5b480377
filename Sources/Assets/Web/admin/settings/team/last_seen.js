import { APIError } from "../../../widget/call.js";
import { Moments } from "../moments.js";

/** A list says it for so many; each is asked for alone. */
const limit = 50;

/** When colleagues were last here, by their newest session: asked for one after the other, once the list stands. */
export class LastSeen {
  #parts;
  #moments;
  /** @type {{ agent: string, place: HTMLElement }[]} */
  #waiting = [];

  /** @param {import("../settings.js").PageParts} parts */
  constructor(parts) {
    this.#parts = parts;
    this.#moments = new Moments(parts.locale);
  }

  /** @param {string} agent @param {HTMLElement} place  where it is written */
  add(agent, place) {
    if (this.#waiting.length < limit) this.#waiting.push({ agent, place });
  }

  async run() {
    const { api, words, signal } = this.#parts;
    for (const { agent, place } of this.#waiting) {
      try {
        /** @type {{ sessions: import("../session_list.js").Session[] }} */
        const { sessions } = await api.get(`sessions?agent=${encodeURIComponent(agent)}`, signal);
        const newest = sessions.map((session) => session.used_at).sort().at(-1);
        place.textContent = newest ? words.team.seen(this.#moments.ago(newest)) : words.team.signedOut;
      } catch (error) {
        if (!(error instanceof APIError)) throw error;
        return;
      }
    }
  }
}
