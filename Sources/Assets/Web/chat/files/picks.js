import { APIError, asAPIError } from "../../base/call.js";
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
 * @property {"network" | "server"} [delay]  what its upload waits for
 * @property {string} [problem]  what is wrong, and what to do
 * @property {boolean} [canRetry]
 * @property {Wire.Attachment} [attachment]  what the server has made of it
 */

/** So many go up at once: more would only slow each other down. */
const atOnce = 3;
/** So often the server may have no room for a file before the visitor is told: that lasts longer than an outage. */
const attemptLimit = 5;
/** So long a file is tried, in milliseconds: as long as the message that waits for it. */
const patience = 24 * 60 * 60 * 1000;
/** Names that one sentence would be too long for. */
const shownProblems = 3;

/**
 * The files that go with the next message. They go up as soon as they are picked, for as long as it takes, and do not survive
 * a reload.
 */
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
  /** @type {Set<Pause>} */
  #pauses = new Set();

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
    addEventListener("online", () => this.#pauses.forEach((pause) => pause.wake()), { signal });
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
    const pause = new Pause(pick.stop.signal);
    this.#pauses.add(pause);
    pick.state = "uploading";
    await this.#bring(pick, pause);
    this.#pauses.delete(pause);
    if (!pick.stop.signal.aborted) this.#go();
  }

  /**
   * Resolves when the file is up, or can't be.
   * @param {Pick} pick
   * @param {Pause} pause
   */
  async #bring(pick, pause) {
    const { signal } = pick.stop;
    const began = Date.now();
    for (let attempt = 0; !signal.aborted; attempt++) {
      try {
        const { attachment } = await this.#upload(pick.file, signal, (part) => {
          pick.progress = part;
          delete pick.delay;
          this.#changed();
        });
        pick.attachment = attachment;
        pick.state = "ready";
        return;
      } catch (error) {
        if (signal.aborted) return;
        const obstacle = asAPIError(error);
        const isGone = !(await isReadable(pick.file));
        const mayPass = !isGone && obstacle.isTransient && Date.now() - began < patience;
        if (!mayPass || (obstacle.status === 507 && attempt >= attemptLimit)) return this.#fail(pick, obstacle, isGone);
        pick.delay = obstacle.status ? "server" : "network";
        this.#changed();
        await pause.wait(backoff(attempt), obstacle.retryAfter);
      }
    }
  }

  /** @param {Pick} pick @param {APIError} error @param {boolean} isGone */
  #fail(pick, error, isGone) {
    delete pick.delay;
    pick.state = "failed";
    pick.canRetry = !isGone && (error.isTransient || error.code === "too_many_files");
    pick.problem = isGone ? this.#words.fileUnreadable(pick.file.name) : this.#problem(error, pick.file);
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

/**
 * Whether the file is still there, as it was when it was picked: no other attempt brings one that has been moved or changed.
 * @param {File} file
 */
async function isReadable(file) {
  try {
    await file.slice(0, 1).arrayBuffer();
    return true;
  } catch {
    return false; // whatever is wrong with it, it can't be sent
  }
}
