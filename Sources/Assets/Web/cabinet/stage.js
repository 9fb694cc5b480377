import { element } from "../base/dom.js";
import { cabinetIcon } from "./icons.js";
import { emptyState } from "./pane.js";

/** @typedef {import("./ticket_pane.js").TicketPane | import("./ticket_form.js").TicketForm} Pane */

/** The right side: a ticket, the form for a new one, or what to do while nothing is open. */
export class Stage {
  element = element("div", { class: "right" });
  /** @type {Pane | undefined} */
  shown;
  #words;
  #book;
  #add;

  /**
   * @param {object} parts
   * @param {import("./app.js").Words} parts.words
   * @param {import("../chat/tickets/book.js").Book} parts.book
   * @param {() => void} parts.add  begins a new ticket
   * @param {AbortSignal} parts.signal
   */
  constructor({ words, book, add, signal }) {
    this.#words = words;
    this.#book = book;
    this.#add = add;
    signal.addEventListener("abort", () => this.shown?.end());
  }

  /** @param {Pane | undefined} pane  takes the place of what is there, which ends */
  show(pane) {
    this.shown?.end();
    this.shown = pane;
    if (!pane) return this.showNothing();
    this.element.replaceChildren(pane.element);
    pane.open();
  }

  /** Says what to do, where nothing is open. */
  showNothing() {
    const words = this.#words;
    const { isLoaded, statistics } = this.#book;
    const isEmpty = isLoaded && statistics.total === 0;
    const state = isEmpty ? "empty" : isLoaded ? "choose" : "loading";
    if (this.element.dataset.state === state && this.element.firstElementChild?.matches(".empty-state")) return;
    this.element.dataset.state = state;
    if (!isLoaded) return this.element.replaceChildren();
    const add = element("button", { type: "button", class: `button ${isEmpty ? "primary" : ""}` });
    add.append(cabinetIcon("plus"), words.newTicket);
    add.addEventListener("click", this.#add);
    this.element.replaceChildren(isEmpty
      ? emptyState("talk", words.noTickets, words.noTicketsText, add)
      : emptyState("talk", words.choose, words.chooseText, add));
  }
}
