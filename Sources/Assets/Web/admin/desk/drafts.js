/** More half-written answers than anybody has; the oldest go first. */
const limit = 200;

const prefix = "draft:";

/** @typedef {{ text: string, isNote: boolean, reply?: import("./lines.js").Quote | undefined }} Draft */

/** What is half written, by ticket, kept over reloads. */
export class Drafts {
  #storage;

  /** @param {import("../../widget/storage.js").BrowserStorage} storage */
  constructor(storage) {
    this.#storage = storage;
    const all = storage.names(prefix).map((name) => ({ name, at: this.#read(name)?.at ?? 0 }));
    for (const { name } of all.sort((a, b) => b.at - a.at).slice(limit)) storage.remove(name);
  }

  /** @param {string} ticket @returns {Draft} */
  get(ticket) {
    const { text = "", isNote = false, reply } = this.#read(prefix + ticket) ?? {};
    return { text, isNote, reply };
  }

  /** @param {string} ticket @param {Draft} draft */
  set(ticket, draft) {
    const isEmpty = !draft.text && !draft.isNote && !draft.reply;
    if (isEmpty) this.#storage.remove(prefix + ticket);
    else this.#storage.set(prefix + ticket, JSON.stringify({ ...draft, at: Date.now() }));
  }

  /** @param {string} name */
  #read(name) {
    const text = this.#storage.get(name);
    return text === null ? undefined : /** @type {Draft & { at: number }} */ (JSON.parse(text));
  }
}
