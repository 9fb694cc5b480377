/**
 * What the page listens to, by event.
 * @type {Map<string, Set<(detail: any) => void>>}
 */
const all = new Map();

/** @param {string} event @param {(detail: any) => void} listener */
export function listen(event, listener) {
  const listeners = all.get(event) ?? new Set();
  all.set(event, listeners.add(listener));
  return () => void listeners.delete(listener);
}

/** @param {string} event @param {unknown} [detail] */
export function emit(event, detail) {
  for (const listener of all.get(event) ?? []) {
    try {
      listener(detail);
    } catch (error) {
      console.error("otvet: a listener of the page failed", error);
    }
  }
}
