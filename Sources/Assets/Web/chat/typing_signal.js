import { after } from "../base/lifetime.js";
import { timing } from "../base/timing.js";

/** Tells the staff that the visitor is writing: at once, every 2 s while they go on, and when they have stopped. */
export class TypingSignal {
  #signal;
  #say;
  #isTyping = false;
  #saidAt = 0;
  #cancel = () => {};

  /**
   * @param {AbortSignal} signal
   * @param {(isTyping: boolean) => void} say
   */
  constructor(signal, say) {
    this.#signal = signal;
    this.#say = say;
  }

  typed() {
    const now = Date.now();
    if (!this.#isTyping || now - this.#saidAt >= timing.typing) {
      this.#isTyping = true;
      this.#saidAt = now;
      this.#say(true);
    }
    this.#cancel();
    this.#cancel = after(timing.typing, this.#signal, () => this.#stop());
  }

  /** The message itself tells the rest. */
  sent() {
    this.#cancel();
    this.#isTyping = false;
  }

  #stop() {
    this.#isTyping = false;
    this.#say(false);
  }
}
