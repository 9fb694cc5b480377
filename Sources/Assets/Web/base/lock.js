/**
 * Does `work` while no other tab of this site does work under the same name. Where the browser has no locks (a page
 * served without TLS, before Safari 15.4) or gives none (site data is blocked, the page is sandboxed) tabs may overlap,
 * which costs a repeated request and nothing else: the server knows repeats.
 * @template T
 * @param {string} name
 * @param {AbortSignal} signal
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function alone(name, signal, work) {
  let isOurs = false;
  try {
    return await navigator.locks.request(name, { signal }, () => {
      isOurs = true;
      return work();
    });
  } catch (error) {
    if (isOurs || signal.aborted) throw error;
    return work();
  }
}
