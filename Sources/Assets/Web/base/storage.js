/**
 * What a name is given for a moment before it is removed. By that other tabs tell what one of them has removed from what the
 * page has cleared.
 */
const removed = "\0";

/** Begins the name of a copy in memory. */
const copy = "=";

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
    const value = this.#memory.get(name) ?? this.#attempt((area) => area.getItem(this.#prefix + name)) ?? null;
    return value === removed ? null : value;
  }

  /**
   * The same or, where the page has cleared its storage, what was there last: this page goes on with it.
   * @param {string} name
   */
  recall(name) {
    const value = this.get(name) ?? this.#memory.get(copy + name) ?? null;
    if (value !== null) this.#memory.set(copy + name, value);
    return value;
  }

  /** @param {string} name @param {string} value */
  set(name, value) {
    this.#memory.set(copy + name, value);
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
    this.#memory.delete(copy + name);
    this.#attempt((area) => area.setItem(this.#prefix + name, removed));
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
   * @param {(name: string, value: string | null) => void} changed
   * @param {() => void} [cleared]  the page has cleared its storage, or a part of it: nobody has left by that
   */
  watch(signal, changed, cleared) {
    addEventListener("storage", ({ key, oldValue, newValue }) => {
      if (newValue === removed) return;
      if (newValue === null && oldValue !== removed) return cleared?.();
      if (!key?.startsWith(this.#prefix)) return;
      const name = key.slice(this.#prefix.length);
      if (newValue === null) this.#memory.delete(copy + name);
      changed(name, newValue);
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
