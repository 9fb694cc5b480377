import { ownDocument } from "../base/own_document.js";
import { Toasts } from "../look/toasts.js";
import { APIError } from "../base/call.js";
import { adoptStyles, element } from "../base/dom.js";
import { loadModule } from "../base/load_module.js";
import { BrowserStorage } from "../base/storage.js";
import { Book } from "../chat/tickets/book.js";
import { TicketList } from "../chat/tickets/ticket_list.js";
import { Visitor } from "../chat/visitor.js";
import { Address } from "./address.js";
import { Arrivals } from "./arrivals.js";
import { Entrance } from "./entrance.js";
import { Side } from "./side.js";
import { Stage } from "./stage.js";
import { Statistics } from "./statistics.js";
import { TicketForm } from "./ticket_form.js";
import { TicketPane } from "./ticket_pane.js";

/**
 * @typedef {object} Place
 * @property {HTMLElement} host
 * @property {ShadowRoot} root
 * @property {string} base  the server's address, with a slash at its end
 * @property {"en" | "ru"} locale
 * @property {string | null} token  by which the site is about to say who the customer is
 * @property {boolean} isPage  the page is the cabinet's own: its address and title say what is open
 * @property {AbortSignal} signal
 */

/** @param {Place} place */
export async function start(place) {
  const { root, locale } = place;
  const sheets = ["../look/look.css", "../chat/chat.css", "../chat/tickets/list.css", "cabinet.css"];
  const styles = sheets.map((name) => new URL(name, import.meta.url));
  const [{ default: words }, { default: tickets }, { default: common }] = await Promise.all([
    loadModule((retry) =>
      /** @type {Promise<typeof import("./locales/en.js")>} */ (import(`./locales/${locale}.js${retry}`))),
    loadModule((retry) =>
      /** @type {Promise<typeof import("../chat/tickets/locales/en.js")>} */ (import(`../chat/tickets/locales/${locale}.js${retry}`))),
    loadModule((retry) =>
      /** @type {Promise<typeof import("../chat/locales/en.js")>} */ (import(`../chat/locales/${locale}.js${retry}`))),
    root.adoptedStyleSheets.length || adoptStyles(root, styles),
  ]);
  return new App({ place, words: { ...tickets, ...words }, common });
}

/** @typedef {typeof import("./locales/en.js").default & typeof import("../chat/tickets/locales/en.js").default} Words */

const filters = /** @type {const} */ (["all", "open", "answered", "closed", "archived"]);

/** The customer's cabinet: their tickets on the left, one of them on the right. */
export class App {
  #place;
  #words;
  #common;
  #storage;
  /** @type {Visitor} */
  #visitor;
  /** @type {Book} */
  #book;
  #address;
  #entrance;
  #arrivals;
  #side;
  /** @type {Stage} */
  #stage;
  #list;
  #statistics;
  #toasts;
  #aloud = element("div", { class: "unseen", role: "status", "aria-live": "polite" });
  #whole = element("div", { class: "cabinet", "data-view": "list", hidden: "" });
  #isDrawing = false;

