/**
 * Does `work` while no other tab of this site does work under the same name. Where the browser has no locks (a page
 * served without TLS) tabs may overlap, which costs a repeated request and nothing else: the server knows repeats.
 * @template T
 * @param {string} name
 * @param {AbortSignal} signal
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export function alone(name, signal, work) {
  if (!navigator.locks) return work();
  return navigator.locks.request(name, { signal }, work);
}
