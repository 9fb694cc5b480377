/**
 * What the page listens to, by event.
 * @type {Record<string, ((detail: any) => void)[]>}
 */
const all = /** @type {any} */ ({ __proto__: null });

/** @param {string} event @param {(detail: any) => void} listener */
export function listen(event, listener) {
  const listeners = (all[event] ??= []);
  if (listeners.indexOf(listener) < 0) listeners.push(listener);
  return () => {
    const index = listeners.indexOf(listener);
    if (index >= 0) listeners.splice(index, 1);
  };
}

/** @param {string} event @param {unknown} [detail] */
export function emit(event, detail) {
  for (const listener of [...(all[event] ?? [])]) {
    try {
      listener(detail);
    } catch (error) {
      console.error("otvet: a listener of the page failed", error);
    }
  }
}
