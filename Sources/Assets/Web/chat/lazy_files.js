/** All that has to do with files. Most conversations have none, so it is fetched when the first one is there. */
export class LazyFiles {
  /** @type {import("./files/files.js").Files | undefined} */
  here;
  /** It could not be fetched: the chat has to do without it until the server is there again. */
  hasFailed = false;
  #parts;
  #changed;
  /** @type {Promise<import("./files/files.js").Files | undefined> | undefined} */
  #loading;
  #attempts = 0;

  /**
   * @param {import("./files/files.js").Parts} parts
   * @param {() => void} changed  it has come, or failed to
   */
  constructor(parts, changed) {
    this.#parts = parts;
    this.#changed = changed;
  }

  /** Resolves with nothing if it can't be fetched; another call tries again. */
  load() {
    this.#loading ??= this.#fetch().catch((error) => {
      console.error("otvet: the part for files did not load", error);
      this.#loading = undefined;
      this.hasFailed = true;
      this.#changed();
      return undefined;
    });
    return this.#loading;
  }

  /** The server is there again: what could not be fetched may be by now. */
  forgive() {
    if (!this.hasFailed) return;
    this.hasFailed = false;
    this.#changed();
  }

  async #fetch() {
    // Some browsers remember that a module could not be fetched; another address asks again.
    const retry = this.#attempts++ ? `?retry=${this.#attempts}` : "";
    const { start } = /** @type {typeof import("./files/files.js")} */ (await import(`./files/files.js${retry}`));
    this.here = await start(this.#parts);
    this.hasFailed = false;
    this.#changed();
    return this.here;
  }
}