  /**
   * @param {object} parts
   * @param {Place} parts.place
   * @param {Words} parts.words
   * @param {Widget.Words} parts.common
   */
  constructor({ place, words, common }) {
    const { base, locale, root, isPage, signal } = place;
    this.#place = place;
    this.#words = words;
    this.#common = common;
    this.#storage = new BrowserStorage(`otvet:${base}:`);
    this.#toasts = new Toasts(words, signal);
    this.#visitor = new Visitor({ base, locale, storage: this.#storage, signal, isGuest: true }, {
      changed: () => this.#pane?.view.draw(),
      status: (status, transport) => {
        this.#side.show(status);
        place.host.dataset.transport = transport;
        if (status === "online") this.#pane?.view.files.forgive();
      },
      forget: () => {
        this.#address.goToList();
        this.#clear();
      },
      barred: () => this.#entrance.bar(),
    });
    this.#visitor.follow({
      receive: (frame) => frame.type === "message" && this.#arrivals.add(frame.message),
      // On a page of its own nothing around the cabinet says whose it is.
      began: () => isPage && void this.#entrance.who().then((who) => this.#side.showPerson(who)),
    }, signal);
    this.#book = this.#visitor.source = new Book(this.#visitor, common, signal, () => this.#draw());
    this.#entrance = new Entrance({
      words,
      visitor: this.#visitor,
      toasts: this.#toasts,
      isPage,
      begin: () => this.begin(),
      opened: () => this.#showWhole(),
      mailed: (ticket) => this.#open(ticket),
      shut: () => {
        this.#whole.hidden = true;
        this.#clear();
        this.#whole.after(this.#entrance.element);
      },
    });
    this.#statistics = new Statistics({ words });
    const open = (/** @type {string} */ id) => this.#open(id);
    const add = () => this.#openForm();
    this.#list = new TicketList({ words, common, locale, book: this.#book, filters, signal, open });
    this.#side = new Side({
      words,
      common,
      isPage,
      below: [this.#statistics.element, this.#list.element],
      add,
      leave: () => void this.#signOut(),
    });
    this.#stage = new Stage({ words, book: this.#book, add, signal });
    this.#arrivals = new Arrivals({
      words,
      common,
      book: this.#book,
      toasts: this.#toasts,
      aloud: this.#aloud,
      signal,
      shown: () => this.#pane,
      open,
    });
    this.#whole.append(this.#side.heading, this.#side.element, this.#stage.element);
    // The page's own shortcuts must not fire while the customer writes.
    for (const type of ["keydown", "keypress", "keyup"]) {
      this.#whole.addEventListener(type, (event) => event.stopPropagation());
    }
    root.replaceChildren(this.#aloud, this.#whole, this.#toasts.element);
    const small = matchMedia("(max-width: 480px), (max-height: 480px)");
    const adapt = () => this.#whole.classList.toggle("small-screen", small.matches);
    small.addEventListener("change", adapt, { signal });
    adapt();
    ownDocument.addEventListener("visibilitychange", () => ownDocument.hidden || this.#draw(), { signal });
    this.#address = new Address({ isPage, signal, changed: () => this.#follow() });
    if (place.token) this.#visitor.expect(place.token);
    this.#follow();
  }

  get hasEnded() {
    return this.#place.signal.aborted;
  }

  /** Goes on as whoever this browser is already. */
  begin() {
    this.#whole.hidden = !this.#visitor.isKnown;
    void this.#visitor.begin();
  }

  /**
   * Goes on as whoever the site says.
   * @param {string} token
   * @param {boolean} mayReplace  whether it may take the place of somebody else who is here without a question
   */
  identify(token, mayReplace) {
    return this.#entrance.identify(token, mayReplace);
  }

  async #signOut() {
    this.#place.host.removeAttribute("token");
    this.#entrance.bar();
    try {
      await this.#visitor.signOut();
    } catch (error) {
      // The browser has forgotten the session; on the server it ends by itself.
      if (!(error instanceof APIError)) throw error;
    }
  }

  /** The next customer must find nothing of the last. */
  #clear() {
    this.#arrivals.clear();
    this.#show(undefined);
    this.#book.clear();
  }

  #showWhole() {
    this.#entrance.element.remove();
    this.#whole.hidden = false;
  }

  get #pane() {
    const { shown } = this.#stage;
    return shown instanceof TicketPane ? shown : undefined;
  }

  /** Draws once for all that changes in one go. */
  #draw() {
    if (this.#isDrawing) return;
    this.#isDrawing = true;
    queueMicrotask(() => {
      this.#isDrawing = false;
      if (this.hasEnded) return;
      const { statistics, isLoaded } = this.#book;
      if (isLoaded) this.#showWhole();
      this.#list.show(this.#pane?.id);
      this.#statistics.show(statistics);
      this.#whole.classList.toggle("nothing", isLoaded && statistics.total === 0);
      this.#pane?.show();
      if (!this.#stage.shown) this.#stage.showNothing();
      this.#showTitle();
    });
  }

  #showTitle() {
    if (!this.#place.isPage || ownDocument.hidden) return;
    const count = this.#book.statistics.unread_messages;
    const title = this.#words.cabinet;
    document.title = count ? `(${count}) ${title}` : title;
  }

  /** Shows what the address says. */
  #follow() {
    const { ticket, isForm } = this.#address;
    if (ticket) this.#open(ticket);
    else if (isForm) this.#openForm();
    else this.#show(undefined);
  }

  #back() {
    const id = this.#pane?.id;
    this.#address.goToList();
    this.#show(undefined);
    if (id) this.#list.focus(id);
  }

  /** @param {string} id */
  #open(id) {
    this.#address.goToTicket(id);
    if (this.#pane?.id === id) return this.#pane.open();
    this.#arrivals.forget(id);
    this.#show(new TicketPane({ ...this.#parts, id, book: this.#book, toasts: this.#toasts }));
  }

  #openForm() {
    this.#address.goToForm();
    const { shown } = this.#stage;
    if (shown instanceof TicketForm) return shown.open();
    this.#show(new TicketForm({
      ...this.#parts,
      created: ({ ticket }) => {
        this.#book.put(ticket);
        this.#toasts.show({ title: this.#words.created, text: ticket.subject ?? "", kind: "good" });
        this.#open(ticket.id);
      },
    }));
  }

  get #parts() {
    const { base, locale, root } = this.#place;
    return {
      loader: { base, locale, root },
      common: this.#common,
      words: this.#words,
      visitor: this.#visitor,
      storage: this.#storage,
      back: () => this.#back(),
    };
  }

  /** @param {import("./stage.js").Pane | undefined} pane */
  #show(pane) {
    this.#whole.dataset.view = pane ? "pane" : "list";
    this.#stage.show(pane);
    this.#draw();
  }
}
