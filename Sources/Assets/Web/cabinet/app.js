import { Toasts } from "../look/toasts.js";
import { Announcer } from "../chat/announcer.js";
import { APIError } from "../base/call.js";
import { isFromStaff } from "../chat/conversation.js";
import { adoptStyles, element } from "../base/dom.js";
import { labels } from "../chat/labels.js";
import { loadModule } from "../base/load_module.js";
import { BrowserStorage } from "../base/storage.js";
import { Book } from "../chat/tickets/book.js";
import { TicketList } from "../chat/tickets/ticket_list.js";
import { Visitor } from "../chat/visitor.js";
import { cabinetIcon } from "./icons.js";
import { emptyState } from "./pane.js";
import { Statistics } from "./statistics.js";
import { TicketForm } from "./ticket_form.js";
import { TicketPane } from "./ticket_pane.js";

/**
 * @typedef {object} Place
 * @property {HTMLElement} host
 * @property {ShadowRoot} root
 * @property {string} base  the server's address, with a slash at its end
 * @property {"en" | "ru"} locale
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
  return new App(place, { ...tickets, ...words }, common);
}

/** @typedef {typeof import("./locales/en.js").default & typeof import("../chat/tickets/locales/en.js").default} Words */

const filters = /** @type {const} */ (["all", "open", "answered", "closed", "archived"]);
const route = /^#\/tickets\/(\d+)$/;
const newRoute = "#/new";

/** The customer's cabinet: their tickets on the left, one of them on the right. */
export class App {
  #place;
  #words;
  #common;
  #storage;
  #visitor;
  #book;
  #list;
  #statistics;
  #toasts;
  #announcer;
  #aloud = element("div", { class: "unseen", role: "status", "aria-live": "polite" });
  #whole = element("div", { class: "cabinet", "data-view": "list", hidden: "" });
  #right = element("div", { class: "right" });
  #connection = element("p", { class: "connection", role: "status" });
  #person = element("p", { class: "person", dir: "auto", "data-testid": "person", hidden: "" });
  #banner = element("p", { class: "banner", role: "status", hidden: "" });
  /** @type {Element | undefined} */
  #outside;
  /** @type {TicketPane | TicketForm | undefined} */
  #shown;
  #isDrawing = false;
  /**
   * What has come while nobody looked, by ticket.
   * @type {Map<string, Wire.Message>}
   */
  #missed = new Map();

