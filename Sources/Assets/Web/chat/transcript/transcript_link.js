import { APIError } from "../../base/call.js";
import { element } from "../../base/dom.js";
import { timing } from "../../base/timing.js";

/**
 * Saves a conversation as a page. It is a link like those to files, so that every browser saves what it leads to, however
 * long that is. Its address is good for minutes only, so it is asked for when somebody comes near.
 */
export class TranscriptLink {
  element = element("a", { href: "#", download: "", target: "_blank", rel: "noopener", "data-testid": "transcript" });
  #parts;
  #until = 0;
  /** @type {Promise<APIError | undefined> | undefined} */
  #asking;

  /**
   * @param {object} parts
   * @param {string} parts.base  the server's address, with a slash at its end
   * @param {string} parts.locale
   * @param {() => Promise<Wire.TranscriptAnswer>} parts.ask  throws an `APIError`
   * @param {(problem: APIError) => void} parts.failed  it was chosen, and there is no address
   */
  constructor(parts) {
    this.#parts = parts;
    for (const type of ["pointerenter", "focus"]) this.element.addEventListener(type, () => void this.prepare());
    this.element.addEventListener("click", (event) => {
      if (this.#isReady) return;
      event.preventDefault();
      void this.prepare().then((problem) => (problem ? parts.failed(problem) : this.element.click()));
    });
  }

  get #isReady() {
    return this.#until > Date.now();
  }

  /** Resolves with what went wrong, if anything did. */
  prepare() {
    if (this.#isReady) return Promise.resolve(undefined);
    this.#asking ??= this.#ask().finally(() => (this.#asking = undefined));
    return this.#asking;
  }

  async #ask() {
    const { base, locale, ask } = this.#parts;
    try {
      const { url, expires_at: end } = await ask();
      const offset = -new Date().getTimezoneOffset();
      this.element.href = `${base}${url.slice(1)}&language=${locale}&utc_offset=${offset}`;
      // A browser whose clock is wrong must not ask for ever.
      this.#until = Math.max(Date.parse(end), Date.now() + 2 * timing.linkMargin) - timing.linkMargin;
      return undefined;
    } catch (error) {
      if (!(error instanceof APIError)) throw error;
      return error;
    }
  }
}
