import { portrait } from "../../look/portrait.js";
import { element } from "../../base/dom.js";
import { deskIcon } from "./icons.js";
import { Menu } from "./menu.js";

/** Who one is, and what one sets for oneself. */
export class OwnMenu {
  element;
  #parts;

  /**
   * @param {object} parts
   * @param {Staff.Me} parts.me
   * @param {Staff.Words} parts.words
   * @param {import("./alerts.js").Alerts} parts.alerts
   * @param {import("./shortcut_sheet.js").ShortcutSheet} parts.sheet
   * @param {() => void} parts.signOut
   * @param {AbortSignal} parts.signal
   */
  constructor(parts) {
    const { me, words, signal } = parts;
    this.#parts = parts;
    const { name } = me.agent;
    const button = element("button", { type: "button", class: "own-menu", "data-testid": "own-menu" });
    button.append(portrait(name), element("span", { class: "label", dir: "auto" }, name), deskIcon("more"));
    button.setAttribute("aria-label", words.ownMenu(name));
    this.element = new Menu({ button, choices: () => this.#choices(), signal }).element;
    this.element.classList.add("upward");
  }

  /** @returns {import("./menu.js").Choice[]} */
  #choices() {
    const { words, alerts, sheet, signOut } = this.#parts;
    const notify = alerts.hasNotifications;
    return [
      {
        text: notify ? words.notificationsOff : words.notificationsOn,
        sign: deskIcon("bell"),
        choose: () => void alerts.setNotifications(!notify),
      },
      {
        text: alerts.hasSound ? words.soundOff : words.soundOn,
        sign: deskIcon("sound"),
        choose: () => (alerts.hasSound = !alerts.hasSound),
      },
      { text: words.shortcuts, sign: deskIcon("keyboard"), choose: () => sheet.open() },
      { text: words.settings, sign: deskIcon("settings"), choose: () => (location.hash = "#/settings") },
      { text: words.signOut, sign: deskIcon("out"), choose: signOut },
    ];
  }
}
