import { element } from "../base/dom.js";
import { cabinetIcon } from "./icons.js";

/** The left side: whose cabinet it is, whether the server can be reached, and below that the figures and the list. */
export class Side {
  element;
  /** Heads the page where there is no room for this side beside a ticket. */
  heading = element("h1", { class: "unseen", hidden: "" });
  #words;
  #common;
  #person = element("p", { class: "person", dir: "auto", "data-testid": "person", hidden: "" });
  #connection = element("p", { class: "connection", role: "status" });
  #banner = element("p", { class: "banner", role: "status", hidden: "" });

  /**
   * @param {object} parts
   * @param {import("./app.js").Words} parts.words
   * @param {Widget.Words} parts.common
   * @param {boolean} parts.isPage  the page is the cabinet's own
   * @param {Element[]} parts.below
   * @param {() => void} parts.add  begins a new ticket
   * @param {() => void} parts.leave  signs the customer out
   */
  constructor({ words, common, isPage, below, add, leave }) {
    this.#words = words;
    this.#common = common;
    const title = element(isPage ? "h1" : "h2", {}, words.cabinet);
    const heading = element("div", { class: "heading" }, title, this.#person, this.#connection);
    const addButton = element("button", { type: "button", class: "button primary", "data-testid": "add" });
    addButton.append(cabinetIcon("plus"), words.newTicket);
    addButton.addEventListener("click", add);
    const top = element("header", { class: "top" }, heading, addButton);
    // On a site it is the site that says who has left.
    if (isPage) {
      const out = element("button", { type: "button", class: "icon-button leave", "data-testid": "sign-out" });
      out.setAttribute("aria-label", words.signOut);
      out.title = words.signOut;
      out.append(cabinetIcon("out"));
      out.addEventListener("click", leave);
      top.append(out);
    }
    this.element = element("nav", { class: "left", "aria-label": words.cabinet }, top, this.#banner, ...below);
    this.heading.textContent = words.cabinet;
    // On a site the page has a heading of its own.
    if (isPage) new ResizeObserver(() => (this.heading.hidden = this.element.offsetWidth > 0)).observe(this.element);
    this.show("reconnecting");
  }

  /** @param {Widget.Status} status */
  show(status) {
    this.#connection.dataset.status = status;
    this.#connection.textContent = this.#words[status];
    this.#banner.hidden = status !== "offline";
    this.#banner.textContent = status === "offline" ? this.#common.offlineText : "";
  }

  /** @param {string | undefined} who  what the customer is called */
  showPerson(who) {
    this.#person.textContent = who ? this.#words.signedInAs(who) : "";
    this.#person.hidden = !who;
  }
}
