import { loadModule } from "../../base/load_module.js";
import { after } from "../../base/lifetime.js";
import { back } from "./back.js";

/** A timer counts to 24 days at most; a day is soon enough to look again. */
const longestWait = 86_400_000;

/** Says when the team is back while it is away, and how long an answer takes while it is there. */
export class AvailabilityText {
  #words;
  #locale;
  #signal;
  #changed;
  /** @type {Wire.Availability | undefined} */
  #availability;
  #cancel = () => {};

  /**
   * @param {object} parts
   * @param {typeof import("./locales/en.js").default} parts.words
   * @param {"en" | "ru"} parts.locale
   * @param {AbortSignal} parts.signal
   * @param {(text: string | undefined, isAway: boolean) => void} parts.changed  given what to say, or nothing if nothing is known
   */
  constructor({ words, locale, signal, changed }) {
    this.#words = words;
    this.#locale = locale;
    this.#signal = signal;
    this.#changed = changed;
  }

  /** @param {Wire.Availability | undefined} availability */
  show(availability) {
    this.#availability = availability;
    this.#draw();
  }

  #draw() {
    this.#cancel();
    const { open, closes_at: closes, opens_at: opens, answer_seconds: seconds } = this.#availability ?? {};
    const now = Date.now();
    const [closing, opening] = [closes ? Date.parse(closes) : -Infinity, opens ? Date.parse(opens) : Infinity];
    const isThere = now < closing;
    const isAway = open !== undefined && !isThere && now < opening;
    if (isThere) this.#changed(seconds === undefined ? undefined : this.#words.usually(seconds), false);
    else if (isAway) this.#changed(opens ? back(new Date(opening), this.#words, this.#locale) : this.#words.away, true);
    else this.#changed(undefined, false);
    // What is said of a day is another word on the next one.
    const midnight = new Date(now).setHours(24, 0, 0, 0);
    const next = isThere ? closing : isAway ? Math.min(opening, midnight) : undefined;
    if (next !== undefined) this.#cancel = after(Math.min(next - now + 1, longestWait), this.#signal, () => this.#draw());
  }
}

/**
 * @param {Omit<ConstructorParameters<typeof AvailabilityText>[0], "words">} parts
 */
export async function start(parts) {
  const { default: words } = await loadModule((retry) =>
    /** @type {Promise<typeof import("./locales/en.js")>} */ (import(`./locales/${parts.locale}.js${retry}`)));
  return new AvailabilityText({ ...parts, words });
}
