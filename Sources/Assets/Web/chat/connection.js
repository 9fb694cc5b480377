import { backoff } from "../base/backoff.js";
import { compareCursor } from "../base/cursor.js";
import { after } from "../base/lifetime.js";
import { ownDocument } from "../base/own_document.js";
import { timing } from "../base/timing.js";
import { FetchedTransport } from "./transports/fetched.js";
import { WebSocketTransport } from "./transports/websocket.js";

/** @typedef {{ level: number, transport?: Widget.Transport }} Attempt */

/**
 * The transports, best first.
 * @type {{ name: Widget.TransportName, open(carriage: Widget.Carriage): Widget.Transport }[]}
 */
const ladder = [
  { name: "websocket", open: (carriage) => new WebSocketTransport(carriage) },
  { name: "long-poll", open: (carriage) => new FetchedTransport(carriage, "LongPollTransport") },
  { name: "poll", open: (carriage) => new FetchedTransport(carriage, "PollTransport") },
];

/**
 * The live connection: it keeps the best transport that works open, and the resume point.
 *
 * It starts on the best transport. One that fails twice before it has proved itself gives way to the next worse one;
 * when even the worst fails, it is offline, waits, and starts at the top again. While on a worse transport it tries the
 * better ones beside it at growing intervals and moves over as soon as one of them has caught up.
 *
 * Several transports may thus deliver at once. Each delivers without gaps from a resume point of the past, so whatever
 * is new to the common resume point is the next thing to be seen, whoever brings it, and the rest are repeats.
 */
export class Connection {
  #api;
  #signal;
  #handlers;
  /**
   * Null until the first start.
   * @type {string | undefined | null}
   */
  #token = null;
  /** @type {Wire.Cursor} */
  #cursor = "0";

  #isRunning = false;
  /** @type {Widget.Status} */
  #status = "reconnecting";
  /** @type {Attempt | undefined} */
  #current;
  /** The current transport has delivered everything missed. */
  #isReady = false;
  /**
   * A better transport, on trial beside the current one.
   * @type {Attempt | undefined}
   */
  #probe;
  /** The best transport that has ever worked on this page. */
  #best = /** @type {number} */ (ladder.length);

  /** How often in a row: the current transport failed, all of them did, the server put us off, better ones failed. */
  #failures = 0;
  #outages = 0;
  #deferrals = 0;
  #probes = 0;

  #cancelRetry = () => {};
  #cancelProbe = () => {};
  #cancelStable = () => {};
  #cancelGrace = () => {};

