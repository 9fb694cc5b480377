import { APIError } from "../../base/call.js";
import { backoff } from "../../base/backoff.js";
import { Pause } from "../../base/lifetime.js";
import { problemText } from "../../base/problem.js";

/**
 * A file that the visitor has picked and not sent yet.
 * @typedef {object} Pick
 * @property {string} key
 * @property {File} file
 * @property {"waiting" | "uploading" | "ready" | "failed"} state
 * @property {number} progress  0 … 1
 * @property {AbortController} stop
 * @property {string} [problem]  what is wrong, and what to do
 * @property {boolean} [canRetry]
 * @property {Wire.Attachment} [attachment]  what the server has made of it
 */

/** So many go up at once: more would only slow each other down. */
const atOnce = 3;
/** So often the server may put one file off before the visitor is told. */
const attemptLimit = 5;
/** Names that one sentence would be too long for. */
const shownProblems = 3;

/** The files that go with the next message. They go up as soon as they are picked, and do not survive a reload. */
export class Picks {
  /** @type {Pick[]} */
  #picks = [];
  #words;
  #reason;
  #size;
  #limits;
  #upload;
  #changed;
  #count = 0;

  /**
   * @param {object} parts
   * @param {Widget.FileWords} parts.words
   * @param {(bytes: number) => string} parts.size
   * @param {() => Wire.Limits} parts.limits
   * @param {Widget.Upload} parts.upload  throws an `APIError`
   * @param {() => void} parts.changed
   * @param {AbortSignal} parts.signal
   * @param {(problem: Wire.Problem) => string} [parts.reason]  what to tell of a refusal; as visitors are told, if absent
   */
  constructor({ words, size, limits, upload, changed, signal, reason = (problem) => problemText(problem, words) }) {
    this.#words = words;
    this.#reason = reason;
    this.#size = size;
    this.#limits = limits;
    this.#upload = upload;
    this.#changed = changed;
    signal.addEventListener("abort", () => this.#picks.forEach(({ stop }) => stop.abort()));
  }

  /** @returns {readonly Pick[]} */
  get all() {
    return this.#picks;
  }

  get areUploading() {
    return this.#picks.some(({ state }) => state === "waiting" || state === "uploading");
  }

  get haveFailed() {
    return this.#picks.some(({ state }) => state === "failed");
  }

  /**
   * @param {Iterable<File>} files
   * @returns {string} what was not taken, and why
   */
  add(files) {
    const { file_bytes: largest, files: most } = this.#limits();
    /** @type {Set<string>} */
    const problems = new Set();
    for (const file of files) {
      if (this.#picks.length >= most) problems.add(this.#words.tooManyFiles(most));
      else if (file.size === 0) problems.add(this.#words.fileEmpty(file.name));
      else if (file.size > largest) problems.add(this.#words.fileTooLarge(file.name, this.#size(largest)));
      else this.#picks.push(this.#picked(file));
    }
    this.#go();
    return [...problems].slice(0, shownProblems).join(" ");
  }

  /** @param {Pick} pick */
  retry(pick) {
    pick.state = "waiting";
    pick.progress = 0;
    this.#go();
  }

  /** @param {Pick} pick */
  remove(pick) {
    pick.stop.abort();
    this.#picks = this.#picks.filter((each) => each !== pick);
    this.#go();
  }

  /** Hands over what is up, and starts anew. */
  take() {
    const taken = this.#picks;
    this.#picks = [];
    this.#changed();
    return taken;
  }

  /** @param {File} file @returns {Pick} */
  #picked(file) {
    return { key: String(this.#count++), file, state: "waiting", progress: 0, stop: new AbortController() };
  }

  #go() {
    const free = atOnce - this.#picks.filter(({ state }) => state === "uploading").length;
    for (const pick of this.#picks.filter(({ state }) => state === "waiting").slice(0, free)) void this.#send(pick);
    this.#changed();
  }

  /** @param {Pick} pick */
  async #send(pick) {
    const { signal } = pick.stop;
    const pause = new Pause(signal);
    pick.state = "uploading";
    for (let attempt = 1; ; attempt++) {
      try {
        const { attachment } = await this.#upload(pick.file, signal, (part) => {
          pick.progress = part;
          this.#changed();
        });
        pick.attachment = attachment;
        pick.state = "ready";
        break;
      } catch (error) {
        if (signal.aborted) return;
        if (!(error instanceof APIError)) throw error;
        if (error.retryAfter && attempt < attemptLimit) {
          await pause.wait(backoff(attempt), error.retryAfter);
          continue;
        }
        pick.state = "failed";
        pick.canRetry = error.isTransient || error.code === "too_many_files";
        pick.problem = this.#problem(error, pick.file);
        break;
      }
    }
    this.#go();
  }

  /** @param {APIError} error @param {File} file */
  #problem(error, { name }) {
    switch (error.status) {
      case 0: return this.#words.uploadFailed;
      case 413: return this.#words.fileTooLarge(name, this.#size(this.#limits().file_bytes));
      default: return this.#reason(error);
    }
  }
}
