// Listeners and timers here end with an AbortSignal, so that one `abort()` tears a whole widget down.

/**
 * Calls `action` after so many milliseconds unless the signal aborts or the returned function is called before.
 * @param {number} milliseconds
 * @param {AbortSignal} signal
 * @param {() => void} action
 */
export function after(milliseconds, signal, action) {
  if (signal.aborted) return () => {};
  const timer = setTimeout(() => {
    signal.removeEventListener("abort", cancel);
    action();
  }, milliseconds);
  function cancel() {
    clearTimeout(timer);
    signal.removeEventListener("abort", cancel);
  }
  signal.addEventListener("abort", cancel);
  return cancel;
}

/**
 * Makes an action that is done once for all who ask for it in one go, when they are through.
 * @param {() => void} action
 */
export function once(action) {
  let isWaiting = false;
  return () => {
    if (isWaiting) return;
    isWaiting = true;
    queueMicrotask(() => {
      isWaiting = false;
      action();
    });
  };
}

/** A pause that can be cut short. */
export class Pause {
  #signal;
  #wake = () => {};

  /** @param {AbortSignal} signal */
  constructor(signal) {
    this.#signal = signal;
  }

  /**
   * Resolves after so many milliseconds, at `wake()`, or when the signal aborts.
   * @param {number} milliseconds
   * @param {number} [imposed]  so long nothing wakes it: the server has asked for it
   */
  wait(milliseconds, imposed = 0) {
    return new Promise((/** @type {(value?: undefined) => void} */ resolve) => {
      const done = () => {
        cancel();
        this.#signal.removeEventListener("abort", done);
        resolve();
      };
      const cancel = after(Math.max(milliseconds, imposed), this.#signal, done);
      if (this.#signal.aborted) return resolve();
      this.#signal.addEventListener("abort", done);
      this.#wake = imposed ? () => {} : done;
    });
  }

  wake() {
    this.#wake();
  }
}
