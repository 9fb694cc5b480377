import { APIError } from "../base/call.js";
import { adoptStyles, element } from "../base/dom.js";
import { icon } from "../base/icons.js";
import { loadModule } from "../base/load_module.js";
import { Book } from "../chat/tickets/book.js";
import { TicketList } from "../chat/tickets/ticket_list.js";

/**
 * @typedef {object} Parts
 * @property {Widget.Loader} loader
 * @property {Widget.Words} words
 * @property {import("../chat/visitor.js").Visitor} visitor
 * @property {import("./panel.js").Panel} panel
 * @property {import("../chat/chat_view.js").ChatView} main  the running conversation
 * @property {AbortSignal} signal
 * @property {() => boolean} isIdentified
 * @property {(signal: AbortSignal, ticket: { id: string, missing(): void }) => import("../chat/chat_view.js").ChatView} newView
 * @property {(what: import("../chat/chat_view.js").ChatView | Element, way?: { title: string, label: string, back(): void }) => void} show
 * @property {(count: number) => void} unread  so many are unread in other conversations
 */

/**
 * @param {Parts} parts
 * @returns {Promise<Tickets>}
 */
export async function start(parts) {
  const { locale, root } = parts.loader;
  const [{ default: words }] = await Promise.all([
    loadModule((retry) =>
      /** @type {Promise<typeof import("../chat/tickets/locales/en.js")>} */ (import(`../chat/tickets/locales/${locale}.js${retry}`))),
    !styled.has(root) && adoptStyles(root, ["tickets.css", "../chat/tickets/list.css"].map((name) => new URL(name, import.meta.url))),
  ]);
  styled.add(root);
  return new Tickets({ ...parts, common: parts.words, words });
}

/**
 * The roots that have the styles already.
 * @type {WeakSet<ShadowRoot>}
 */
const styled = new WeakSet();

/** The visitor's other conversations in the widget: a button in the header leads to their list, and that to each. */
export class Tickets {
  #parts;
  #words;
  #book;
  #list;
  #place = element("div", { class: "chat" });
  #button = element("button", { type: "button", class: "bar-button", "data-testid": "to-tickets", hidden: "" }, icon("list"));
  #badge = element("span", { class: "badge", "aria-hidden": "true", hidden: "" });
  /** Ends the conversation that was opened. */
  #opened = new AbortController();

  /**
   * @param {Omit<Parts, "words"> & { common: Widget.Words, words: typeof import("../chat/tickets/locales/en.js").default }} parts
   */
  constructor(parts) {
    const { loader, words, common, visitor, panel, signal } = parts;
    this.#parts = parts;
    this.#words = words;
    this.#book = new Book(visitor, common, signal, () => this.#draw());
    this.#list = new TicketList({
      words,
      common,
      locale: loader.locale,
      book: this.#book,
      filters: ["all", "archived"],
      signal,
      open: (id) => this.open(id),
    });
    this.#place.append(this.#list.element);
    if (loader.cabinet) {
      const link = element("a", { class: "to-cabinet", href: loader.cabinet, target: "_blank", rel: "noopener" });
      link.append(words.inCabinet);
      this.#place.append(link);
    }
    this.#button.append(this.#badge);
    this.#button.addEventListener("click", () => this.#showList());
    panel.add(this.#button);
    signal.addEventListener("abort", () => this.#opened.abort());
    visitor.follow({ receive: () => {}, began: () => void this.#load() }, signal);
    void this.#load();
  }

  /** The next visitor of this browser must find nothing of this one. */
  forget() {
    this.#opened.abort();
    this.#book.clear();
    this.#leave(this.#parts.main);
  }

  async #load() {
    try {
      const answer = await this.#parts.visitor.call((_, token) => this.#book.load(token));
      this.#book.loaded("", answer);
    } catch (error) {
      // The next beginning asks again.
      if (!(error instanceof APIError)) throw error;
    }
  }

  #draw() {
    const { statistics } = this.#book;
    const { main, isIdentified, unread } = this.#parts;
    const own = this.#book.get(main.chat.conversation.ticket?.id ?? "");
    const elsewhere = statistics.unread_messages - (own?.unread_count ?? main.chat.conversation.unreadCount);
    this.#button.hidden = !this.#book.isLoaded || !(isIdentified() || statistics.total > 1);
    this.#badge.hidden = elsewhere <= 0;
    this.#badge.textContent = elsewhere > 99 ? "99+" : String(elsewhere);
    const label = this.#words.toList;
    this.#button.setAttribute("aria-label", elsewhere > 0 ? `${label}, ${this.#words.unreadIn(elsewhere)}` : label);
    this.#list.show(undefined);
    unread(Math.max(elsewhere, 0));
  }

  /** Shows the other conversation that has something unread, or their list if several have. */
  async showUnread() {
    const { main, signal } = this.#parts;
    const find = (/** @type {import("../chat/tickets/book.js").Filter} */ filter) =>
      this.#book.list(filter).filter(({ id, unread_count: count }) => count && id !== main.chat.conversation.ticket?.id);
    let found = find("all");
    try {
      // What was answered and closed soon goes to the archive, read or not.
      if (!found.length) await this.#book.more("archived");
    } catch (error) {
      if (!(error instanceof APIError)) throw error;
    }
    if (signal.aborted) return;
    if (!found.length) found = find("archived");
    const [first] = found;
    if (found.length === 1 && first) this.open(first.id);
    else if (found.length) this.#showList();
  }

  #showList() {
    const { show, main } = this.#parts;
    this.#opened.abort();
    this.#button.classList.add("away");
    show(this.#place, { title: this.#words.toList, label: this.#words.back, back: () => this.#leave(main) });
    this.#list.show(undefined);
    this.#list.focus();
  }

  /** @param {import("../chat/chat_view.js").ChatView} main */
  #leave(main) {
    this.#button.classList.remove("away");
    this.#parts.show(main);
  }

  /** @param {string} id @param {string} [subject]  if it is known before the list is here */
  open(id, subject) {
    const { show, newView, main } = this.#parts;
    if (id === main.chat.conversation.ticket?.id) return this.#leave(main);
    this.#button.classList.add("away");
    this.#opened.abort();
    this.#opened = new AbortController();
    const view = newView(this.#opened.signal, { id, missing: () => this.#showList() });
    const title = this.#book.get(id)?.subject ?? subject ?? this.#words.chatSubject;
    show(view, { title, label: this.#words.toList, back: () => this.#showList() });
    const { signal } = this.#opened;
    void view.chat.begin().then(() => signal.aborted || view.open());
  }
}
