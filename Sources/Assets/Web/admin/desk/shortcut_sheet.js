import { element } from "../../base/dom.js";
import { icon } from "../../base/icons.js";
import { switchControl } from "../controls/switch.js";
import { filters } from "./filters.js";
import { iconButton } from "./icon_button.js";

/**
 * The letters that choose a filter after `g`.
 * @type {Readonly<Record<string, Staff.Filter>>}
 */
export const filterKeys = {
  i: "all", u: "unread", m: "mine", n: "unassigned", o: "open", a: "answered", c: "closed", e: "archived",
};

/** Says what keys do, and lets one switch single letters off. */
export class ShortcutSheet {
  element = element("dialog", { class: "dialog sheet-dialog", "data-testid": "shortcuts" });
  #parts;

  /**
   * @param {object} parts
   * @param {Staff.Words} parts.words
   * @param {import("./letters.js").Letters} parts.letters
   */
  constructor(parts) {
    this.#parts = parts;
    this.element.addEventListener("keydown", (event) => event.stopPropagation());
    this.element.addEventListener("click", ({ target }) => target === this.element && this.element.close());
  }

  open() {
    this.#fill();
    this.element.showModal();
  }

  #fill() {
    const { words, letters } = this.#parts;
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
    close.addEventListener("click", () => this.element.close());
    const title = element("h2", { id: "shortcuts-title" }, words.shortcuts);
    this.element.setAttribute("aria-labelledby", title.id);
    /** @type {[string[], string][]} */
    const going = filters.map((filter) => {
      const key = Object.keys(filterKeys).find((each) => filterKeys[each] === filter) ?? "";
      return [["g", key], words.filter[filter]];
    });
    const toggle = switchControl({
      label: words.letters,
      hint: words.lettersHint,
      isOn: letters.areOn,
      name: "letters",
      changed: (isOn) => (letters.areOn = isOn),
    });
    this.element.replaceChildren(close, title, toggle, element(
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
