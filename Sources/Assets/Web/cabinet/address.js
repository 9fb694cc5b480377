const ticketHash = /^#\/tickets\/(\d+)$/;
const formHash = "#/new";

/**
 * What the address says is open, on the cabinet's own page. On a page of a site the address is the site's: there it is neither
 * read nor changed.
 */
export class Address {
  #isPage;

  /**
   * @param {object} parts
   * @param {boolean} parts.isPage  the page is the cabinet's own
   * @param {AbortSignal} parts.signal
   * @param {() => void} parts.changed  the customer has gone back or forth, or has followed a link
   */
  constructor({ isPage, signal, changed }) {
    this.#isPage = isPage;
    if (isPage) for (const type of ["popstate", "hashchange"]) addEventListener(type, changed, { signal });
  }

  /** The id of the ticket that is open. */
  get ticket() {
    return this.#isPage ? ticketHash.exec(location.hash)?.[1] : undefined;
  }

  /** The form for a new ticket is open. */
  get isForm() {
    return this.#isPage && location.hash === formHash;
  }

  goToList() {
    this.#go("");
  }

  goToForm() {
    this.#go(formHash);
  }

  /** @param {string} id */
  goToTicket(id) {
    this.#go(`#/tickets/${id}`);
  }

  /** @param {string} hash */
  #go(hash) {
    if (!this.#isPage || location.hash === hash) return;
    const address = location.pathname + location.search + hash;
    // Nobody goes back to a form that has been sent.
    if (this.isForm) history.replaceState(null, "", address);
    else history.pushState(null, "", address);
  }
}
