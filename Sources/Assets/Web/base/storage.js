/**
 * What the widget keeps in this browser, under names of its own. Where storage is forbidden or full, memory stands in
 * and the page still works; it only forgets on reload.
 */
export class BrowserStorage {
  #prefix;
  #memory;

  /**
   * @param {string} prefix
   * @param {Map<string, string>} [memory]  what others of this page have kept there
   */
  constructor(prefix, memory = new Map()) {
    this.#prefix = prefix;
    this.#memory = memory;
  }

  /** @param {string} name */
  get(name) {
    return this.#memory.get(name) ?? this.#attempt((area) => area.getItem(this.#prefix + name)) ?? null;
  }

  /** @param {string} name @param {string} value */
  set(name, value) {
    const isKept = this.#attempt((area) => {
      area.setItem(this.#prefix + name, value);
      return true;
    });
    if (isKept) this.#memory.delete(name);
    else this.#memory.set(name, value);
  }

  /** @param {string} name */
  remove(name) {
    this.#memory.delete(name);
    this.#attempt((area) => area.removeItem(this.#prefix + name));
  }

  /**
   * The names that begin so.
   * @param {string} beginning
   */
  names(beginning) {
    const stored = this.#attempt((area) => Object.keys(area)) ?? [];
    const own = stored.filter((key) => key.startsWith(this.#prefix)).map((key) => key.slice(this.#prefix.length));
    return [...new Set([...own, ...this.#memory.keys()])].filter((name) => name.startsWith(beginning));
  }

  /**
   * Tells of changes made by other tabs.
   * @param {AbortSignal} signal
   * @param {(name: string) => void} changed
   */
  watch(signal, changed) {
    addEventListener("storage", (event) => {
      if (event.key?.startsWith(this.#prefix)) changed(event.key.slice(this.#prefix.length));
    }, { signal });
  }

  /** @template T @param {(area: Storage) => T} action */
  #attempt(action) {
    try {
      return action(localStorage);
    } catch {
      return undefined;
    }
  }
}
