/** More half-written answers than anybody has; the oldest go first. */
const limit = 200;

const prefix = "draft:";

/** @typedef {{ text: string, isNote: boolean, reply?: import("../../chat/entries.js").Quote | undefined }} Draft */

/** What is half written, by ticket, kept over reloads. */
export class Drafts {
  #storage;
  /** @type {Map<string, Draft & { at: number }>} */
  #all = new Map();

  /** @param {{ storage: import("../../base/storage.js").BrowserStorage }} parts */
  constructor({ storage }) {
    this.#storage = storage;
    const stored = storage.names(prefix).map((name) => ({ name, draft: JSON.parse(storage.get(name) ?? "{}") }));
    stored.sort((a, b) => b.draft.at - a.draft.at).forEach(({ name, draft }, index) => {
      if (index < limit) this.#all.set(name.slice(prefix.length), draft);
      else storage.remove(name);
    });
  }

  /** @param {string} ticket @returns {Draft} */
  get(ticket) {
    return this.#all.get(ticket) ?? { text: "", isNote: false };
  }

  /** @param {string} ticket @param {Draft} draft */
  set(ticket, draft) {
    if (!draft.text && !draft.reply) {
      this.#all.delete(ticket);
      this.#storage.remove(prefix + ticket);
    } else {
      const kept = { ...draft, at: Date.now() };
      this.#all.set(ticket, kept);
      this.#storage.set(prefix + ticket, JSON.stringify(kept));
    }
  }
}
