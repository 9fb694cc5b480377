import { APIError } from "../../base/call.js";
import { element } from "../../base/dom.js";
import { after } from "../../base/lifetime.js";
import { waiting } from "./clock.js";
import { sentence } from "./problem.js";

/**
 * @typedef {object} FormParts
 * @property {string} name  for tests and password managers
 * @property {import("./field.js").Field<any>[]} fields  those that are checked before it is sent
 * @property {Node[]} [content]  what it holds; the fields unless told otherwise
 * @property {string} submit  the button's text
 * @property {boolean} [isDangerous]
 * @property {Node[]} [buttons]  others, before it
 * @property {import("./words.js").ControlWords} words
 * @property {string} locale
 * @property {AbortSignal} signal
 * @property {() => Promise<void>} send
 * @property {(error: APIError) => string | undefined} [explain]  what an error means here, if more than usual
 */

/** Fields with a button: sent once at a time, and what goes wrong is said beside the button. */
export class Form {
  element;
  #parts;
  #button;
  #problem = element("p", { class: "problem", role: "alert", "data-testid": "problem" });
  #isBusy = false;
  #blockedUntil = 0;

  /** @param {FormParts} parts */
  constructor(parts) {
    this.#parts = parts;
    this.#button = element(
      "button", { class: `button ${parts.isDangerous ? "danger" : "primary"}`, "data-testid": "submit" }, parts.submit
    );
    const content = parts.content ?? parts.fields.map((field) => field.element);
    const actions = element("div", { class: "actions" }, ...(parts.buttons ?? []), this.#button);
    this.element = element("form", { class: "form", novalidate: "", name: parts.name, "data-testid": parts.name });
    this.element.append(...content, this.#problem, actions);
    this.element.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.#send();
    });
  }

  /** A sentence that says what to do; empty takes it away. */
  set problem(/** @type {string} */ text) {
    this.#problem.textContent = text;
  }

  /** Empties the fields, as after what they said has been done. */
  reset() {
    this.element.reset();
    for (const field of this.#parts.fields) field.input.dispatchEvent(new Event("input"));
  }

  async #send() {
    if (this.#isBusy || this.#blockedUntil > Date.now()) return;
    const wrong = this.#parts.fields.filter((field) => !field.isRight());
    if (wrong[0]) return wrong[0].input.focus();
    this.problem = "";
    this.#setBusy(true);
    try {
      await this.#parts.send();
    } catch (error) {
      this.#explain(error);
    } finally {
      this.#setBusy(false);
    }
  }

  /** @param {unknown} error */
  #explain(error) {
    if (this.#parts.signal.aborted) return;
    if (error instanceof APIError && error.status === 429) return this.#block(error.retryAfter ?? 1000);
    const here = error instanceof APIError ? this.#parts.explain?.(error) : undefined;
    this.problem = here ?? sentence(error, this.#parts.words);
  }

  /**
   * Counts down what the server asks to wait.
   * @param {number} milliseconds
   */
  #block(milliseconds) {
    const { words, locale, signal } = this.#parts;
    this.#blockedUntil = Date.now() + milliseconds;
    this.#button.setAttribute("aria-disabled", "true");
    // Read out once, not every second.
    this.problem = words.throttled(waiting(milliseconds, locale));
    const time = element("span", { "aria-hidden": "true", "data-testid": "countdown" });
    const said = element("span", { class: "unseen" }, words.throttled(waiting(milliseconds, locale)));
    this.#problem.replaceChildren(said, time);
    const tick = () => {
      const left = this.#blockedUntil - Date.now();
      if (left <= 0) {
        this.#button.removeAttribute("aria-disabled");
        this.problem = words.again;
        return;
      }
      time.textContent = words.throttled(waiting(left, locale));
      after(Math.min(left, 1000), signal, tick);
    };
    tick();
  }

  /** @param {boolean} isBusy */
  #setBusy(isBusy) {
    this.#isBusy = isBusy;
    this.#button.setAttribute("aria-busy", String(isBusy));
    this.element.setAttribute("aria-busy", String(isBusy));
  }
}
