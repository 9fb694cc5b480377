import { loadModule } from "../../base/load_module.js";

/** Polling, which most browsers never need: it is fetched with the first attempt. */
export class FetchedTransport {
  #isClosed = false;
  /** @type {Widget.Transport | undefined} */
  #transport;

  /**
   * @param {Widget.Carriage} carriage
   * @param {"LongPollTransport" | "PollTransport"} name
   */
  constructor(carriage, name) {
    loadModule((retry) => (
      /** @type {Promise<typeof import("./polling.js")>} */ (import(`./polling.js${retry}`))
    )).then((module) => {
      if (!this.#isClosed) this.#transport = new module[name](carriage);
    }, () => {
      if (!this.#isClosed) carriage.down({ kind: "failed" });
    });
  }

  /** @param {Wire.ClientFrame} frame */
  say(frame) {
    this.#transport?.say(frame);
  }

  check() {
    this.#transport?.check();
  }

  close() {
    this.#isClosed = true;
    this.#transport?.close();
  }
}
