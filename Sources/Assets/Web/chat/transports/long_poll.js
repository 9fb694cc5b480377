import { timing } from "../../base/timing.js";
import { Polling } from "./polling.js";

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
