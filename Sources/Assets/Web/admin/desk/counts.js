import { APIError } from "../../base/call.js";
import { after } from "../../base/lifetime.js";

/** Counts that change at once are asked for together, in milliseconds. */
const rest = 700;

/** How many tickets each filter has. */
export class Counts {
  /** @type {Partial<Staff.Counts>} */
  all = {};
  #api;
  #signal;
  #changed;
  #isAsking = false;

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

  /** Asks for them in a moment. */
  askSoon() {
    if (this.#isAsking) return;
    this.#isAsking = true;
    after(rest, this.#signal, () => void this.#ask());
  }

  async #ask() {
    this.#isAsking = false;
    try {
      this.all = (await this.#api.get("tickets/counts")).counts;
      this.#changed();
    } catch (error) {
      if (!(error instanceof APIError)) throw error;
    }
  }
}
