import { APIError, call } from "../base/call.js";
import { timing } from "../base/timing.js";

/** The staff's calls to the server, in the name of whoever the browser's cookie is. */
export class StaffAPI {
  #base;
  #signal;
  #signedOut;

  /**
   * @param {string} base  the server's address, with a slash at its end
   * @param {AbortSignal} signal
   * @param {() => void} signedOut  the session has ended
   */
  constructor(base, signal, signedOut) {
    this.#base = base;
    this.#signal = signal;
    this.#signedOut = signedOut;
  }

  /** The server's address, with a slash at its end. */
  get base() {
    return this.#base;
  }

  /** Where live connections are opened. */
  get realtimeURL() {
    return `${this.#base.replace(/^http/, "ws")}api/admin/realtime`;
  }

  /**
   * @param {undefined} _
   * @param {string} after
   * @param {number} wait  milliseconds that the server may hold the answer
   * @param {AbortSignal} signal
   */
  async poll(_, after, wait, signal) {
    const query = new URLSearchParams({ after, ...(wait && { wait: String(wait / 1000) }) });
    const limit = wait ? wait + timing.longPollSlack : timing.request;
    const answer = await this.ask("GET", `poll?${query}`, { signal, limit });
    return { messages: [], ...answer };
  }

  /**
   * Says by HTTP what a live connection says as a frame. Who looks at a ticket can't be said so.
   * @param {undefined} _
   * @param {Staff.ClientFrame} frame
   */
  async say(_, { type, ticket_id: ticket, ...body }) {
    if (type !== "viewing") await this.ask("POST", `tickets/${ticket}/${type}`, { body });
  }

  /** @param {string} path @param {AbortSignal} [signal] */
  get(path, signal) {
    return this.ask("GET", path, { signal });
  }

  /** @param {string} path @param {unknown} [body] */
  post(path, body) {
    return this.ask("POST", path, { body });
  }

  /**
   * Any call below `/api/admin/`. Throws an `APIError`.
   * @param {"GET" | "POST" | "PUT" | "PATCH" | "DELETE"} method
   * @param {string} path
   * @param {{ body?: unknown, signal?: AbortSignal | undefined, limit?: number }} options
   * @returns {Promise<any>}
   */
  async ask(method, path, { body, signal, limit } = {}) {
    const signals = signal ? [this.#signal, signal] : [this.#signal];
    const options = { body, signals, credentials: /** @type {const} */ ("same-origin"), ...(limit && { limit }) };
    try {
      return await call(method, `${this.#base}api/admin/${path}`, options);
    } catch (error) {
      if (error instanceof APIError && error.code === "unauthorized") this.#signedOut();
      throw error;
    }
  }
}
