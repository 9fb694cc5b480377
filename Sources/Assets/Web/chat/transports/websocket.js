import { after } from "../../base/lifetime.js";
import { timing } from "../../base/timing.js";

/** Frames over a WebSocket: the best transport there is, where nothing on the way blocks it. */
export class WebSocketTransport {
  #carriage;
  #socket;
  #ended = new AbortController();
  #isReady = false;
  #cancelTimeout = () => {};
  #cancelPing = () => {};

  /** @param {Widget.Carriage} carriage */
  constructor(carriage) {
    this.#carriage = carriage;
    const { signal } = this.#ended;
    this.#socket = new WebSocket(carriage.api.realtimeURL);
    this.#socket.addEventListener("open", () => this.#authenticate(), { signal });
    this.#socket.addEventListener("message", (event) => this.#receive(event.data), { signal });
    this.#socket.addEventListener("close", (event) => this.#down(reasonOf(event.code)), { signal });
    this.#expect(timing.handshake);
  }

  /** @param {Wire.ClientFrame} frame */
  say(frame) {
    this.#write(frame);
  }

  check() {
    this.#ping(timing.handshake);
  }

  close() {
    this.#ended.abort();
    this.#socket.close(1000);
  }

  #authenticate() {
    this.#write({ type: "auth", token: this.#carriage.token, after: this.#carriage.cursor() });
  }

  /** @param {string} data */
  #receive(data) {
    /** @type {Wire.ServerFrame | Wire.ControlFrame} */
    const frame = JSON.parse(data);
    if (frame.type === "ready") {
      this.#isReady = true;
      this.#carriage.caughtUp(frame.cursor);
    } else if (frame.type !== "pong" && frame.type !== "error") {
      this.#carriage.frame(frame);
    }
    // Anything at all proves that the connection lives, but only "ready" ends the handshake.
    if (this.#isReady) this.#keepAlive();
    else this.#expect(timing.handshake);
  }

  #keepAlive() {
    this.#cancelTimeout();
    this.#cancelPing();
    this.#cancelPing = after(timing.ping, this.#ended.signal, () => this.#ping(timing.pong));
  }

  /** @param {number} limit */
  #ping(limit) {
    this.#write({ type: "ping" });
    this.#expect(limit);
  }

  /**
   * Gives the connection up unless the server speaks within so many milliseconds.
   * @param {number} limit
   */
  #expect(limit) {
    this.#cancelTimeout();
    this.#cancelTimeout = after(limit, this.#ended.signal, () => this.#down({ kind: "timeout" }));
  }

  /** @param {object} frame */
  #write(frame) {
    if (this.#socket.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify(frame));
  }

  /** @param {Widget.Reason} reason */
  #down(reason) {
    if (this.#ended.signal.aborted) return;
    this.close();
    this.#carriage.down(reason);
  }
}

/** @param {number} code @returns {Widget.Reason} */
function reasonOf(code) {
  if (code === 4401 || code === 4409) return { kind: "refused" };
  if (code === 1001 || code === 1013) return { kind: "later" };
  if (code === 4429) return { kind: "later", retryAfter: timing.pong };
  return { kind: "failed" };
}
