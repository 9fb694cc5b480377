import { letterOf } from "./letter_of.js";
import { filterKeys } from "./shortcut_sheet.js";

/** How long after `g` the letter of a filter may come, in milliseconds. */
const patience = 1_500;

/**
 * What keys act on.
 * @typedef {object} Parts
 * @property {HTMLElement} place  the desk, which may not be on the screen
 * @property {import("./letters.js").Letters} letters
 * @property {import("./shortcut_sheet.js").ShortcutSheet} sheet
 * @property {import("./ticket_list.js").TicketList} list
 * @property {import("./ticket_pane.js").TicketPane} pane
 * @property {import("./actions.js").Actions} actions
 * @property {import("./search.js").Search} search
 * @property {import("./telegram.js").Telegram} telegram
 * @property {(filter: Staff.Filter) => void} choose
 * @property {() => void} escape  one step back
 * @property {AbortSignal} signal
 */

/** What keys do outside of fields. */
export class Shortcuts {
  #parts;
  #goAt = -Infinity;

  /** @param {Parts} parts */
  constructor(parts) {
    this.#parts = parts;
    document.addEventListener("keydown", (event) => this.#pressed(event), { signal: parts.signal });
  }

  /** @param {KeyboardEvent} event */
  #pressed(event) {
    const { place, letters, choose } = this.#parts;
    if (!place.isConnected || event.isComposing || event.defaultPrevented) return;
    if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
    const target = /** @type {Element} */ (event.target);
    if (target.closest("input, textarea, select, [contenteditable]")) return;
    const key = letterOf(event);
    if (key.length === 1 && !letters.areOn) return;
    const goes = performance.now() - this.#goAt < patience;
    this.#goAt = -Infinity;
    const filter = goes ? filterKeys[key] : undefined;
    const action = filter ? () => choose(filter) : this.#actions[key];
    if (!action || (key === "Enter" || key.startsWith("Arrow")) && !this.#belongsToList(target)) return;
    event.preventDefault();
    action();
  }

  /**
   * Arrows scroll and Enter presses buttons, except where there is a list to walk through.
   * @param {Element} target
   */
  #belongsToList(target) {
    return target === document.body || target.closest(".rows") !== null;
  }

  /** @type {Readonly<Record<string, () => unknown>>} */
  #actions = {
    j: () => this.#parts.list.move(1),
    k: () => this.#parts.list.move(-1),
    ArrowDown: () => this.#parts.list.move(1),
    ArrowUp: () => this.#parts.list.move(-1),
    Escape: () => this.#parts.escape(),
    r: () => this.#parts.pane.write(false),
    n: () => this.#parts.pane.write(true),
    c: () => this.#parts.actions.setStatus("closed"),
    o: () => this.#parts.actions.setStatus("open"),
    e: () => this.#parts.actions.setStatus("archived"),
    z: () => this.#parts.actions.undo(),
    a: () => this.#parts.actions.assign("me"),
    A: () => this.#parts.pane.openAssign(),
    i: () => this.#parts.pane.toggleCard(),
    s: () => this.#parts.search.focus(),
    "/": () => this.#parts.search.focus(),
    t: () => this.#parts.telegram.open(),
    g: () => (this.#goAt = performance.now()),
    "?": () => this.#parts.sheet.open(),
  };
}
