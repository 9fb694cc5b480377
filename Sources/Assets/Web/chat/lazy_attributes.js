import { loadModule } from "../base/load_module.js";

/** What the site says of its visitor. Most sites say nothing, so it is fetched when the first says something. */
export class LazyAttributes {
  #parts;
  /** @type {Promise<import("./attributes.js").Attributes> | undefined} */
  #here;

  /** @param {ConstructorParameters<typeof import("./attributes.js").Attributes>[0]} parts */
  constructor(parts) {
    this.#parts = parts;
  }

  /** @param {Record<string, unknown>} given  by their names */
  set(given) {
    if (!Object.keys(given).length) return;
    // What is given may be another thing by the time it is read.
    const copy = Object.entries(given);
    this.#here ??= loadModule((retry) =>
      /** @type {Promise<typeof import("./attributes.js")>} */ (import(`./attributes.js${retry}`)))
      .then(({ Attributes }) => new Attributes(this.#parts));
    this.#here.then((here) => here.set(copy), (error) => console.error("otvet: the attributes did not load", error));
  }

  clear() {
    void this.#here?.then((here) => here.clear(), () => {});
  }
}
