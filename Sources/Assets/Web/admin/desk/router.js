import { matches } from "./filters.js";

/** Which ticket is on the screen, as the address says, and the ways there and back. */
export class Router {
  /**
   * The ticket on the screen.
   * @type {string | undefined}
   */
  open;
  /**
   * The ticket on the screen if it was opened from the list, where it stays then.
   * @type {string | undefined}
   */
  kept;
  #parts;
  /** Something was shown before: the desk is not just being opened. */
  #hasShown = false;
  /** The list was left for the ticket, so going back leads there. */
  #cameFromList = false;

  /**
   * @param {object} parts
   * @param {HTMLElement} parts.place  the desk, which may not be on the screen
   * @param {Staff.Me} parts.me
   * @param {import("./tickets.js").Tickets} parts.tickets
   * @param {import("./ticket_pages.js").TicketPages} parts.pages
   * @param {() => void} parts.left  another ticket, or none, takes the place of the one on the screen
   * @param {(to: { ticket: string, message: Wire.Cursor | undefined, isSame: boolean }) => void} parts.opened
   * @param {(ticket: string | undefined) => void} parts.closed  with the ticket that was on the screen
   */
  constructor(parts) {
    this.#parts = parts;
  }

  /** @param {string} path  such as `/42`, or `/42/107` for a message of that ticket */
  route(path) {
    const [, ticket, message] = /^\/([^/]+)(?:\/([^/]+))?$/.exec(path) ?? [];
    if (ticket) this.#show(decodeURIComponent(ticket), message && decodeURIComponent(message));
    else this.close();
  }

  /** @param {string} ticket @param {Wire.Cursor | undefined} message */
  #show(ticket, message) {
    const { place, me, tickets, pages, left, opened } = this.#parts;
    const isSame = this.open === ticket;
    if (!isSame) {
      this.#cameFromList = this.open === undefined && place.isConnected && this.#hasShown;
      left();
      this.open = ticket;
      const listing = tickets.get(ticket);
      this.kept = listing && matches(listing.ticket, pages.filter, me.agent) ? ticket : undefined;
    }
    this.#hasShown = true;
    opened({ ticket, message, isSame });
  }

  close() {
    const { open } = this;
    this.#parts.left();
    this.#hasShown = true;
    this.open = this.kept = undefined;
    this.#parts.closed(open);
  }

  goBack() {
    if (!this.#cameFromList) return void (location.hash = "#/tickets");
    // The browser goes back a little later. The ticket is closed at once, so that asking twice does not leave the panel.
    this.close();
    history.back();
  }

  /**
   * Whether the agent has this ticket before their eyes.
   * @param {string} ticket
   */
  isLooking(ticket) {
    return this.open === ticket && this.#parts.place.isConnected && !document.hidden && document.hasFocus();
  }
}
