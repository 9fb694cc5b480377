import { element, setChildren } from "../../base/dom.js";
import { APIError } from "../../base/call.js";
import { Card } from "./card.js";
import { Header } from "./header.js";
import { deskIcon } from "./icons.js";
import { cardless, narrow } from "./screens.js";

/**
 * @typedef {object} Parts
 * @property {HTMLElement} place  the desk
 * @property {Staff.Parts["api"]} api
 * @property {Staff.Me} me
 * @property {Staff.Parts["locale"]} locale
 * @property {Staff.Words} words
 * @property {import("./desk_dates.js").DeskDates} dates
 * @property {import("../../base/storage.js").BrowserStorage} storage  keeps whether the card is open
 * @property {import("./tickets.js").Tickets} tickets
 * @property {import("./router.js").Router} router
 * @property {import("./actions.js").Actions} actions
 * @property {import("./colleagues.js").Colleagues} colleagues
 * @property {import("./signs.js").Signs} signs
 * @property {import("./letters.js").Letters} letters
 * @property {import("./work_time.js").WorkTime} workTime
 * @property {import("./shortcut_sheet.js").ShortcutSheet} sheet
 * @property {import("./chats.js").Chats} chats
 * @property {AbortSignal} signal
 */

/** The ticket on the screen: its header, its conversation, and the card of its customer. */
export class TicketPane {
  element = element("section", { class: "pane" });
  #parts;
  #header;
  #card;
  #nobody;
  /**
   * What is told of the ticket on the screen alone.
   * @type {Staff.Details | undefined}
   */
  #details;
  #isCardOpen;

  /** @param {Parts} parts */
  constructor(parts) {
    const { words, storage, sheet } = parts;
    this.#parts = parts;
    this.#header = new Header({ ...parts, toggleCard: () => this.toggleCard() });
    this.#card = new Card({ ...parts, close: () => this.toggleCard(false) });
    this.#isCardOpen = !cardless.matches && storage.get("card") !== "closed";
    const help = element("button", { type: "button", class: "button quiet" }, deskIcon("keyboard"), words.shortcuts);
    help.addEventListener("click", () => sheet.open());
    this.#nobody = element(
      "div",
      { class: "empty-state nobody" },
      deskIcon("all"),
      element("strong", {}, words.nobody),
      element("span", {}, words.nobodyText),
      help,
    );
    this.element.append(this.#nobody);
  }

  /** The card stands beside the conversation, or over it. */
  get card() {
    return this.#card.element;
  }

  /** The card lies over the conversation. */
  get isCovered() {
    return this.#isCardOpen && cardless.matches;
  }

  /** @param {{ ticket: string, message: Wire.Cursor | undefined, isSame: boolean }} to */
  open({ ticket, message, isSame }) {
    if (!isSame) this.#details = undefined;
    if (!isSame && cardless.matches) this.#isCardOpen = false;
    const chat = this.#parts.chats.take(ticket);
    setChildren(this.element, [this.#header.element, chat.element]);
    void this.#load(ticket).then(() => {
      // What is unread is known only now if the ticket was not in the list.
      if (this.#parts.router.open === ticket && (!isSame || message)) chat.show(message);
      this.show();
    });
  }

  /** The conversation is not looked at any more. */
  hide() {
    this.#chat?.hide();
  }

  close() {
    setChildren(this.element, [this.#nobody]);
  }

  show() {
    const { tickets, signs, router: { open } } = this.#parts;
    const listing = open === undefined ? undefined : tickets.get(open);
    this.#card.element.hidden = !listing || !this.#isCardOpen;
    this.#header.showCard(this.#isCardOpen);
    if (!listing || !open) return this.#header.clear();
    this.#header.show(listing, signs.viewers(open));
    if (this.#isCardOpen) this.#card.show(listing, this.#details);
  }

  /**
   * More is known of a customer; what the card says beside the listing is loaded again.
   * @param {string} user
   */
  learn(user) {
    const { tickets, router: { open } } = this.#parts;
    if (open && tickets.get(open)?.user.id === user) void this.#load(open).then(() => this.show());
  }

  /**
   * What the conversation shows has changed.
   * @param {string | undefined} ticket  if it is this one's, or everybody's
   */
  drawChat(ticket) {
    if (ticket === undefined || ticket === this.#parts.router.open) this.#chat?.draw();
  }

  toggleCard(isOpen = !this.#isCardOpen) {
    const hadFocus = this.#card.element.contains(document.activeElement);
    this.#isCardOpen = isOpen;
    if (!cardless.matches) this.#parts.storage.set("card", isOpen ? "open" : "closed");
    this.show();
    if (hadFocus && !isOpen) this.#header.focusCard();
    if (isOpen && cardless.matches) this.#card.element.querySelector("button")?.focus();
  }

  openAssign() {
    if (this.#parts.router.open) this.#header.openAssign();
  }

  /**
   * Puts the cursor where an answer or a note is written.
   * @param {boolean} isNote
   */
  write(isNote) {
    this.#chat?.composer.begin(isNote);
  }

  /** Keys mean something in the conversation that they don't in the field. */
  leaveComposer() {
    if (!narrow.matches) this.#chat?.focus();
  }

  focusBack() {
    this.#header.element.querySelector("button")?.focus();
  }

  get #chat() {
    return this.#parts.chats.get(this.#parts.router.open);
  }

  /** @param {string} ticket */
  async #load(ticket) {
    const { api, router, tickets } = this.#parts;
    try {
      /** @type {Staff.Details} */
      const details = await api.get(`tickets/${encodeURIComponent(ticket)}`);
      if (router.open === ticket) this.#details = details;
      tickets.put(details, details.cursor);
    } catch (error) {
      if (!(error instanceof APIError)) throw error;
    }
  }
}
