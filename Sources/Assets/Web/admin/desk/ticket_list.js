import { element, setChildren } from "../../base/dom.js";
import { TicketRow } from "./ticket_row.js";

/** So far before the end of the list the next page is fetched, in pixels. */
const margin = 600;

/** The rows of the tickets that a filter shows. */
export class TicketList {
  element = element("div", { class: "rows", "data-testid": "tickets" });
  #parts;
  #list = element("ol", {});
  #bones = element("div", { class: "bones", "aria-hidden": "true" }, ...Array.from({ length: 8 }, () => element("i")));
  #empty = element("div", { class: "empty-state", hidden: "", "data-testid": "empty" });
  #more = element("div", { class: "more", hidden: "" });
  /** @type {Map<string, TicketRow>} */
  #rows = new Map();

  /**
   * @param {object} parts
   * @param {Staff.Me} parts.me
   * @param {Staff.Words} parts.words
   * @param {import("./desk_dates.js").DeskDates} parts.dates
   * @param {import("./work_time.js").WorkTime} parts.workTime
   * @param {import("./ticket_pages.js").TicketPages} parts.pages
   * @param {import("./router.js").Router} parts.router
   * @param {import("./signs.js").Signs} parts.signs
   * @param {import("./drafts.js").Drafts} parts.drafts
   * @param {import("../../chat/outbox.js").Outbox} parts.outbox
   */
  constructor(parts) {
    this.#parts = parts;
    this.#list.setAttribute("aria-label", parts.words.tickets);
    this.element.append(this.#list, this.#bones, this.#empty, this.#more);
    this.element.addEventListener("scroll", () => this.#scrolled(), { passive: true });
  }

  /** @param {ReadonlySet<string>} [changed]  the tickets whose rows may look otherwise than they do; all if absent */
  show(changed) {
    const { pages, words, dates, workTime, me, signs, drafts, router, outbox } = this.#parts;
    const { open, kept } = router;
    const listings = pages.shown(kept);
    const rows = new Map();
    const nodes = listings.map((listing) => {
      const { id } = listing.ticket;
      const known = this.#rows.get(id);
      const row = known ?? new TicketRow({ id, words, dates, workTime, me: me.agent });
      rows.set(id, row);
      // Of a thousand rows one changes with a message.
      if (known && changed && !changed.has(id)) return row.element;
      row.show(listing, {
        isOpen: id === open,
        viewers: signs.viewers(id),
        writers: signs.writers(id),
        draft: id === open ? "" : drafts.get(id).text.slice(0, 120),
        unsent: outbox.entries.filter(({ ticket }) => ticket === id).length,
      });
      return row.element;
    });
    this.#keepPlace(() => setChildren(this.#list, nodes));
    this.#rows = rows;
    const isEmpty = pages.isLoaded && !nodes.length;
    this.#bones.hidden = pages.isLoaded || nodes.length > 0 || pages.problem !== undefined;
    this.#empty.hidden = !isEmpty;
    if (isEmpty) {
      const { title, text } = words.empty[pages.filter];
      this.#empty.replaceChildren(element("strong", {}, title), element("span", {}, text));
    }
    this.#showProblem();
  }

  /** The row that has the focus, or else the one of the ticket on the screen. */
  get current() {
    const focused = document.activeElement?.closest(".ticket-row");
    return focused ?? this.#list.querySelector(".ticket-row:has([aria-current])");
  }

  /**
   * Gives another row the focus.
   * @param {number} step
   */
  move(step) {
    const all = [...this.#list.children];
    const at = this.current ? all.indexOf(this.current) : -1;
    const to = at < 0 ? (step > 0 ? 0 : all.length - 1) : Math.min(Math.max(at + step, 0), all.length - 1);
    this.focus(all[to]);
  }

  /** @param {Element | null | undefined} row */
  focus(row = this.current) {
    const link = row?.querySelector("a");
    link?.focus();
    link?.scrollIntoView({ block: "nearest" });
  }

  toTop() {
    this.element.scrollTop = 0;
  }

  #scrolled() {
    const { scrollHeight, scrollTop, clientHeight } = this.element;
    if (scrollHeight - scrollTop - clientHeight < margin) void this.#parts.pages.more();
  }

  /**
   * Who has scrolled away from the top is looking at something there: rows that move do not push it away.
   * @param {() => void} change
   */
  #keepPlace(change) {
    const { scrollTop } = this.element;
    const focused = /** @type {HTMLElement | null} */ (this.#list.querySelector(":focus"));
    const top = this.element.getBoundingClientRect().top;
    const anchor = scrollTop > 0
      ? [...this.#list.children].find((each) => each.getBoundingClientRect().bottom > top)
      : undefined;
    const before = anchor?.getBoundingClientRect().top ?? 0;
    change();
    if (anchor?.isConnected) this.element.scrollTop += anchor.getBoundingClientRect().top - before;
    // A row that was moved has lost the focus.
    if (focused?.isConnected && document.activeElement !== focused) focused.focus({ preventScroll: true });
  }

  #showProblem() {
    const { pages, words } = this.#parts;
    this.#more.hidden = pages.problem === undefined;
    if (pages.problem === undefined) return;
    const again = element("button", { type: "button", class: "button" }, words.retry);
    again.addEventListener("click", () => void pages.reload());
    this.#more.replaceChildren(element("span", {}, words.listFailed), again);
  }
}
