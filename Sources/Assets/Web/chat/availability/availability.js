import { loadModule } from "../../base/load_module.js";
import { after } from "../../base/lifetime.js";
import { back } from "./back.js";

/** A timer counts to 24 days at most; a day is soon enough to look again. */
const longestWait = 86_400_000;

/**
 * The window of the chat.
 * @typedef {object} Panel
 * @property {HTMLElement} element
 * @property {Widget.Words} words  what it says, `online` among it
 * @property {(status: Widget.Status) => void} setStatus
 */

/** Says when the team is back while it is away, and how long an answer takes while it is there. */
export class AvailabilityText {
  #words;
  #locale;
  #signal;
  #panel;
  /** What is said if nothing more is known. */
  #online;
  /** @type {Wire.Availability | undefined} */
  #availability;
  #cancel = () => {};

  /**
   * @param {object} parts
   * @param {typeof import("./locales/en.js").default} parts.words
   * @param {"en" | "ru"} parts.locale
   * @param {AbortSignal} parts.signal
   * @param {Panel} parts.panel  says it
   */
  constructor({ words, locale, signal, panel }) {
    this.#words = words;
    this.#locale = locale;
    this.#signal = signal;
    this.#panel = panel;
    this.#online = panel.words.online;
  }

  /** @param {Wire.Availability | undefined} availability */
  show(availability) {
    if (availability === this.#availability) return;
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
    if (isThere) this.#say(seconds === undefined ? "" : this.#words.usually(seconds), false);
    else if (isAway) this.#say(opens ? back(new Date(opening), this.#words, this.#locale) : this.#words.away, true);
    else this.#say("", false);
    // What is said of a day is another word on the next one.
    const midnight = new Date(now).setHours(24, 0, 0, 0);
    const next = isThere ? closing : isAway ? Math.min(opening, midnight) : undefined;
    if (next !== undefined) this.#cancel = after(Math.min(next - now + 1, longestWait), this.#signal, () => this.#draw());
  }

  /** @param {string} text @param {boolean} isAway */
  #say(text, isAway) {
    this.#panel.words = { ...this.#panel.words, online: text || this.#online };
    this.#panel.element.classList.toggle("away", isAway);
    this.#panel.setStatus(/** @type {Widget.Status} */ (this.#panel.element.dataset.status));
  }
}

/** @type {WeakMap<Panel, Promise<AvailabilityText>>} */
const texts = new WeakMap();

/**
 * Shows what the server said last.
 * @param {{ hours?: Wire.Availability | undefined }} visitor
 * @param {{ locale: "en" | "ru" }} loader
 * @param {Panel} panel
 * @param {AbortSignal} signal  of the panel
 */
export async function show(visitor, { locale }, panel, signal) {
  const text = texts.get(panel) ?? made(locale, panel, signal);
  texts.set(panel, text);
  try {
    (await text).show(visitor.hours);
  } catch (error) {
    texts.delete(panel);
    throw error;
  }
}

/** @param {"en" | "ru"} locale @param {Panel} panel @param {AbortSignal} signal */
async function made(locale, panel, signal) {
  const { default: words } = await loadModule((retry) =>
    /** @type {Promise<typeof import("./locales/en.js")>} */ (import(`./locales/${locale}.js${retry}`)));
  return new AvailabilityText({ words, locale, panel, signal });
}