  /**
   * @param {Widget.LiveAPI} api
   * @param {AbortSignal} signal
   * @param {object} handlers
   * @param {(frame: Wire.ServerFrame) => void} handlers.frame  a new frame, in order
   * @param {(status: Widget.Status, transport: Widget.TransportName) => void} handlers.status
   * @param {() => void} handlers.refused  the token or the resume point is no good any more; the connection has stopped
   */
  constructor(api, signal, handlers) {
    this.#api = api;
    this.#signal = signal;
    this.#handlers = handlers;
    addEventListener("online", () => this.#hurry(), { signal });
    addEventListener("offline", () => this.#hurry(), { signal });
    ownDocument.addEventListener("visibilitychange", () => ownDocument.hidden || this.#hurry(), { signal });
    signal.addEventListener("abort", () => this.stop());
  }

  /**
   * Connects, to deliver everything after `cursor`.
   * @param {string | undefined} token  undefined if the browser shows a cookie
   * @param {Wire.Cursor} cursor
   */
  start(token, cursor) {
    this.stop();
    this.#token = token;
    this.#cursor = cursor;
    this.resume();
  }

  /** Connects again where `stop` has left off. */
  resume() {
    if (this.#isRunning || this.#token === null) return;
    this.#isRunning = true;
    this.#forgive();
    this.#open(0);
  }

  stop() {
    this.#isRunning = false;
    this.#drop();
    this.#cancelGrace();
  }

  /** @param {Wire.ClientFrame} frame */
  say(frame) {
    if (this.#isReady) this.#current?.transport?.say(frame);
  }

  /** @param {number} level */
  #open(level) {
    this.#drop();
    this.#current = this.#attempt(level);
  }

  /** @param {number} level @returns {Attempt} */
  #attempt(level) {
    /** @type {Attempt} */
    const attempt = { level };
    try {
      attempt.transport = rung(level).open({
        api: this.#api,
        token: this.#token ?? undefined,
        cursor: () => this.#cursor,
        frame: (frame) => this.#accept(frame),
        caughtUp: (cursor) => {
          this.#advance(cursor);
          this.#caughtUp(attempt);
        },
        down: (reason) => this.#down(attempt, reason),
      });
    } catch {
      // A browser may refuse even to try, for instance by the host page's content security policy.
      after(0, this.#signal, () => this.#down(attempt, { kind: "failed" }));
    }
    return attempt;
  }

  /** @param {Wire.ServerFrame} frame */
  #accept(frame) {
    if (frame.cursor !== undefined && !this.#advance(frame.cursor)) return;
    this.#handlers.frame(frame);
  }

  /** @param {Wire.Cursor} cursor @returns {boolean} whether it is past the resume point */
  #advance(cursor) {
    if (compareCursor(cursor, this.#cursor) <= 0) return false;
    this.#cursor = cursor;
    return true;
  }

  /** @param {Attempt} attempt */
  #caughtUp(attempt) {
    if (attempt === this.#probe) {
      this.#probe = undefined;
      this.#drop();
      this.#current = attempt;
      this.#failures = 0;
    }
    if (attempt !== this.#current || this.#isReady) return;
    this.#isReady = true;
    this.#best = Math.min(this.#best, attempt.level);
    this.#cancelGrace();
    this.#cancelStable = after(timing.stable, this.#signal, () => this.#forgive());
    if (attempt.level > 0) this.#scheduleProbe();
    this.#tell("online");
  }

  /** @param {Attempt} attempt @param {Widget.Reason} reason */
  #down(attempt, reason) {
    if (attempt === this.#probe) this.#tryBetter(attempt.level + 1);
    if (attempt !== this.#current) return;
    const wasReady = this.#isReady;
    this.#drop();
    if (reason.kind === "refused") {
      this.stop();
      this.#handlers.refused();
      return;
    }
    if (wasReady) {
      this.#tell(this.#status);
      this.#cancelGrace = after(timing.grace, this.#signal, () => this.#tell("reconnecting"));
    }
    if (reason.kind === "later") {
      this.#retry(attempt.level, Math.max(reason.retryAfter ?? 0, backoff(this.#deferrals++)));
      return;
    }
    // After an outage every transport has just failed twice: once more each is enough. What hangs would hang again.
    const patience = this.#outages > 0 || reason.kind === "timeout" ? 1 : 2;
    this.#failures++;
    if (this.#failures < patience) {
      this.#retry(attempt.level, backoff(0));
    } else if (attempt.level < ladder.length - 1) {
      this.#failures = 0;
      this.#open(attempt.level + 1);
    } else {
      this.#failures = 0;
      this.#cancelGrace();
      this.#tell("offline");
      this.#retry(0, backoff(this.#outages++));
    }
  }

  /** @param {number} level @param {number} delay */
  #retry(level, delay) {
    this.#cancelRetry = after(delay, this.#signal, () => this.#open(level));
  }

  #scheduleProbe() {
    const level = this.#current?.level ?? 0;
    const first = this.#best < level ? timing.probeAgain : timing.probeFirst;
    this.#cancelProbe();
    this.#cancelProbe = after(backoff(this.#probes, first, timing.probeLast), this.#signal, () => this.#tryBetter(0));
  }

  /**
   * Tries the transports between this level and the current one.
   * @param {number} level
   */
  #tryBetter(level) {
    this.#probe?.transport?.close();
    this.#probe = undefined;
    if (this.#current && level < this.#current.level) {
      this.#probe = this.#attempt(level);
    } else {
      this.#probes++;
      this.#scheduleProbe();
    }
  }

  /** Now is a good moment: the network has changed or the visitor is back. */
  #hurry() {
    if (!this.#isRunning) return;
    this.#probes = 0;
    if (!this.#isReady) {
      this.#forgive();
      this.#open(0);
      return;
    }
    this.#current?.transport?.check();
    if (this.#current?.level) this.#tryBetter(0);
  }

  /** Past failures no longer count. */
  #forgive() {
    this.#failures = 0;
    this.#outages = 0;
    this.#deferrals = 0;
    if (this.#current?.level === 0) this.#probes = 0;
  }

  /** @param {Widget.Status} status */
  #tell(status) {
    this.#status = status;
    this.#handlers.status(status, this.#isReady && this.#current ? rung(this.#current.level).name : "offline");
  }

  #drop() {
    this.#current?.transport?.close();
    this.#probe?.transport?.close();
    this.#current = undefined;
    this.#probe = undefined;
    this.#isReady = false;
    this.#cancelRetry();
    this.#cancelProbe();
    this.#cancelStable();
  }
}

/** @param {number} level */
function rung(level) {
  const found = ladder[level];
  if (!found) throw new RangeError(`otvet: there is no transport ${level}`);
  return found;
}
