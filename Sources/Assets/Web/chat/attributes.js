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
  /** @type {Map<string, string | number | boolean | null>} */
  #values = new Map();
  #visitor;
  #storage;
  #signal;
  #cancel = () => {};
  #attempts = 0;

  /**
   * @param {object} parts
   * @param {import("./visitor.js").Visitor} parts.visitor
   * @param {import("../base/storage.js").BrowserStorage} parts.storage
   * @param {AbortSignal} parts.signal
   */
  constructor({ visitor, storage, signal }) {
    this.#visitor = visitor;
    this.#storage = storage;
    this.#signal = signal;
    visitor.follow({ receive: () => {}, began: () => this.#plan() }, signal);
  }

  /** @param {[string, unknown][]} given  by their names; null takes one back */
  set(given) {
    for (const [name, value] of given) {
      const key = name.trim();
      const problem = problemOf(key, value) || (this.#values.size >= most && !this.#values.has(key) && `there are ${most} already`);
      if (problem) console.warn(`otvet: the attribute ${JSON.stringify(name.slice(0, longest.name))} is left out: ${problem}`);
      else this.#values.set(key, /** @type {string | number | boolean | null} */ (value));
    }
    this.#plan();
  }

  clear() {
    this.#values.clear();
    this.#cancel();
  }

  #plan(pause = rest) {
    this.#cancel();
    if (this.#visitor.token && this.#values.size) this.#cancel = after(pause, this.#signal, () => void this.#say());
  }

  async #say() {
    const said = JSON.stringify([this.#visitor.token.slice(-8), ...this.#values]);
    if (this.#storage.get("attributes") === said) return;
    const body = { attributes: Object.fromEntries(this.#values) };
    try {
      await this.#visitor.call((api, token) => api.ask("POST", "support/attributes", { token, body }));
      this.#storage.set("attributes", said);
      this.#attempts = 0;
    } catch (error) {
      if (!(error instanceof APIError)) throw error;
      if (this.#signal.aborted) return;
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
