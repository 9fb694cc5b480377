// What the ways of carrying frames have in common. Types only: this file is never served.
import type { API } from "../api.js";
import type { ClientFrame, ServerFrame, Cursor } from "../wire";

export interface Transport {
  /** Sends a frame; one that cannot be sent is dropped, for its sender to repeat if it matters. */
  say(frame: ClientFrame): void;
  /** Finds out soon whether the connection is still alive. */
  check(): void;
  /** Ends it without calling `down`. */
  close(): void;
}

export interface Carriage {
  api: API;
  token: string;
  /** The resume point: everything up to it has been seen. */
  cursor(): Cursor;
  /** Something has arrived that may or may not be a repeat. */
  frame(frame: ServerFrame): void;
  /** Everything up to this cursor has been delivered. */
  caughtUp(cursor: Cursor): void;
  /** The transport has ended by itself. Called once at most, and never after `close()`. */
  down(reason: Reason): void;
}

export type Reason = {
  kind:
    /** The server refuses the token. */
    | "unauthorized"
    /** The server asks to come back, perhaps after a while. */
    | "later"
    /** Something went wrong, on the way or at its end. */
    | "failed"
    /** It hangs: another attempt would hang too. */
    | "timeout";
  retryAfter?: number | undefined;
};
