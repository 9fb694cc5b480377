import { element } from "../../base/dom.js";
import { after, once } from "../../base/lifetime.js";
import { narrow } from "./screens.js";

/** Waiting times are counted in minutes: they are drawn anew twice in each, in milliseconds. */
const clock = 30_000;

/**
 * @typedef {object} Parts
 * @property {HTMLElement} place  the desk
 * @property {Staff.Words} words
 * @property {import("./tickets.js").Tickets} tickets
 * @property {import("./ticket_pages.js").TicketPages} pages
 * @property {import("./counts.js").Counts} counts
 * @property {import("./router.js").Router} router
 * @property {import("./rail.js").Rail} rail
 * @property {import("./search.js").Search} search
 * @property {import("./ticket_list.js").TicketList} list
 * @property {import("./ticket_pane.js").TicketPane} pane
 * @property {import("./tab_badge.js").TabBadge} badge
 * @property {readonly Element[]} over  what lies over everything when it is open
 * @property {(ticket: string | null) => void} view  says which ticket is on the screen
 * @property {AbortSignal} signal
 */

/** Where rail, list and ticket stand, and which of them is on a screen that has room for one. */
export class Layout {
  element;
  #parts;
  /** Draws once for all that changes in one go. */
  #draw = once(() => {
    this.#parts.list.show(this.#stale);
    this.#stale = new Set();
    this.#parts.pane.show();
    this.#showCounts();
  });
  /**
   * The tickets that have changed since they were drawn; undefined for all.
   * @type {Set<string> | undefined}
   */
  #stale = new Set();
  #banner = element("p", { class: "banner", role: "status", "data-testid": "banner", hidden: "" });
  /**
   * The row that a pointer was pressed on last, with no key after that.
   * @type {Element | null}
   */
  #pointed = null;
  /** The next ticket is opened with a mouse. */
  #isClicked = false;

  /** @param {Parts} parts */
  constructor(parts) {
    const { place, words, rail, search, list, pane, over, signal } = parts;
    this.element = place;
    this.#parts = parts;
    const column = element("section", { class: "column" }, search.field, search.results, list.element);
    column.setAttribute("aria-label", words.tickets);
    place.append(element("h1", { class: "unseen" }, words.tickets));
    place.append(rail.element, column, pane.element, pane.card, this.#banner, ...over);
    place.addEventListener("click", (event) => this.#clicked(event));
    addEventListener("pointerdown", ({ target }) => {
      this.#pointed = target instanceof Element ? target.closest(".ticket-row a") : null;
    }, { signal, capture: true });
    addEventListener("keydown", () => (this.#pointed = null), { signal, capture: true });
    for (const type of ["focus", "blur"]) addEventListener(type, () => this.draw(), { signal });
    document.addEventListener("visibilitychange", () => this.draw(), { signal });
    this.#tick();
  }

  /** @param {string} [ticket]  that alone has changed */
  draw(ticket) {
    if (ticket === undefined) this.#stale = undefined;
    else this.#stale?.add(ticket);
    this.#draw();
  }

  /** No row has changed, only how many tickets there are of what kind. */
  drawCounts() {
    this.#draw();
  }

  /** @param {{ ticket: string, message: Wire.Cursor | undefined, isSame: boolean }} to */
  opened(to) {
    const { pane, view } = this.#parts;
    this.element.dataset.pane = "chat";
    pane.open(to);
    view(to.ticket);
    this.draw();
    if (narrow.matches) pane.focusBack();
    else if (this.#isClicked) pane.write(false);
    this.#isClicked = false;
  }

  /** @param {string | undefined} ticket  that was on the screen */
  closed(ticket) {
    const { pane, list, view } = this.#parts;
    this.element.dataset.pane = "list";
    pane.close();
    view(null);
    this.draw();
    if (!ticket) return;
    const row = `[data-ticket="${CSS.escape(ticket)}"]`;
    queueMicrotask(() => list.focus(list.element.querySelector(row)));
  }

  /**
   * Results stand in the place of the list.
   * @param {boolean} isSearching
   */
  showSearch(isSearching) {
    this.#parts.list.element.hidden = isSearching;
    if (!isSearching) this.draw();
  }

  /** @param {Widget.Status} status @param {Widget.TransportName} transport */
  showStatus(status, transport) {
    this.element.dataset.transport = transport;
    this.#parts.rail.showStatus(status);
    this.#banner.hidden = status !== "offline";
    this.#banner.textContent = status === "offline" ? this.#parts.words.offlineDesk : "";
  }

  /** One step back: what lies above the list, then the ticket. */
  escape() {
    const { search, pane, router } = this.#parts;
    if (search.isActive) search.clear();
    else if (pane.isCovered) pane.toggleCard(false);
    else if (router.open) router.goBack();
  }

  #showCounts() {
    const { tickets, pages, counts, router, rail, badge } = this.#parts;
    rail.showFilters(pages.filter, counts.all);
    const listing = router.open === undefined ? undefined : tickets.get(router.open);
    const isSeen = listing && listing.ticket.unread_by_agents > 0 && router.isLooking(listing.ticket.id);
    badge.show(Math.max(0, (counts.all.unread ?? 0) - (isSeen ? 1 : 0)));
  }

  #tick() {
    after(clock, this.#parts.signal, () => {
      this.draw();
      this.#tick();
    });
  }

  /**
   * Whoever opens a ticket with a mouse wants to answer, so the cursor is put into the field. Whoever opens it by keyboard
   * may want to walk on to the next. Browsers differ in how a click says which of the two it was, so pointers are watched.
   * @param {MouseEvent} event
   */
  #clicked(event) {
    const link = /** @type {Element} */ (event.target).closest(".ticket-row a");
    const isPointed = link !== null && link === this.#pointed;
    this.#pointed = null;
    if (!isPointed || !matchMedia("(hover: hover)").matches || narrow.matches) return;
    // The address stays as it is if the ticket is open already, and so nothing else would put the cursor there.
    if (link.getAttribute("href") === location.hash) return this.#parts.pane.write(false);
    this.#isClicked = true;
  }
}
