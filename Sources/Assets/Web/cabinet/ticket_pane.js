import { ask } from "../look/dialogs.js";
import { APIError } from "../base/call.js";
import { ChatView } from "../chat/chat_view.js";
import { Dates } from "../base/dates.js";
import { element } from "../base/dom.js";
import { LazyRating } from "../chat/lazy_rating.js";
import { TranscriptLink } from "../chat/transcript/transcript_link.js";
import { problemText } from "../base/problem.js";
import { cabinetIcon } from "./icons.js";
import { backButton, emptyState } from "./pane.js";

/** One ticket on the right: what it is about, how it stands, and its messages. */
export class TicketPane {
  element = element("section", { class: "pane", "data-testid": "pane" });
  id;
  view;
  #parts;
  #dates;
  #ending = new AbortController();
  #title = element("h2", { dir: "auto", id: "otvet-ticket", tabindex: "-1" });
  #chip = element("span", { class: "chip", "data-testid": "status" });
  #facts = element("span");
  #toggle = element("button", { type: "button", class: "button", "data-testid": "toggle" });
  #rating;
  #save;

  /**
   * @param {object} parts
   * @param {string} parts.id
   * @param {Pick<Widget.Loader, "base" | "locale" | "root">} parts.loader
   * @param {Widget.Words} parts.common
   * @param {import("./app.js").Words} parts.words
   * @param {import("../chat/visitor.js").Visitor} parts.visitor
   * @param {import("../base/storage.js").BrowserStorage} parts.storage
   * @param {import("../chat/tickets/book.js").Book} parts.book
   * @param {import("../look/toasts.js").Toasts} parts.toasts
   * @param {() => void} parts.back
   */
  constructor(parts) {
    const { id, loader, common, words, visitor, storage, back } = parts;
    this.id = id;
    this.#parts = parts;
    this.#dates = new Dates(loader.locale);
    this.view = new ChatView({
      loader,
      words: { ...common, closed: words.ticketClosed },
      visitor,
      storage,
      signal: this.#ending.signal,
      welcome: element("span"),
      ticket: id,
      drawn: () => {
        this.show();
        this.#rating.show();
      },
      missing: () => this.#showMissing(),
    });
    this.#rating = new LazyRating({ loader, view: this.view });
    this.element.setAttribute("aria-labelledby", this.#title.id);
    const heading = element("div", { class: "heading" }, this.#title, element("p", { class: "facts" }, this.#chip, this.#facts));
    this.#toggle.addEventListener("click", () => void this.#setClosed(!this.view.chat.conversation.isClosed));
    this.#toggle.hidden = true;
    this.#save = new TranscriptLink({
      base: loader.base,
      locale: loader.locale,
      ask: () => visitor.call((api, token) => api.ask("POST", `tickets/${id}/transcript`, { token })),
      failed: (problem) => this.#tell(problem),
    }).element;
    this.#save.className = "icon-button save";
    this.#save.title = words.download;
    this.#save.setAttribute("aria-label", words.download);
    this.#save.append(cabinetIcon("save"));
    this.#save.hidden = true;
    const header = element("header", { class: "top" }, backButton(words.back, back), heading, this.#save, this.#toggle);
    this.element.append(header, this.view.element);
    this.element.addEventListener("paste", (event) => this.view.composer.paste(event));
    this.show();
    // The line above what is unread has its place once that is known.
    void this.view.chat.begin().then(() => this.#ending.signal.aborted || this.view.open());
  }

  /** Comes before the visitor's eyes. */
  open() {
    this.view.open();
    if (matchMedia("(hover: hover)").matches) this.view.composer.focus();
    else this.#title.focus();
  }

  end() {
    this.view.close();
    this.#ending.abort();
    this.element.remove();
  }

  /** Draws what the list knows of it. */
  show() {
    const { book, words } = this.#parts;
    const ticket = this.view.chat.conversation.ticket ?? book.get(this.id);
    if (!ticket) return;
    const { status } = ticket;
    const isClosed = status === "closed" || status === "archived";
    this.#title.textContent = ticket.subject ?? words.chatSubject;
    this.#chip.dataset.status = status;
    this.#chip.textContent = words.status[status];
    const date = new Date(ticket.created_at);
    this.#facts.textContent = `№ ${ticket.id} · ${words.opened} ${this.#dates.full(date)}`;
    const label = isClosed ? words.reopen : words.close;
    if (this.#toggle.dataset.label !== label) {
      this.#toggle.dataset.label = label;
      const text = element("span", {}, label);
      this.#toggle.replaceChildren(cabinetIcon(isClosed ? "reopen" : "check"), text);
      this.#toggle.setAttribute("aria-label", label);
    }
    this.#toggle.hidden = false;
    this.#save.hidden = false;
  }

  /** @param {boolean} isClosed */
  async #setClosed(isClosed) {
    const { words, visitor, book, loader } = this.#parts;
    if (this.#toggle.getAttribute("aria-busy") === "true") return;
    const question = { title: words.closeQuestion, text: words.closeText, confirm: words.closeConfirm, cancel: words.cancel };
    if (isClosed && !(await ask(loader.root, question))) return;
    // A button that is disabled would lose the focus.
    this.#toggle.setAttribute("aria-busy", "true");
    try {
      const path = `tickets/${this.id}/${isClosed ? "close" : "reopen"}`;
      const { ticket } = await visitor.call((api, token) => api.ask("POST", path, { token }));
      book.put(ticket);
      this.view.chat.conversation.setTicket(ticket);
    } catch (error) {
      if (!(error instanceof APIError)) throw error;
      this.#tell(error);
    } finally {
      this.#toggle.removeAttribute("aria-busy");
    }
  }

  /** @param {APIError} problem */
  #tell(problem) {
    const { words, common, toasts } = this.#parts;
    toasts.show({ title: words.actionFailed, text: problemText(problem, common), kind: "bad" });
  }

  #showMissing() {
    const { words, back } = this.#parts;
    const button = element("button", { type: "button", class: "button" }, words.back);
    button.addEventListener("click", back);
    this.element.replaceChildren(emptyState("missing", words.missing, words.missingText, button));
  }
}
