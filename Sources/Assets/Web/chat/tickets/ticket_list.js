import { APIError } from "../../base/call.js";
import { Dates } from "../../base/dates.js";
import { element, setChildren } from "../../base/dom.js";
import { TicketRow } from "./ticket_row.js";
import { When } from "./when.js";

/** @typedef {import("./book.js").Filter} Filter */

/** How long a ticket takes to its new place, in milliseconds. */
const moving = 260;

/** The visitor's tickets: which of them, and each with what is new. */
export class TicketList {
  element = element("div", { class: "tickets" });
  /** @type {Filter} */
  #filter = "all";
  #words;
  #book;
  #open;
  #makeRow;
  #tabs = element("div", { class: "filters", role: "group" });
  #scroller = element("div", { class: "list-scroller" });
  #list = element("ul", { "data-testid": "tickets" });
  #end = element("div", { class: "end" });
  #bones = element("div", { class: "bones", "aria-hidden": "true" }, element("i"), element("i"), element("i"));
  #none = element("p", { class: "none", role: "status", hidden: "" });
  #failed;
  #isEndNear = false;
  /** @type {Map<string, TicketRow>} */
  #rows = new Map();

  /**
   * @param {object} parts
   * @param {typeof import("./locales/en.js").default} parts.words
   * @param {{ retry: string, historyFailed: string, deleted: string }} parts.common
   * @param {string} parts.locale
   * @param {import("./book.js").Book} parts.book
   * @param {readonly Filter[]} parts.filters  what can be chosen
   * @param {AbortSignal} parts.signal
   * @param {(id: string) => void} parts.open
   */
  constructor({ words, common, locale, book, filters, signal, open }) {
    this.#words = words;
    this.#book = book;
    this.#open = open;
    const dates = new Dates(locale);
    const when = new When(locale);
    this.#makeRow = (/** @type {string} */ id) =>
      new TicketRow({ words: { ...words, deleted: common.deleted }, dates, when, open: () => this.#open(id) });
    this.#tabs.setAttribute("aria-label", words.filters);
    for (const filter of filters) {
      const tab = element("button", { type: "button", "data-filter": filter, "data-testid": `filter-${filter}` });
      tab.append(filter === "all" ? words.all : words.counted[filter]);
      tab.addEventListener("click", () => this.#choose(filter));
      this.#tabs.append(tab);
    }
    this.#list.setAttribute("aria-label", words.list);
    const again = element("button", { type: "button", class: "button" }, common.retry);
    again.addEventListener("click", () => void this.#more());
    this.#failed = element("p", { class: "none", role: "alert", hidden: "" }, again);
    this.#scroller.append(this.#list, this.#bones, this.#none, this.#failed, this.#end);
    this.#tabs.hidden = !filters.length;
    this.element.append(this.#tabs, this.#scroller);
    const observer = new IntersectionObserver(([change]) => {
      this.#isEndNear = change?.isIntersecting ?? false;
      void this.#more();
    }, { root: this.#scroller, rootMargin: "200px" });
    observer.observe(this.#end);
    signal.addEventListener("abort", () => observer.disconnect());
  }

  /** @param {string | undefined} current  the ticket that is open */
  show(current) {
    const tickets = this.#book.list(this.#filter);
    for (const tab of this.#tabs.children) {
      const isChosen = /** @type {HTMLElement} */ (tab).dataset.filter === this.#filter;
      tab.setAttribute("aria-pressed", String(isChosen));
    }
    const rows = new Map();
    for (const ticket of tickets) {
      const row = this.#rows.get(ticket.id) ?? this.#makeRow(ticket.id);
      row.show(ticket, ticket.id === current);
      rows.set(ticket.id, row);
    }
    const tops = new Map([...this.#rows.values()].map((row) => [row, row.element.offsetTop]));
    this.#rows = rows;
    setChildren(this.#list, [...rows.values()].map((row) => row.element));
    this.#slide(tops);
    const { isLoaded } = this.#book;
    const hasMore = this.#book.hasMore(this.#filter);
    this.#bones.hidden = isLoaded && !hasMore;
    this.#none.hidden = !isLoaded || hasMore || tickets.length > 0 || this.#book.statistics.total === 0;
    this.#none.textContent = this.#words.noneSuch[this.#filter];
    void this.#more();
  }

  /**
   * Shows where each row has come from.
   * @param {Map<TicketRow, number>} tops
   */
  #slide(tops) {
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) return;
    for (const row of this.#rows.values()) {
      const distance = (tops.get(row) ?? row.element.offsetTop) - row.element.offsetTop;
      if (!distance) continue;
      const frames = [{ transform: `translateY(${distance}px)` }, { transform: "none" }];
      row.element.animate(frames, { duration: moving, easing: "cubic-bezier(.2, .9, .3, 1)" });
    }
  }

  /**
   * Gives the focus to a row, for who comes back from its ticket.
   * @param {string} [id]  of the ticket; the first one unless told otherwise
   */
  focus(id) {
    const [first] = this.#rows.values();
    ((id && this.#rows.get(id)) || first)?.focus();
  }

  /** @param {Filter} filter */
  #choose(filter) {
    this.#filter = filter;
    this.#rows.clear();
    this.#scroller.scrollTop = 0;
    this.show(this.#current);
    this.#list.animate([{ opacity: 0 }, { opacity: 1 }], matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 160);
  }

  get #current() {
    const current = /** @type {HTMLElement | null} */ (this.#list.querySelector("[aria-current]"));
    return current?.dataset.id;
  }

  /** Asks for what comes next while its place is in sight. */
  async #more() {
    if (!this.#isEndNear || !this.#book.isLoaded || !this.#book.hasMore(this.#filter)) return;
    try {
      this.#failed.hidden = true;
      await this.#book.more(this.#filter);
    } catch (error) {
      if (!(error instanceof APIError)) throw error;
      this.#failed.hidden = false;
      this.#bones.hidden = true;
    }
  }
}
