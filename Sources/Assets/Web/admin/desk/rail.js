import { element } from "../../base/dom.js";
import { filters } from "./filters.js";
import { deskIcon } from "./icons.js";

/** The server counts so far and no further. */
const countLimit = 1000;

/** What stands beside the list: filters with their counts, Telegram, the settings, and who one is. */
export class Rail {
  element;
  #words;
  #choose;
  /** @type {Map<Staff.Filter, { button: HTMLElement, count: HTMLElement }>} */
  #filters = new Map();
  #telegram = element("button", { type: "button", class: "telegram", "data-testid": "telegram" });
  #live = element("p", { class: "live", role: "status", "data-testid": "live" });

  /**
   * @param {object} parts
   * @param {string} parts.base  the server's address
   * @param {Staff.Words} parts.words
   * @param {import("./telegram.js").Telegram} parts.telegram
   * @param {HTMLElement} parts.own  who one is
   * @param {(filter: Staff.Filter) => void} parts.choose
   */
  constructor({ base, words, telegram, own, choose }) {
    this.#words = words;
    this.#choose = choose;
    const items = filters.map((filter) => element("li", {}, this.#button(filter)));
    const list = element("ul", { class: "filters" }, ...items);
    list.setAttribute("aria-label", words.filters);
    this.#telegram.addEventListener("click", () => void telegram.open());
    const settings = element("a", { class: "rail-link", href: "#/settings", title: words.settings });
    settings.append(deskIcon("settings"), element("span", { class: "label" }, words.settings));
    const sign = element("img", { src: `${base}admin/icon.svg`, alt: "" });
    const brand = element("div", { class: "brand" }, sign, element("span", { class: "label" }, "Otvet"), this.#live);
    this.element = element(
      "nav",
      { class: "rail", "aria-label": words.navigation },
      brand,
      list,
      element("div", { class: "foot" }, this.#telegram, settings, own),
    );
    this.showTelegram(telegram);
    this.showStatus("reconnecting");
  }

  /** @param {Staff.Filter} filter */
  #button(filter) {
    const words = this.#words;
    const count = element("span", { class: "count" });
    const button = element("button", {
      type: "button", class: "rail-link", "data-filter": filter, title: words.filter[filter],
    });
    button.append(deskIcon(filter), element("span", { class: "label" }, words.filter[filter]), count);
    button.addEventListener("click", () => this.#choose(filter));
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

  /** @param {Pick<import("./telegram.js").Telegram, "state" | "summary">} telegram */
  showTelegram({ state, summary: { level, text, full = text } }) {
    const words = this.#words;
    this.#telegram.dataset.level = level;
    this.#telegram.title = full;
    const failed = state?.undelivered ?? 0;
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
    this.#live.textContent = this.#words[status];
  }
}
