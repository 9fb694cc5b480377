import { element } from "../../base/dom.js";
import { lastTime } from "./book.js";

/** One ticket in the list: its subject, its last message, when that came, how it stands, what is unread. */
export class TicketRow {
  element = element("li");
  #words;
  #dates;
  #when;
  #button = element("button", { type: "button", class: "ticket", "data-testid": "ticket" });
  #shown = "";

  /**
   * @param {object} parts
   * @param {typeof import("./locales/en.js").default & { deleted: string }} parts.words
   * @param {import("../../base/dates.js").Dates} parts.dates
   * @param {import("./when.js").When} parts.when
   * @param {() => void} parts.open
   */
  constructor({ words, dates, when, open }) {
    this.#words = words;
    this.#dates = dates;
    this.#when = when;
    this.#button.addEventListener("click", open);
    this.element.append(this.#button);
  }

  focus() {
    this.#button.focus();
  }

  /** @param {Wire.Ticket} ticket @param {boolean} isCurrent */
  show(ticket, isCurrent) {
    const words = this.#words;
    const date = new Date(lastTime(ticket));
    const shown = JSON.stringify([ticket, isCurrent, this.#when.text(date)]);
    if (shown === this.#shown) return;
    this.#shown = shown;
    const { status, unread_count: unread, last_message_preview: preview } = ticket;
    this.#button.dataset.status = status;
    this.#button.dataset.id = ticket.id;
    this.#button.classList.toggle("unread", unread > 0);
    if (isCurrent) this.#button.setAttribute("aria-current", "true");
    else this.#button.removeAttribute("aria-current");
    const time = element("time", { datetime: date.toISOString(), title: this.#dates.full(date) }, this.#when.text(date));
    const badge = element("span", { class: "badge", "data-testid": "ticket-badge", "aria-hidden": "true" });
    badge.append(unread > 99 ? "99+" : String(unread));
    this.#button.replaceChildren(
      element("span", { class: "subject", dir: "auto" }, ticket.subject ?? words.chatSubject),
      time,
      element("span", { class: "preview", dir: "auto" }, preview === "" ? words.deleted : (preview ?? "")),
      ...(unread ? [badge, element("span", { class: "unseen" }, words.unreadIn(unread))] : []),
      element("span", { class: "chip", "data-status": status }, words.status[status]),
    );
  }
}
