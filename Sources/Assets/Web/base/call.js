import { timing } from "./timing.js";

/** A call that did not succeed. */
export class APIError extends Error {
  /**
   * @param {number} status  the HTTP status; 0 when no answer came
   * @param {string} message  the server's sentence for people
   * @param {number} [retryAfter]  milliseconds to wait before another attempt
   * @param {string} [code]  the server's word for programs
   * @param {object} [details]
   * @param {{ text: string, bits: number }} [details.challenge]  what the browser has to work out first
   * @param {string} [details.error_id]  by what the server's log tells the cause
   * @param {string} [details.field]  the key of the answer that is wrong in a form
   * @param {number} [details.position]  which field of a form is wrong, counted from one
   */
  constructor(status, message, retryAfter, code, details = {}) {
    super(message);
    this.name = "APIError";
    this.status = status;
    this.retryAfter = retryAfter;
    this.code = code;
    this.details = details;
  }

  get challenge() {
    return this.details.challenge;
  }

  get errorID() {
    return this.details.error_id;
  }

  /** The server could not cope with the call. 503 says that it could not cope with any. */
  get isServerError() {
    return this.status >= 500 && this.status !== 503;
  }

  /**
   * The same call may succeed later. What has no code does not come from the server but from something before it, such as
   * a proxy that knows no server just now.
   */
  get isTransient() {
    return [0, 401, 408, 425, 429].includes(this.status) || this.status >= 500 || (!this.code && this.status !== 413);
  }
}

/**
 * What kept a call from succeeding. A fault of the page's or of ours is told to programmers, and the call is tried again like
 * one with which the server could not cope.
 * @param {unknown} error
 */
export function asAPIError(error) {
  if (error instanceof APIError) return error;
  console.error("otvet: a fault", error);
  return new APIError(500, String(error));
}

/**
 * The server has answered, but not with what it was asked for.
 * @param {number} status
 * @param {any} answer
 * @param {string | null} header  its field Retry-After
 */
export function refusal(status, answer, header) {
  const { message, code, retry_after: seconds = header, ...details } = answer?.error ?? {};
  const wait = seconds > 0 ? seconds * 1000 : undefined;
  return new APIError(status, message ?? `HTTP ${status}`, wait, code, details);
}

/**
 * Asks the server, and waits for its answer. Throws an `APIError`.
 * @param {"GET" | "POST" | "PUT" | "PATCH" | "DELETE"} method
 * @param {string} url
 * @param {object} options
 * @param {string | undefined} [options.token]
 * @param {unknown} [options.body]  what is sent, as JSON
 * @param {AbortSignal[]} options.signals  each ends the call
 * @param {number} [options.limit]  milliseconds until it is given up
 * @param {RequestCredentials} [options.credentials]  whether the browser adds its cookie
 * @returns {Promise<any>}
 */
export async function call(method, url, { token, body, signals, limit = timing.request, credentials = "omit" }) {
  const giveUp = new AbortController();
  const stop = () => giveUp.abort();
  const timer = setTimeout(stop, limit);
  for (const each of signals) each.addEventListener("abort", stop);
  if (signals.some((each) => each.aborted)) stop();
  try {
    const response = await fetch(url, {
      method,
      headers: {
        ...(token && { Authorization: `Bearer ${token}` }),
        ...(body !== undefined && { "Content-Type": "application/json" }),
      },
      body: body === undefined ? null : JSON.stringify(body),
      credentials,
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
