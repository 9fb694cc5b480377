import { backoff } from "../base/backoff.js";
import { APIError } from "../base/call.js";
import { after } from "../base/lifetime.js";

/** The server's limits: how many there are, and how long a name and a text may be, in characters. */
const most = 20;
const longest = { name: 40, text: 200 };
/** What is set in one go is said in one call, after so many milliseconds. */
const rest = 500;

/**
 * What the site says of its visitor. It is told to the server when the visitor has a session, and again only when it is
 * something else.
 */
export class Attributes {
  #parts;
  #cancel = () => {};
  #attempts = 0;
  /**
   * What was left out, and told to the site's programmers.
   * @type {Set<string>}
   */
  #refused = new Set();

  /**
   * @param {object} parts
   * @param {Pick<Widget.Loader, "attributes">} parts.loader
   * @param {import("./visitor.js").Visitor} parts.visitor
   * @param {import("../base/storage.js").BrowserStorage} parts.storage
   * @param {AbortSignal} parts.signal
   */
  constructor(parts) {
    this.#parts = parts;
    parts.visitor.follow({ receive: () => {}, began: () => this.told() }, parts.signal);
    this.told();
  }

  /** The site has said something, or there is a session for which it has. */
  told() {
    this.#plan();
  }

  /** What of it the server takes, by its names. */
  get #values() {
    /** @type {Map<string, unknown>} */
    const values = new Map();
    for (const [name, value] of Object.entries(this.#parts.loader.attributes() ?? {})) {
      const key = name.trim();
      const problem = problemOf(key, value) || (values.size >= most && !values.has(key) && `there are ${most} already`);
      if (!problem) values.set(key, value);
      else if (this.#refused.size < most && !this.#refused.has(name)) {
        this.#refused.add(name);
        console.warn(`otvet: the attribute ${JSON.stringify(name.slice(0, longest.name))} is left out: ${problem}`);
      }
    }
    return values;
  }

  #plan(pause = rest) {
    this.#cancel();
    this.#cancel = after(pause, this.#parts.signal, () => void this.#say());
  }

  async #say() {
    const { visitor, storage, signal } = this.#parts;
    const values = this.#values;
    if (!visitor.token || !values.size) return;
    const said = JSON.stringify([visitor.token.slice(-8), ...values]);
    if (storage.get("attributes") === said) return;
    const body = { attributes: Object.fromEntries(values) };
    try {
      await visitor.call((api, token) => api.ask("POST", "support/attributes", { token, body }));
      storage.set("attributes", said);
      this.#attempts = 0;
    } catch (error) {
      if (!(error instanceof APIError)) throw error;
      if (signal.aborted) return;
      if (error.isTransient) this.#plan(Math.max(backoff(this.#attempts++), error.retryAfter ?? 0));
      else console.warn(`otvet: the attributes were not taken: ${error.message}`);
    }
  }
}

/** @param {string} name @param {unknown} value  what is wrong with it, for the site's programmers */
function problemOf(name, value) {
  if (!name || [...name].length > longest.name) return `its name has none or over ${longest.name} characters`;
  if (typeof value === "string") return [...value.slice(0, 2 * longest.text + 1)].length > longest.text && `it has over ${longest.text} characters`;
  if (value === null || typeof value === "boolean" || Number.isFinite(value)) return "";
  return "it is neither a text nor a number, true, false or null";
}
