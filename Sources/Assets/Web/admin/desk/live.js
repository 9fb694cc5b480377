import { backoff } from "../../base/backoff.js";
import { APIError } from "../../base/call.js";
import { Connection } from "../../chat/connection.js";
import { compareCursor } from "../../base/cursor.js";
import { after } from "../../base/lifetime.js";

/** The server forgets after a minute which ticket is on a screen: it is told twice as often, in milliseconds. */
const beat = 30_000;

/** What happens at the desk, as it happens; and what this window tells of itself. */
export class Live {
  #api;
  #signal;
  #handlers;
  #connection;
  /** @type {string | null} */
  #viewed = null;
  #cancelBeat = () => {};
  /**
   * Read marks that the server has not confirmed, by ticket.
   * @type {Map<string, Wire.Cursor>}
   */
  #reads = new Map();
  #refusals = 0;
  /**
   * Everything up to it is known.
   * @type {Wire.Cursor}
   */
  cursor = "0";

  /**
   * @param {Staff.Parts["api"]} api
   * @param {AbortSignal} signal
   * @param {object} handlers
   * @param {(frame: Staff.ServerFrame) => void} handlers.frame
   * @param {(status: Widget.Status, transport: Widget.TransportName) => void} handlers.status
   * @param {string} handlers.me  whose window it is
   * @param {() => void} handlers.lost  there is no going on from here: everything has to be loaded anew
   */
  constructor(api, signal, handlers) {
    this.#api = api;
    this.#signal = signal;
    this.#handlers = handlers;
    // The staff's frames are others than a visitor's; the connection looks at their cursors only.
    this.#connection = new Connection(/** @type {any} */ (api), signal, {
      frame: (frame) => this.#receive(/** @type {any} */ (frame)),
      status: (status, transport) => this.#follow(status, transport),
      refused: () => void this.#refused(),
    });
    document.addEventListener("visibilitychange", () => this.#tellViewed(), { signal });
    addEventListener("pagehide", () => this.#connection.stop(), { signal });
    addEventListener("pageshow", (event) => event.persisted && this.#connection.resume(), { signal });
  }

  /** @param {Wire.Cursor} cursor  everything up to it is known */
  start(cursor) {
    this.cursor = cursor;
    this.#connection.start(undefined, cursor);
  }

  /** @param {Staff.ClientFrame} frame */
  say(frame) {
    this.#connection.say(/** @type {any} */ (frame));
  }

  /**
   * This ticket is on the screen now.
   * @param {string | null} ticket
   */
  view(ticket) {
    if (this.#viewed === ticket) return;
    this.#viewed = ticket;
    this.#tellViewed();
  }

  /** @param {string} ticket @param {Wire.Cursor} upTo */
  read(ticket, upTo) {
    this.#reads.set(ticket, upTo);
    this.say({ type: "read", ticket_id: ticket, up_to: upTo });
  }

  /** @param {Staff.ServerFrame} frame */
  #receive(frame) {
    if ("cursor" in frame && frame.cursor) this.cursor = frame.cursor;
    if (frame.type === "read" && frame.by === "agent") {
      const mark = this.#reads.get(frame.ticket_id);
      if (mark && compareCursor(frame.up_to, mark) >= 0) this.#reads.delete(frame.ticket_id);
    }
    this.#handlers.frame(frame);
  }

  #tellViewed() {
    this.#cancelBeat();
    const shown = document.hidden ? null : this.#viewed;
    this.say({ type: "viewing", ticket_id: shown });
    if (shown) this.#cancelBeat = after(beat, this.#signal, () => this.#tellViewed());
  }

  /** @param {Widget.Status} status @param {Widget.TransportName} transport */
  #follow(status, transport) {
    this.#handlers.status(status, transport);
    if (transport === "offline") return;
    this.#refusals = 0;
    this.#tellViewed();
    for (const [ticket, upTo] of this.#reads) this.say({ type: "read", ticket_id: ticket, up_to: upTo });
  }

  /**
   * The session has ended, which whoever asks is told, or is another agent’s now; or the server was brought back
   * from a backup and knows less than this window does; or it was a moment’s confusion.
   */
  async #refused() {
    try {
      /** @type {Staff.Me} */
      const { agent } = await this.#api.get("me");
      if (this.#refusals || agent.id !== this.#handlers.me) return this.#handlers.lost();
    } catch (error) {
      if (!(error instanceof APIError)) throw error;
    }
    after(backoff(this.#refusals++), this.#signal, () => this.#connection.resume());
  }
}
