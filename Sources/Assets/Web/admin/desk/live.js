import { backoff } from "../../base/backoff.js";
import { APIError } from "../../base/call.js";
import { Connection } from "../../chat/connection.js";
import { compareCursor } from "../../base/cursor.js";
import { after } from "../../base/lifetime.js";

/** The server forgets after a minute which ticket is on a screen: it is told twice as often, in milliseconds. */
const beat = 30_000;

/** What happens at the desk, as it happens; and what this window tells of itself. */
export class Live {
  #parts;
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
   * @param {object} parts
   * @param {Staff.Parts["api"]} parts.api
   * @param {Staff.Me} parts.me  whose window it is
   * @param {(frame: Staff.ServerFrame) => void} parts.frame
   * @param {(status: Widget.Status, transport: Widget.TransportName) => void} parts.status
   * @param {() => void} parts.lost  there is no going on from here: everything has to be loaded anew
   * @param {AbortSignal} parts.signal
   */
  constructor(parts) {
    const { api, signal } = parts;
    this.#parts = parts;
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
    this.#parts.frame(frame);
  }

  #tellViewed() {
    this.#cancelBeat();
    const shown = document.hidden ? null : this.#viewed;
    this.say({ type: "viewing", ticket_id: shown });
    if (shown) this.#cancelBeat = after(beat, this.#parts.signal, () => this.#tellViewed());
  }

  /** @param {Widget.Status} status @param {Widget.TransportName} transport */
  #follow(status, transport) {
    this.#parts.status(status, transport);
    if (transport === "offline") return;
    this.#refusals = 0;
    this.#tellViewed();
    for (const [ticket, upTo] of this.#reads) this.say({ type: "read", ticket_id: ticket, up_to: upTo });
  }

  /**
   * The server refuses to go on, and the reason has to be found out. If the session has ended, the call below is refused
   * too, and the panel asks to sign in. If the session is another agent's by now, or the refusal repeats itself because the
   * server was brought back from a backup and knows less than this window does, everything is loaded anew.
   */
  async #refused() {
    try {
      /** @type {Staff.Me} */
      const { agent } = await this.#parts.api.get("me");
      if (this.#refusals || agent.id !== this.#parts.me.agent.id) return this.#parts.lost();
    } catch (error) {
      if (!(error instanceof APIError)) throw error;
    }
    after(backoff(this.#refusals++), this.#parts.signal, () => this.#connection.resume());
  }
}
