import { icon } from "../controls/icons.js";
import { style } from "../controls/style.js";
import { controlWords } from "../controls/words.js";
import { element } from "../../base/dom.js";
import { accountPage } from "./account/account.js";
import { auditPage } from "./audit/audit.js";
import { contactPage } from "./contact/contact_page.js";
import { hoursPage } from "./hours/hours_page.js";
import { keysPage } from "./keys/keys.js";
import { lookPage } from "./look/look_page.js";
import { repliesPage } from "./replies/replies.js";
import { teamPage } from "./team/team.js";
import { settingsWords } from "./words.js";

/**
 * @typedef {Staff.Parts & {
 *   words: import("./words.js").SettingsWords,
 *   common: import("../controls/words.js").ControlWords,
 *   place: HTMLElement,
 *   head: HTMLElement,
 * }} PageParts  what every page is given: the head holds its title; its signal ends with it
 */

/** A page, by the first part of the address below `#/settings/`. */
const pages = {
  account: accountPage, team: teamPage, replies: repliesPage, widget: lookPage, contact: contactPage, hours: hoursPage,
  keys: keysPage, audit: auditPage,
};

/** @typedef {keyof typeof pages} PageName */

/**
 * The settings of the account, the team and the desk.
 * @param {Staff.Parts} parts
 * @returns {Promise<Staff.View>}
 */
export async function show(parts) {
  const [words, common] = await Promise.all([
    settingsWords(parts.locale),
    controlWords(parts.locale),
    style("../controls/controls.css", import.meta.url),
    style("settings.css", import.meta.url),
  ]);
  return new Settings({ ...parts, words, common });
}

class Settings {
  element = element("div", { class: "view settings", "data-testid": "settings" });
  #parts;
  #main = element("main", { tabindex: "-1" });
  /** @type {Map<PageName, HTMLAnchorElement>} */
  #links = new Map();
  #page = new AbortController();
  #path = "";

  /** @param {Omit<PageParts, "place" | "head">} parts */
  constructor(parts) {
    const { words } = parts;
    this.#parts = parts;
    const nav = element("nav", { "aria-label": words.title });
    for (const name of /** @type {PageName[]} */ (Object.keys(pages))) {
      const link = element("a", { href: `#/settings/${name}` }, icon(name), words.pages[name]);
      this.#links.set(name, link);
      nav.append(link);
    }
    const back = element("a", { class: "button quiet", href: "#/tickets" }, icon("back"), words.conversations);
    const side = element("div", { class: "side" }, element("header", {}, back, element("h1", {}, words.title)), nav);
    this.element.append(side, this.#main);
    parts.signal.addEventListener("abort", () => this.leave(), { once: true });
  }

  /** @param {string} path */
  route(path) {
    const [, first = "account", rest = ""] = /^\/([a-z]+)\/?(.*)$/.exec(path) ?? [];
    const name = /** @type {PageName} */ (first in pages ? first : "account");
    if (this.#path === path && !this.#page.signal.aborted && this.#main.firstChild) return;
    const isOther = !this.#path.startsWith(`/${name}`);
    this.#path = path;
    for (const [each, link] of this.#links) {
      if (each === name) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    }
    if (isOther) this.#links.get(name)?.scrollIntoView({ block: "nearest", inline: "center" });
    this.#open(name, rest);
  }

  leave() {
    document.title = "Otvet";
    this.#page.abort();
    this.#path = "";
  }

  /** @param {PageName} name @param {string} rest */
  #open(name, rest) {
    this.#page.abort();
    this.#page = new AbortController();
    const { signal } = this.#page;
    const { words } = this.#parts;
    document.title = `${words.pages[name]} – Otvet`;
    const heading = element("h2", { tabindex: "-1" }, words.pages[name]);
    const place = element("div", { class: "page", "data-page": name });
    const head = element("header", { class: "page-head" }, heading);
    place.append(head);
    this.#main.replaceChildren(place);
    this.#main.scrollTop = 0;
    pages[name]({ ...this.#parts, signal, place, head }, rest);
    // The keyboard goes on where the page begins, as after any navigation.
    if (document.activeElement === document.body || this.element.contains(document.activeElement)) {
      if (!place.contains(document.activeElement)) heading.focus({ preventScroll: true });
    }
  }
}
