import { after } from "../../base/lifetime.js";
import { timing } from "../../base/timing.js";

/** @typedef {{ author: "user" | "agent", name?: string | undefined }} Writer */

/** What is never stored: who else is writing where, and who else has which ticket on the screen. */
export class Signs {
  #me;
  #signal;
  #changed;
  /** @type {Map<string, Map<string, Writer & { cancel(): void }>>} */
  #writers = new Map();
  /** @type {Map<string, Staff.Viewer[]>} */
  #viewers = new Map();

  /**
   * @param {object} parts
   * @param {Staff.Agent} parts.me
   * @param {(ticket: string | undefined) => void} parts.changed  of one ticket, or of all
   * @param {AbortSignal} parts.signal
   */
  constructor({ me, changed, signal }) {
    this.#me = me;
    this.#signal = signal;
    this.#changed = changed;
  }

  /** @param {string} ticket @returns {Writer[]} */
  writers(ticket) {
    return [...(this.#writers.get(ticket)?.values() ?? [])];
  }

  /**
   * Colleagues who look at it, each once however many windows they have.
   * @param {string} ticket
   */
  viewers(ticket) {
    const others = (this.#viewers.get(ticket) ?? []).filter(({ agent_id: id, name }) => name && id !== this.#me.id);
    return [...new Map(others.map(({ name = "" }) => [name, name])).values()];
  }

  /** @param {Staff.ServerFrame & { type: "typing" }} frame */
  typing({ ticket_id: ticket, author, author_name: name, agent_id: agent, typing }) {
    if (agent === this.#me.id) return;
    if (!typing) return this.wrote(ticket, author, name);
    const key = keyOf(author, name);
    const all = this.#writers.get(ticket) ?? new Map();
    all.get(key)?.cancel();
    const cancel = after(timing.typingExpiry, this.#signal, () => this.wrote(ticket, author, name));
    this.#writers.set(ticket, all.set(key, { author, name, cancel }));
    this.#changed(ticket);
  }

  /**
   * What was being written is here, or was given up.
   * @param {string} ticket
   * @param {string} author
   * @param {string} [name]
   */
  wrote(ticket, author, name) {
    const all = this.#writers.get(ticket);
    const writer = all?.get(keyOf(author, name));
    if (!all || !writer) return;
    writer.cancel();
    all.delete(keyOf(author, name));
    if (!all.size) this.#writers.delete(ticket);
    this.#changed(ticket);
  }

  /** @param {Staff.ServerFrame & { type: "viewing" }} frame */
  viewing({ ticket_id: ticket, viewers }) {
    if (viewers.length) this.#viewers.set(ticket, viewers);
    else this.#viewers.delete(ticket);
    this.#changed(ticket);
  }

  /** While the connection is gone, nobody knows who is still there. The server tells it anew afterwards. */
  forget() {
    for (const all of this.#writers.values()) for (const { cancel } of all.values()) cancel();
    this.#writers.clear();
    this.#viewers.clear();
    this.#changed(undefined);
  }
}

/** @param {string} author @param {string | undefined} name */
function keyOf(author, name) {
  return author === "user" ? "user" : `agent ${name ?? ""}`;
}