  /**
   * @param {Place} place
   * @param {Words} words
   * @param {Widget.Words} common
   */
  constructor(place, words, common) {
    const { base, locale, root, signal } = place;
    this.#place = place;
    this.#words = words;
    this.#common = common;
    this.#storage = new BrowserStorage(`otvet:${base}:`);
    this.#toasts = new Toasts(words, signal);
    this.#announcer = new Announcer(common, signal, this.#aloud);
    this.#visitor = new Visitor({ base, locale, storage: this.#storage, signal, isGuest: true }, {
      changed: () => this.#pane?.view.draw(),
      status: (status, transport) => {
        this.#connection.dataset.status = status;
        this.#connection.textContent = words[status];
        this.#banner.hidden = status !== "offline";
        this.#banner.textContent = status === "offline" ? common.offlineText : "";
        place.host.dataset.transport = transport;
        if (status === "online") this.#pane?.view.files.forgive();
      },
      forget: () => {
        this.#go("");
        this.#clear();
      },
      barred: () => this.#bar(),
    });
    this.#visitor.follow({
      receive: (frame) => frame.type === "message" && this.#arrived(frame.message),
      // On a page of its own nothing around the cabinet says whose it is.
      began: () => place.isPage && void this.#showWho(),
    }, signal);
    this.#book = this.#visitor.source = new Book(this.#visitor, common, signal, () => this.#draw());
    this.#statistics = new Statistics(words);
    const open = (/** @type {string} */ id) => this.#open(id);
    this.#list = new TicketList({ words, common, locale, book: this.#book, filters, signal, open });
    const add = element("button", { type: "button", class: "button primary", "data-testid": "add" });
    add.append(cabinetIcon("plus"), words.newTicket);
    add.addEventListener("click", () => this.#openForm());
    this.#connection.dataset.status = "reconnecting";
    this.#connection.textContent = words.reconnecting;
    const leave = element("button", { type: "button", class: "icon-button leave", "data-testid": "sign-out" });
    leave.setAttribute("aria-label", words.signOut);
    leave.title = words.signOut;
    leave.append(cabinetIcon("out"));
    leave.addEventListener("click", () => void this.#signOut());
    const heading = element("div", { class: "heading" }, element(place.isPage ? "h1" : "h2", {}, words.cabinet), this.#person, this.#connection);
    const left = element("nav", { class: "left", "aria-label": words.cabinet });
    left.append(
      element("header", { class: "top" }, heading, add, ...(place.isPage ? [leave] : [])),
      this.#banner,
      this.#statistics.element,
      this.#list.element,
    );
    this.#whole.append(left, this.#right);
    // The page's own shortcuts must not fire while the customer writes.
    for (const type of ["keydown", "keypress", "keyup"]) {
      this.#whole.addEventListener(type, (event) => event.stopPropagation());
    }
    root.replaceChildren(this.#aloud, this.#whole, this.#toasts.element);
    const small = matchMedia("(max-width: 480px), (max-height: 480px)");
    const adapt = () => this.#whole.classList.toggle("small-screen", small.matches);
    small.addEventListener("change", adapt, { signal });
    adapt();
    document.addEventListener("visibilitychange", () => this.#looked(), { signal });
    signal.addEventListener("abort", () => this.#shown?.end());
    if (place.isPage) addEventListener("popstate", () => this.#follow(), { signal });
    if (place.isPage) addEventListener("hashchange", () => this.#follow(), { signal });
    this.#show(undefined);
    if (place.isPage) this.#follow();
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
  async identify(token, mayReplace) {
    this.#whole.hidden = false;
    this.#outside?.remove();
    try {
      await this.#visitor.identify(token, mayReplace);
    } catch (error) {
      if (!(error instanceof APIError)) throw error;
      if (error.code === "session_taken") return this.#askWho(token);
      console.error("otvet: the customer's token is of no use", error);
      // A link that is too old must not shut out whoever is signed in here.
      if (this.#visitor.isKnown) {
        this.#toasts.show({ title: this.#words.linkRefused, text: this.#words.linkRefusedText, kind: "bad" });
        return this.begin();
      }
      this.#showOutside(emptyState("lock", this.#words.refused, this.#words.refusedText));
    }
  }

  /**
   * Somebody is here already, and a link says that it is somebody else: perhaps so that what they write is read by another.
   * @param {string} token
   */
  async #askWho(token) {
    const words = this.#words;
    const present = (await this.#who()) ?? words.unknownVisitor;
    const next = claimed(token);
    const stay = element("button", { type: "button", class: "button", "data-testid": "stay" }, words.stay(present));
    const change = element("button", { type: "button", class: "button primary", "data-testid": "change" }, words.change(next));
    stay.addEventListener("click", () => this.begin());
    change.addEventListener("click", () => void this.identify(token, true));
    const actions = element("div", { class: "choices" }, stay, change);
    this.#showOutside(emptyState("lock", words.otherTitle(next), words.otherText(present), actions));
    stay.focus();
  }

  /** What whoever is here is called, if anybody has said it. */
  async #who() {
    try {
      const { user } = await this.#visitor.call((api, session) => api.ask("POST", "support/session", { token: session }));
      return /** @type {string | undefined} */ (user.name ?? user.email);
    } catch {
      return undefined;
    }
  }

  async #showWho() {
    const who = await this.#who();
    this.#person.textContent = who ? this.#words.signedInAs(who) : "";
    this.#person.hidden = !who;
  }

  /** On a site it is the site that says who has left. */
  async #signOut() {
    this.#place.host.removeAttribute("token");
    this.#bar();
    try {
      await this.#visitor.signOut();
    } catch (error) {
      // The browser has forgotten the session; on the server it ends by itself.
      if (!(error instanceof APIError)) throw error;
    }
  }

  /** The next customer must find nothing of the last. */
  #clear() {
    this.#missed.clear();
    this.#toasts.element.replaceChildren();
    this.#show(undefined);
    this.#book.clear();
  }

  #bar() {
    this.#showOutside(emptyState("lock", this.#words.signIn, this.#words.signInText));
  }

  /** @param {Element} state  why nothing can be shown */
  #showOutside(state) {
    this.#outside?.remove();
    // It is all there is: what it is called is the heading of the cabinet, whose own is hidden.
    const title = state.querySelector("strong");
    title?.setAttribute("role", "heading");
    title?.setAttribute("aria-level", this.#place.isPage ? "1" : "2");
    this.#outside = element("div", { class: "cabinet outside", "data-testid": "outside" }, state);
    this.#whole.hidden = true;
    this.#clear();
    this.#whole.after(this.#outside);
  }

  get #pane() {
    return this.#shown instanceof TicketPane ? this.#shown : undefined;
  }

  /** Draws once for all that changes in one go. */
  #draw() {
    if (this.#isDrawing) return;
    this.#isDrawing = true;
    queueMicrotask(() => {
      this.#isDrawing = false;
      if (this.hasEnded) return;
      const { statistics, isLoaded } = this.#book;
      if (isLoaded) {
        this.#outside?.remove();
        this.#whole.hidden = false;
      }
      this.#list.render(this.#pane?.id);
      this.#statistics.show(statistics);
      this.#whole.classList.toggle("nothing", isLoaded && statistics.total === 0);
      this.#pane?.render();
      if (!this.#shown) this.#showNothing();
      this.#showTitle();
    });
  }

  #showTitle() {
    if (!this.#place.isPage || document.hidden) return;
    const count = this.#book.statistics.unread_messages;
    const title = this.#words.cabinet;
    document.title = count ? `(${count}) ${title}` : title;
  }

  /** What the address says is shown. */
  #follow() {
    const id = route.exec(location.hash)?.[1];
    if (id) this.#open(id, false);
    else if (location.hash === newRoute) this.#openForm(false);
    else this.#show(undefined);
  }

  /** @param {string} hash */
  #go(hash) {
    if (this.#place.isPage && location.hash !== hash) {
      const address = location.pathname + location.search + hash;
      // Nobody goes back to a form that has been sent.
      if (location.hash === newRoute) history.replaceState(null, "", address);
      else history.pushState(null, "", address);
    }
  }

  #back() {
    const id = this.#pane?.id;
    this.#go("");
    this.#show(undefined);
    if (id) this.#list.focus(id);
  }

  /** @param {string} id @param {boolean} [isNew]  the address does not say so yet */
  #open(id, isNew = true) {
    if (isNew) this.#go(`#/tickets/${id}`);
    if (this.#pane?.id === id) return this.#pane.open();
    this.#missed.delete(id);
    this.#show(new TicketPane(id, { ...this.#parts, book: this.#book, toasts: this.#toasts }));
  }

  #openForm(isNew = true) {
    if (isNew) this.#go(newRoute);
    if (this.#shown instanceof TicketForm) return this.#shown.open();
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

  /** @param {TicketPane | TicketForm | undefined} what */
  #show(what) {
    this.#shown?.end();
    this.#shown = what;
    this.#whole.dataset.view = what ? "pane" : "list";
    if (what) {
      this.#right.replaceChildren(what.element);
      what.open();
    } else {
      this.#showNothing();
    }
    this.#draw();
  }

  #showNothing() {
    const words = this.#words;
    const { isLoaded, statistics } = this.#book;
    const isEmpty = isLoaded && statistics.total === 0;
    const state = isEmpty ? "empty" : isLoaded ? "choose" : "loading";
    if (this.#right.dataset.state === state && this.#right.firstElementChild?.matches(".empty-state")) return;
    this.#right.dataset.state = state;
    if (!isLoaded) return this.#right.replaceChildren();
    const add = element("button", { type: "button", class: `button ${isEmpty ? "primary" : ""}` });
    add.append(cabinetIcon("plus"), words.newTicket);
    add.addEventListener("click", () => this.#openForm());
    this.#right.replaceChildren(isEmpty
      ? emptyState("talk", words.noTickets, words.noTicketsText, add)
      : emptyState("talk", words.choose, words.chooseText, add));
  }

  /** @param {Wire.Message} message */
  #arrived(message) {
    if (!isFromStaff(message)) return;
    const pane = this.#pane?.id === message.ticket_id ? this.#pane : undefined;
    if (document.hidden) {
      this.#announcer.announce(message);
      if (!pane) this.#missed.set(message.ticket_id, message);
    } else if (pane?.view.isAtEnd) {
      this.#announcer.announce(message);
    } else {
      this.#toast(message);
    }
  }

  /** A toast ends by itself, so those whom nobody could see come now. */
  #looked() {
    if (document.hidden) return;
    for (const message of this.#missed.values()) this.#toast(message);
    this.#missed.clear();
    this.#draw();
  }

  /** @param {Wire.Message} message */
  #toast({ ticket_id: id, author_name: name = this.#common.staff, text, attachments }) {
    const subject = this.#book.get(id)?.subject ?? this.#words.chatSubject;
    const what = text || labels(attachments, this.#common);
    this.#toasts.show({ title: this.#words.answered(name, subject), text: what, open: () => this.#open(id) });
  }
}

/**
 * Whom a site's token names. The server has believed it.
 * @param {string} token
 * @returns {string}
 */
function claimed(token) {
  const bytes = Uint8Array.from(atob((token.split(".")[1] ?? "").replace(/-/g, "+").replace(/_/g, "/")), (each) => each.charCodeAt(0));
  const { name, email, sub } = JSON.parse(new TextDecoder().decode(bytes));
  return String(name ?? email ?? sub);
}
