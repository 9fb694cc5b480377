/** @param {Staff.Me} me */
const prefix = (me) => `otvet:panel:draft:${me.agent.id}:`;

/**
 * What is not saved yet, kept while the tab is open: leaving a page loses nothing. Values are small objects of texts.
 * @template {Record<string, string>} T
 */
export class Draft {
  #key;

  /** @param {Staff.Me} me @param {string} name */
  constructor(me, name) {
    // Another agent at the same tab has drafts of their own.
    this.#key = prefix(me) + name;
  }

  /** @returns {T | undefined} */
  get value() {
    try {
      const kept = sessionStorage.getItem(this.#key);
      return kept === null ? undefined : JSON.parse(kept);
    } catch {
      return undefined;
    }
  }

  set value(value) {
    try {
      if (value === undefined) sessionStorage.removeItem(this.#key);
      else sessionStorage.setItem(this.#key, JSON.stringify(value));
    } catch {
      // Storage is forbidden here: then it is kept on the page alone, and the browser asks before the page is left.
    }
  }
}

/**
 * Leaves nothing unsaved of this agent's in the tab.
 * @param {Staff.Me} me
 */
export function forgetDrafts(me) {
  try {
    const keys = Object.keys(sessionStorage).filter((key) => key.startsWith(prefix(me)));
    for (const key of keys) sessionStorage.removeItem(key);
  } catch {
    // Storage is forbidden here: nothing was kept.
  }
}
