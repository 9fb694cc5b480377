import { APIError } from "../../base/call.js";
import { compareCursor } from "../../base/cursor.js";
import { Pause } from "../../base/lifetime.js";
import { timing } from "../../base/timing.js";

/**
 * Asking for what is new over plain HTTP, again and again. The two kinds of polling differ in how long they let the
 * server hold an answer and how long they rest between two questions.
 */
class Polling {
  #carriage;
  #wait;
  #rest;
  #ended = new AbortController();
  #pause = new Pause(this.#ended.signal);
  #request = new AbortController();
  #isChecking = false;

  /**
   * @param {Widget.Carriage} carriage
   * @param {object} pace
   * @param {(round: number) => number} pace.wait  milliseconds that the server may hold its answer to question `round`
   * @param {number} pace.rest  milliseconds between an answer and the next question
   */
  constructor(carriage, { wait, rest }) {
    this.#carriage = carriage;
    this.#wait = wait;
    this.#rest = rest;
    void this.#run();
  }

  /** @param {Wire.ClientFrame} frame */
  say(frame) {
    const { api, token } = this.#carriage;
    api.say(token, frame).catch((error) => {
      if (!(error instanceof APIError)) throw error;
    });
  }

  check() {
    // A question asked before the machine slept would hang until its limit: ask it again.
    this.#isChecking = true;
    this.#request.abort();
    this.#pause.wake();
  }

  close() {
    this.#ended.abort();
    this.#request.abort();
  }

  async #run() {
    for (let round = 0; !this.#ended.signal.aborted; round++) {
      try {
        const isMore = await this.#ask(this.#wait(round));
        if (!isMore) await this.#pause.wait(this.#rest);
      } catch (error) {
        if (!(error instanceof APIError)) throw error;
        if (this.#ended.signal.aborted) return;
        if (this.#isChecking) {
          this.#isChecking = false;
          continue;
        }
        this.close();
        this.#carriage.down(reasonOf(error));
      }
    }
  }

  /** @param {number} wait */
  async #ask(wait) {
    const { api, token, cursor } = this.#carriage;
    this.#request = new AbortController();
    const answer = await api.poll(token, cursor(), wait, this.#request.signal);
    this.#isChecking = false;
    if (this.#ended.signal.aborted) return false;
    for (const frame of framesOf(answer)) this.#carriage.frame(frame);
    this.#carriage.caughtUp(answer.cursor);
    return answer.more;
  }
}

/**
 * The answer as the frames a WebSocket would have brought, in the order of their cursors.
 * @param {Wire.PollAnswer} answer
 * @returns {Wire.ServerFrame[]}
 */
function framesOf({ messages, events }) {
  const created = messages.map((message) => (
    /** @type {Wire.ServerFrame} */ ({ type: "message", cursor: message.id, message })
  ));
  return [...created, ...events].sort((a, b) => compareCursor(a.cursor ?? "", b.cursor ?? ""));
}

/** @param {APIError} error @returns {Widget.Reason} */
function reasonOf({ status, retryAfter }) {
  if (status === 401 || status === 409) return { kind: "refused" };
  if (status === 429 || (status === 503 && retryAfter)) return { kind: "later", retryAfter };
  return { kind: "failed" };
}

/** Polling with answers held back until there is something to say: nearly as quick as a WebSocket. */
export class LongPollTransport extends Polling {
  /** @param {Widget.Carriage} carriage */
  constructor(carriage) {
    super(carriage, {
      wait: (round) => (round ? timing.longPollWait : timing.longPollFirstWait),
      rest: timing.longPollRest,
    });
  }
}

/** Polling at a fixed pace: what works when everything better is blocked. */
export class PollTransport extends Polling {
  /** @param {Widget.Carriage} carriage */
  constructor(carriage) {
    super(carriage, { wait: () => 0, rest: timing.pollInterval });
  }
}
