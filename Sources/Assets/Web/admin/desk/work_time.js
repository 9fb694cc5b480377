import { APIError } from "../../base/call.js";
import { after } from "../../base/lifetime.js";

/** Hours change seldom; what was known of them is good for days. In milliseconds. */
const interval = 900_000;

/** By what waits are counted: the time in which the team is there, if it has hours, or else all time. */
export class WorkTime {
  #api;
  #signal;
  #changed;
  /**
   * When the team is there, in milliseconds since 1970; undefined if all time counts.
   * @type {{ from: number, to: number }[] | undefined}
   */
  #open;

  /**
   * @param {object} parts
   * @param {Staff.Parts["api"]} parts.api
   * @param {AbortSignal} parts.signal
   * @param {() => void} parts.changed
   */
  constructor({ api, signal, changed }) {
    this.#api = api;
    this.#signal = signal;
    this.#changed = changed;
  }

  /** Asks for the hours, at once and from time to time. */
  async follow() {
    try {
      const { open } = await this.#api.get("hours", this.#signal);
      this.#open = open?.map((/** @type {{ from: string, to: string }} */ { from, to }) =>
        ({ from: Date.parse(from), to: Date.parse(to) }));
      this.#changed();
    } catch (error) {
      // It goes on with what is known.
      if (!(error instanceof APIError)) throw error;
    }
    after(interval, this.#signal, () => void this.follow());
  }

  /**
   * How much has passed, in milliseconds.
   * @param {number} start
   */
  since(start) {
    const now = Date.now();
    if (!this.#open) return now - start;
    return this.#open.reduce((sum, { from, to }) => sum + Math.max(0, Math.min(to, now) - Math.max(from, start)), 0);
  }
}
