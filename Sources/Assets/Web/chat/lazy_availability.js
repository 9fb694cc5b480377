/** Says whether the team is there, for those whose team has hours; fetched when the server tells of any. */
export class LazyAvailability {
  #parts;
  /** @type {Wire.Availability | undefined} */
  #availability;
  /** @type {Promise<import("./availability/availability.js").AvailabilityText> | undefined} */
  #text;
  #attempts = 0;

  /** @param {Parameters<typeof import("./availability/availability.js").start>[0]} parts */
  constructor(parts) {
    this.#parts = parts;
  }

  /** @param {Wire.Availability | undefined} availability */
  show(availability) {
    this.#availability = availability;
    if (!availability && !this.#text) return;
    // Some browsers remember that a module could not be fetched; another address asks again.
    const retry = this.#attempts ? `?retry=${this.#attempts}` : "";
    this.#text ??= /** @type {Promise<typeof import("./availability/availability.js")>} */ (import(`./availability/availability.js${retry}`))
      .then(({ start }) => start(this.#parts));
    this.#text.then((text) => text.show(this.#availability)).catch((error) => {
      console.error("otvet: the part for hours did not load", error);
      this.#attempts++;
      this.#text = undefined;
    });
  }
}
