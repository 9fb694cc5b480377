import { element } from "../../base/dom.js";
import { icon } from "../../base/icons.js";
import { BrowserStorage } from "../../base/storage.js";
import { switchControl } from "../controls/switch.js";
import { iconButton } from "./icon_button.js";
import { filters } from "./rail.js";

/** How long after `g` the letter of a filter may come, in milliseconds. */
const patience = 1_500;

/**
 * Behind `g`.
 * @type {Readonly<Record<string, Staff.Filter>>}
 */
const filterKeys = {
  i: "all", u: "unread", m: "mine", n: "unassigned", o: "open", a: "answered", c: "closed", e: "archived",
};

/** What keys do outside of fields, and the sheet that says so. */
export class Shortcuts {
  sheet = element("dialog", { class: "dialog sheet-dialog", "data-testid": "shortcuts" });
  #desk;
  #storage = new BrowserStorage("otvet:panel:");
  #goAt = -Infinity;

  /** @param {import("./desk.js").Desk} desk */
  constructor(desk) {
    this.#desk = desk;
    this.sheet.addEventListener("keydown", (event) => event.stopPropagation());
    this.sheet.addEventListener("click", ({ target }) => target === this.sheet && this.sheet.close());
    document.addEventListener("keydown", (event) => this.#pressed(event), { signal: desk.signal });
  }

  open() {
    this.#fill();
    this.sheet.showModal();
  }

  /** Whether single letters do something: who dictates, or holds the keyboard askew, can switch that off. */
  get areOn() {
    return this.#storage.get("shortcuts") !== "off";
  }

  /**
   * A label with the key that does the same, if it does.
   * @param {string} label
   * @param {string} key
   */
  named(label, key) {
    return this.areOn ? `${label} (${key})` : label;
  }

  /** @param {KeyboardEvent} event */
  #pressed(event) {
    const desk = this.#desk;
    if (!desk.element.isConnected || event.isComposing || event.defaultPrevented) return;
    if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
    const target = /** @type {Element} */ (event.target);
    if (target.closest("input, textarea, select, [contenteditable]")) return;
    const key = letterOf(event);
    if (key.length === 1 && !this.areOn) return;
    const goes = performance.now() - this.#goAt < patience;
    this.#goAt = -Infinity;
    const filter = goes ? filterKeys[key] : undefined;
    const action = filter ? () => desk.choose(filter) : this.#actions[key];
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
    j: () => this.#desk.list.move(1),
    k: () => this.#desk.list.move(-1),
    ArrowDown: () => this.#desk.list.move(1),
    ArrowUp: () => this.#desk.list.move(-1),
    Escape: () => this.#desk.escape(),
    r: () => this.#desk.write(false),
    n: () => this.#desk.write(true),
    c: () => this.#desk.actions.setStatus("closed"),
    o: () => this.#desk.actions.setStatus("open"),
    e: () => this.#desk.actions.setStatus("archived"),
    z: () => this.#desk.actions.undo(),
    a: () => this.#desk.actions.assign("me"),
    A: () => this.#desk.openAssign(),
    i: () => this.#desk.toggleCard(),
    s: () => this.#desk.search.focus(),
    "/": () => this.#desk.search.focus(),
    t: () => this.#desk.telegram.open(),
    g: () => (this.#goAt = performance.now()),
    "?": () => this.open(),
  };

  #fill() {
    const { words } = this.#desk;
    /** @param {string} title @param {[keys: string[], text: string][]} rows */
    const group = (title, rows) => element(
      "section",
      {},
      element("h3", {}, title),
      element("dl", {}, ...rows.map(([keys, text]) =>
        element("div", {}, element("dt", {}, ...keys.map((key) => element("kbd", {}, key))), element("dd", {}, text)))),
    );
    const { keys } = words;
    const close = iconButton(words.close, icon("close"), "close");
    close.addEventListener("click", () => this.sheet.close());
    const title = element("h2", { id: "shortcuts-title" }, words.shortcuts);
    this.sheet.setAttribute("aria-labelledby", title.id);
    /** @type {[string[], string][]} */
    const going = filters.map((filter) => {
      const key = Object.keys(filterKeys).find((each) => filterKeys[each] === filter) ?? "";
      return [["g", key], words.filter[filter]];
    });
    const letters = switchControl({
      label: words.letters,
      hint: words.lettersHint,
      isOn: this.areOn,
      name: "letters",
      changed: (isOn) => this.#storage.set("shortcuts", isOn ? "on" : "off"),
    });
    this.sheet.replaceChildren(close, title, letters, element(
      "div",
      { class: "groups" },
      group(keys.list, [
        [["j", "↓"], keys.next], [["k", "↑"], keys.previous], [["Enter"], keys.open], [["Esc"], keys.back],
        [["s", "/"], keys.search],
      ]),
      group(keys.ticket, [
        [["r"], keys.answer], [["n"], keys.note], [["c"], keys.close], [["o"], keys.reopen], [["e"], keys.archive],
        [["z"], keys.undo], [["a"], keys.take], [["Shift", "a"], keys.assign], [["i"], keys.card],
      ]),
      group(keys.composer, [
        [["Enter"], keys.send], [["Shift", "Enter"], keys.newLine], [["/"], keys.canned], [["//"], keys.note],
        [["Esc"], keys.leave],
      ]),
      group(keys.filters, going),
      group(keys.rest, [[["t"], keys.telegram], [["?"], keys.sheet]]),
    ));
  }
}

/**
 * What a key means: the letter on it where the layout has others, as the Russian one does.
 * @param {KeyboardEvent} event
 */
function letterOf({ key, code, shiftKey }) {
  if (key.length !== 1 || /[!-~]/.test(key)) return key;
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  return letter === undefined ? key : shiftKey ? letter : letter.toLowerCase();
}
