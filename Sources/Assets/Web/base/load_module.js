/** A module that did not load is asked for again after so many milliseconds each. */
const pauses = [400, 2_000];

let failures = 0;

/**
 * Loads what is fetched when it is needed. Browsers remember a module that failed for as long as the page lives, so
 * that each further attempt has to ask for another address.
 * @template T
 * @param {(retry: string) => Promise<T>} load  imports it, with this at the end of its address
 * @returns {Promise<T>}
 */
export async function loadModule(load) {
  for (let attempt = 0; ; attempt++) {
    try {
      return await load(failures ? `?retry=${failures}` : "");
    } catch (error) {
      // What has loaded and then fails does so again.
      if (!(error instanceof TypeError)) throw error;
      failures++;
      const pause = pauses[attempt];
      if (pause === undefined) throw error;
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
}
