import { portrait } from "../../look/portrait.js";
import { element } from "../../base/dom.js";
import { deskIcon } from "./icons.js";
import { Menu } from "./menu.js";

/** @type {readonly Staff.Filter[]} */
export const filters = ["all", "unread", "mine", "unassigned", "open", "answered", "closed", "archived"];

/** The server counts so far and no further. */
const countLimit = 1000;

/** What stands beside the list: filters with their counts, Telegram, the settings, and who one is. */
export class Rail {
  element;
  #desk;
  /** @type {Map<Staff.Filter, { button: HTMLElement, count: HTMLElement }>} */
  #filters = new Map();
  #telegram = element("button", { type: "button", class: "telegram", "data-testid": "telegram" });
  #live = element("p", { class: "live", role: "status", "data-testid": "live" });

  /** @param {import("./desk.js").Desk} desk */
  constructor(desk) {
    const { words, me, signal } = desk;
    this.#desk = desk;
    const items = filters.map((filter) => element("li", {}, this.#button(filter)));
    const list = element("ul", { class: "filters" }, ...items);
    list.setAttribute("aria-label", words.filters);
    const own = element("button", { type: "button", class: "own-menu", "data-testid": "own-menu" });
    const { name } = me.agent;
    own.append(portrait(name), element("span", { class: "label", dir: "auto" }, name), deskIcon("more"));
    own.setAttribute("aria-label", words.ownMenu(name));
    const menu = new Menu(own, () => desk.ownChoices(), signal);
    menu.element.classList.add("upward");
    this.#telegram.addEventListener("click", () => void desk.telegram.open());
    const settings = element("a", { class: "rail-link", href: "#/settings", title: words.settings });
    settings.append(deskIcon("settings"), element("span", { class: "label" }, words.settings));
    const sign = element("img", { src: `${desk.api.base}admin/icon.svg`, alt: "" });
    const brand = element("div", { class: "brand" }, sign, element("span", { class: "label" }, "Otvet"), this.#live);
    this.element = element(
      "nav",
      { class: "rail", "aria-label": words.navigation },
      brand,
      list,
      element("div", { class: "foot" }, this.#telegram, settings, menu.element),
    );
    this.showTelegram();
    this.showStatus("reconnecting");
  }

  /** @param {Staff.Filter} filter */
  #button(filter) {
    const { words } = this.#desk;
    const count = element("span", { class: "count" });
    const button = element("button", {
      type: "button", class: "rail-link", "data-filter": filter, title: words.filter[filter],
    });
    button.append(deskIcon(filter), element("span", { class: "label" }, words.filter[filter]), count);
    button.addEventListener("click", () => this.#desk.choose(filter));
    this.#filters.set(filter, { button, count });
    return button;
  }

  /** @param {Staff.Filter} chosen @param {Partial<Staff.Counts>} counts */
  showFilters(chosen, counts) {
    for (const [filter, { button, count }] of this.#filters) {
      if (filter === chosen) button.setAttribute("aria-current", "true");
      else button.removeAttribute("aria-current");
      const number = counts[filter] ?? 0;
      const text = number >= countLimit ? `${countLimit}+` : number ? String(number) : "";
      if (count.textContent !== text) count.textContent = text;
      count.classList.toggle("badge", filter === "unread" && number > 0);
    }
  }

  showTelegram() {
    const { words, telegram } = this.#desk;
    const { level, text, full = text } = telegram.summary;
    this.#telegram.dataset.level = level;
    this.#telegram.title = full;
    const failed = telegram.state?.undelivered ?? 0;
    this.#telegram.replaceChildren(
      deskIcon("telegram"),
      element("span", { class: "label" }, element("b", {}, words.telegram), element("small", {}, text)),
      ...(failed ? [element("span", { class: "badge", title: words.undelivered(failed) }, String(failed))] : []),
    );
    const said = failed ? [full, words.undelivered(failed)] : [full];
    this.#telegram.setAttribute("aria-label", `${words.telegram}: ${said.join(", ")}`);
  }

  /** @param {Widget.Status} status */
  showStatus(status) {
    this.#live.dataset.status = status;
    this.#live.textContent = this.#desk.words[status];
  }
}
