import { APIError, call } from "../base/call.js";
import { loadModule } from "../base/load_module.js";
import { timing } from "../base/timing.js";

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
    return this.#asStranger("support/session", undefined, { locale, page });
  }

  /**
   * @param {string | null} session  the token of the browser's session, if it has one
   * @param {{ token: string, locale: string, page: Wire.Page, replace?: false }} body
   * @returns {Promise<Wire.SessionAnswer>}
   */
  identify(session, body) {
    return this.#asStranger("support/identify", session ?? undefined, body);
  }

  /**
   * Asks what anybody may ask. While very many do, the browser has to work out something first.
   * @param {string} path
   * @param {string | undefined} token
   * @param {object} body
   */
  async #asStranger(path, token, body) {
    let challenge;
    for (let attempt = 0; ; attempt++) {
      try {
        return await this.ask("POST", path, { token, body: { ...body, challenge } });
      } catch (error) {
        if (!(error instanceof APIError && error.challenge) || attempt > 1) throw error;
        const { solve } = await loadModule((retry) =>
          /** @type {Promise<typeof import("./challenge.js")>} */ (import(`./challenge.js${retry}`))).catch(() => Promise.reject(error));
        challenge = { text: error.challenge.text, solution: await solve(error.challenge, this.#signal) };
      }
    }
  }

  /** @param {string} token */
  signOut(token) {
    return this.ask("POST", "support/sign-out", { token });
  }

  /**
   * @param {string} token
   * @param {{ message: string, attachment_ids: string[], client_message_id: string, page: Wire.Page, pages: Wire.VisitedPage[] | undefined }} body
   * @param {string} [ticket]  without one it goes into the running conversation
   * @returns {Promise<Wire.SendAnswer>}
   */
  send(token, body, ticket) {
    return this.ask("POST", ticket ? messagesOf(ticket) : "support/chat/send", { token, body });
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
    return this.ask("POST", "support/files/links", { token, body: { ids } });
  }

  /**
   * @param {string} token
   * @param {string} [before]
   * @param {string} [ticket]  without one it is the running conversation
   * @returns {Promise<Wire.HistoryAnswer>}
   */
  history(token, before, ticket) {
    const query = before ? `?before=${before}` : "";
    return this.ask("GET", (ticket ? messagesOf(ticket) : "support/chat/history") + query, { token });
  }

  /**
   * @param {string | undefined} token
   * @param {string} after
   * @param {number} wait  how long the server may hold the answer, in milliseconds
   * @param {AbortSignal} signal
   * @returns {Promise<Wire.PollAnswer>}
   */
  poll(token, after, wait, signal) {
    const query = `after=${after}${wait ? `&wait=${wait / 1000}` : ""}`;
    const limit = wait ? wait + timing.longPollSlack : timing.request;
    return this.ask("GET", `support/chat/poll?${query}`, { token, signal, limit });
  }

  /** @param {string | undefined} token @param {Wire.ClientFrame} frame */
  say(token, { type, ticket_id: ticket, ...body }) {
    return this.ask("POST", `${ticket ? `tickets/${ticket}` : "support/chat"}/${type}`, { token, body });
  }

  /**
   * Throws an `APIError`.
   * @param {"GET" | "POST"} method
   * @param {string} path  from the server's `/api/`
   * @param {{ token?: string | undefined, body?: unknown, signal?: AbortSignal, limit?: number }} options
   * @returns {Promise<any>}
   */
  ask(method, path, { token, body, signal, limit }) {
    const signals = signal ? [signal, this.#signal] : [this.#signal];
    return call(method, `${this.#base}api/${path}`, { token, body, signals, ...(limit && { limit }) });
  }
}

/** @param {string} ticket */
function messagesOf(ticket) {
  return `tickets/${ticket}/messages`;
}
