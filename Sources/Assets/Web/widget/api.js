import { timing } from "./timing.js";

/** A call that did not succeed. */
export class APIError extends Error {
  /**
   * @param {number} status  the HTTP status; 0 when no answer came
   * @param {string} message  the server's sentence for people
   * @param {number} [retryAfter]  milliseconds to wait before another attempt
   */
  constructor(status, message, retryAfter) {
    super(message);
    this.name = "APIError";
    this.status = status;
    this.retryAfter = retryAfter;
  }

  /** The server could not cope with the call. 503 says that it could not cope with any. */
  get isServerError() {
    return this.status >= 500 && this.status !== 503;
  }

  /** The same call may succeed later. */
  get isTransient() {
    return [0, 401, 408, 425, 429].includes(this.status) || this.status >= 500;
  }
}

/**
 * The server has answered, but not with what it was asked for.
 * @param {number} status
 * @param {any} answer
 * @param {string | null} header  its field Retry-After
 */
export function refusal(status, answer, header) {
  const { message, retry_after: seconds = header } = answer?.error ?? {};
  return new APIError(status, message ?? `HTTP ${status}`, seconds > 0 ? seconds * 1000 : undefined);
}

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
   * @param {string} token
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

  /** @param {string} token @param {boolean} typing */
  typing(token, typing) {
    return this.#call("POST", "chat/typing", { token, body: { typing } });
  }

  /** @param {string} token @param {string} upTo */
  read(token, upTo) {
    return this.#call("POST", "chat/read", { token, body: { up_to: upTo } });
  }

  /**
   * @param {"GET" | "POST"} method
   * @param {string} path
   * @param {{ token?: string, body?: unknown, signal?: AbortSignal, limit?: number }} options
   * @returns {Promise<any>}
   */
  async #call(method, path, { token, body, signal, limit = timing.request }) {
    const giveUp = new AbortController();
    const stop = () => giveUp.abort();
    const timer = setTimeout(stop, limit);
    const signals = signal ? [signal, this.#signal] : [this.#signal];
    for (const each of signals) each.addEventListener("abort", stop);
    if (signals.some((each) => each.aborted)) stop();
    try {
      const response = await fetch(`${this.#base}api/support/${path}`, {
        method,
        headers: {
          ...(token && { Authorization: `Bearer ${token}` }),
          ...(body !== undefined && { "Content-Type": "application/json" }),
        },
        body: body === undefined ? null : JSON.stringify(body),
        credentials: "omit",
        cache: "no-store",
        signal: giveUp.signal,
      });
      const answer = response.status === 204 ? undefined : await response.json().catch(() => undefined);
      // A portal that wants a sign-in answers 200 with a page of its own.
      if (response.ok && response.status !== 204 && answer === undefined) throw new APIError(0, "not JSON");
      if (response.ok) return answer;
      throw refusal(response.status, answer, response.headers.get("Retry-After"));
    } catch (error) {
      if (error instanceof APIError) throw error;
      throw new APIError(0, String(error));
    } finally {
      clearTimeout(timer);
      for (const each of signals) each.removeEventListener("abort", stop);
    }
  }
}
