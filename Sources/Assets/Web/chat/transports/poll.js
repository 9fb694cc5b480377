import { timing } from "../../base/timing.js";
import { Polling } from "./polling.js";

/** Polling at a fixed pace: what works when everything better is blocked. */
export class PollTransport extends Polling {
  /** @param {Widget.Carriage} carriage */
  constructor(carriage) {
    super(carriage, { wait: () => 0, rest: timing.pollInterval });
  }
}
