import { call } from "./call.js";
import { timing } from "./timing.js";

/** The visitor's calls to the server. */
export class API {
  #base;
  #signal;

  /** @param {string} base @param {AbortSignal} signal */
  constructor(base, signal) {
    this.#base = base;
    this.#signal = signal;
  }

  /** Where live connections are opened. */
  get realtimeURL() {
    return `${this.#base.replace(/^http/, "ws")}api/realtime`;
  }

  /** @param {string} locale @param {Wire.Page} page @returns {Promise<Wire.SessionAnswer>} */
  createSession(locale, page) {
    return this.#call("POST", "session", { body: { locale, page } });
  }

  /**
   * @param {string | null} session  the token of the browser's session, if it has one
   * @param {{ token: string, locale: string, page: Wire.Page }} body
   * @returns {Promise<Wire.SessionAnswer>}
   */
  identify(session, body) {
    return this.#call("POST", "identify", { ...(session && { token: session }), body });
  }

  /** @param {string} token */
  signOut(token) {
    return this.#call("POST", "sign-out", { token });
  }

  /**
   * @param {string} token
   * @param {{ message: string, attachment_ids: string[], client_message_id: string, page: Wire.Page }} body
   * @returns {Promise<Wire.SendAnswer>}
   */
  send(token, body) {
    return this.#call("POST", "chat/send", { token, body });
  }

  /**
   * Where a file is sent to.
   * @param {string} name
   */
  uploadURL(name) {
    return `${this.#base}api/support/files?name=${encodeURIComponent(name)}`;
  }

  /** @param {string} token @param {string[]} ids @returns {Promise<Wire.LinksAnswer>} */
  links(token, ids) {
    return this.#call("POST", "files/links", { token, body: { ids } });
  }

  /** @param {string} token @param {string} [before] @returns {Promise<Wire.HistoryAnswer>} */
  history(token, before) {
    return this.#call("GET", before ? `chat/history?before=${encodeURIComponent(before)}` : "chat/history", { token });
  }

  /**
   * @param {string | undefined} token
   * @param {string} after
   * @param {number} wait  how long the server may hold the answer, in milliseconds
   * @param {AbortSignal} signal
   * @returns {Promise<Wire.PollAnswer>}
   */
  poll(token, after, wait, signal) {
    const query = `after=${encodeURIComponent(after)}${wait ? `&wait=${wait / 1000}` : ""}`;
    const limit = wait ? wait + timing.longPollSlack : timing.request;
    return this.#call("GET", `chat/poll?${query}`, { token, signal, limit });
  }

  /** @param {string | undefined} token @param {Wire.ClientFrame} frame */
  say(token, { type, ...body }) {
    return this.#call("POST", `chat/${type}`, { token, body });
  }

  /**
   * @param {"GET" | "POST"} method
   * @param {string} path
   * @param {{ token?: string | undefined, body?: unknown, signal?: AbortSignal, limit?: number }} options
   * @returns {Promise<any>}
   */
  #call(method, path, { token, body, signal, limit }) {
    const signals = signal ? [signal, this.#signal] : [this.#signal];
    return call(method, `${this.#base}api/support/${path}`, { token, body, signals, ...(limit && { limit }) });
  }
}
