import { Announcer } from "../chat/announcer.js";
import { ChatView } from "../chat/chat_view.js";
import { isFromStaff } from "../chat/conversation.js";
import { adoptStyles, element } from "../base/dom.js";
import { picture } from "../base/icons.js";
import { LazyRating } from "../chat/lazy_rating.js";
import { followLook } from "./look.js";
import { MenuButton } from "./menu_button.js";
import { Panel } from "./panel.js";
import { loadModule } from "../base/load_module.js";
import { BrowserStorage } from "../base/storage.js";
import { Visitor } from "../chat/visitor.js";

/**
 * Builds the chat into the loader's shadow root and starts following the conversation.
 * @param {Widget.Loader} loader
 * @param {Widget.Remains} [remains]
 * @returns {Promise<Widget.App>}
 */
export async function start(loader, remains) {
  const [{ default: words }] = await Promise.all([
    /** @type {Promise<typeof import("../chat/locales/en.js")>} */ (import(`../chat/locales/${loader.locale}.js${loader.retry}`)),
    adoptStyles(loader.root, ["panel.css", "../chat/chat.css"].map((name) => new URL(name, import.meta.url))),
  ]);
  // Who answers without a name of their own answers in the site's.
  const app = new App({ loader, words: loader.name ? { ...words, staff: loader.name } : words });
  if (remains) await app.resume(remains);
  return app;
}

// In a frame of its own nobody can import this module; the loader waits for this call.
/** @type {any} */ (globalThis)[Symbol.for("otvet.start")]?.(start);

/** What the loader opens: the panel, and in it a conversation. */
class App {
  #loader;
  #words;
  #ending = new AbortController();
  #storage;
  /** @type {Visitor} */
  #visitor;
  #panel;
  /** @type {ChatView} */
  #main;
  /**
   * The conversation that is shown; undefined while their list is.
   * @type {ChatView | undefined}
   */
  #view;
  #announcer;
  #menu;
  #unread = 0;
  /** What is unread in other conversations. */
  #unreadElsewhere = 0;
  /** It was opened just now, and shows what is unread elsewhere unless the visitor does something before. */
  #isSeeking = false;
  /** @type {Promise<import("./tickets.js").Tickets | undefined> | undefined} */
  #tickets;
  /** @type {Promise<import("../chat/attributes.js").Attributes | void> | undefined} */
  #more;

  /**
   * @param {object} parts
   * @param {Widget.Loader} parts.loader
   * @param {Widget.Words} parts.words
   */
  constructor({ loader, words }) {
    const { signal } = this.#ending;
    this.#loader = loader;
    this.#words = words;
    this.#storage = new BrowserStorage(loader.storagePrefix, loader.memory);
    this.#announcer = new Announcer({ words, signal, aloud: loader.aloud, page: loader.site.document });
    this.#visitor = new Visitor({ base: loader.base, locale: loader.locale, storage: this.#storage, signal, site: loader.site, pages: loader.pages }, {
      changed: () => this.#view?.draw(),
      forget: () => {
        void this.#tickets?.then((tickets) => tickets?.forget());
        this.#main.forget();
      },
      status: (status, transport) => {
        this.#panel.setStatus(status);
        if (status === "online") this.#view?.files.forgive();
        loader.element.dataset.transport = transport;
      },
    });
    this.#visitor.follow({
      receive: (frame) => {
        if (frame.type !== "message" || !isFromStaff(frame.message)) return;
        this.#announcer.announce(frame.message);
        loader.emit("message", frame.message);
      },
    }, signal);
    this.#view = this.#main = this.#newView(signal);
    this.#panel = new Panel({
      words,
      name: loader.name || words.title,
      content: this.#main.element,
      loader,
      signal,
      closed: () => this.close(),
    });
    this.#menu = new MenuButton({ loader, words, visitor: this.#visitor, signal });
    this.#panel.add(this.#menu.element);
    if (loader.site !== window) loader.enlarge = (isLarge) => this.#panel.enlarge(isLarge);
    this.#panel.element.addEventListener("paste", (event) => this.#view?.composer.paste(event));
    this.#panel.setStatus("reconnecting");
    // Where the chat is drawn in the page, its shortcuts must not fire while the visitor writes.
    for (const type of ["keydown", "keypress", "keyup"]) {
      this.#panel.element.addEventListener(type, (event) => event.stopPropagation());
    }
    for (const type of ["keydown", "pointerdown"]) {
      this.#panel.element.addEventListener(type, () => (this.#isSeeking = false), { capture: true });
    }
    loader.root.append(this.#panel.element);
    followLook(loader, signal);
    // Until it is known whether something is asked first, what is written waits.
    if (loader.asks) this.#main.composer.mayGo = () => !(this.#main.composer.isHeld = true);
    if (loader.asks || loader.privacy) this.#loadMore();
    this.tell();
    if (loader.token) this.#visitor.expect(loader.token);
    if (this.#visitor.isKnown) void this.#visitor.begin();
    this.#main.draw();
  }

  /** @param {boolean} hasFocus */
  open(hasFocus) {
    if (!this.#main.chat.isLoaded) void this.#visitor.begin();
    this.#loader.setOpen(true);
    this.#panel.setOpen(true);
    this.#view?.open();
    if (hasFocus) this.#view?.composer.focus();
    this.#isSeeking = this.#view === this.#main;
    this.#considerTickets();
    this.#seekUnread();
  }

  close() {
    if (!this.#panel.isOpen) return;
    const hadFocus = this.#panel.element.contains(this.#loader.root.activeElement);
    this.#view?.close();
    this.#panel.setOpen(false);
    this.#loader.setOpen(false);
    if (!hadFocus) return;
    // WebKit leaves the keys with the frame unless its page asks for them.
    this.#loader.site.focus();
    this.#loader.launcher.focus();
  }

  /** @param {string} token */
  async identify(token) {
    await this.#visitor.identify(token);
    this.#considerTickets();
  }

  signOut() {
    return this.#visitor.signOut();
  }

  tell() {
    if (this.#loader.attributes()) this.#loadMore();
    void this.#more?.then((more) => more?.told());
  }

  /** @param {Widget.Remains} remains  of the chat before */
  async resume({ files, ticket }) {
    if (files.length) void this.#main.composer.pick(files);
    if (!ticket) return;
    this.#loadTickets();
    (await this.#tickets)?.open(ticket.id, ticket.title);
    if (ticket.files.length) void this.#view?.composer.pick(ticket.files);
  }

  end() {
    const { chat } = this.#view ?? this.#main;
    /** @type {Widget.Remains} */
    const remains = { files: filesOf(this.#main) };
    if (this.#view && chat.given) {
      remains.ticket = { id: chat.given, title: chat.conversation.ticket?.subject, files: filesOf(this.#view) };
    }
    this.#ending.abort();
    this.#panel.element.remove();
    this.#loader.aloud.textContent = "";
    return remains;
  }

  /**
   * @param {AbortSignal} signal
   * @param {{ id: string, missing(): void }} [ticket]  without one it is the running conversation
   */
  #newView(signal, ticket) {
    const { welcome: title, welcomeText } = this.#words;
    const welcome = element(
      "div",
      { class: "welcome", hidden: "" },
      picture(),
      element("strong", { dir: "auto" }, this.#loader.greeting || title),
      element("span", {}, welcomeText),
    );
    const view = new ChatView({
      loader: this.#loader,
      words: this.#words,
      visitor: this.#visitor,
      storage: this.#storage,
      signal,
      welcome,
      ...(ticket && { ticket: ticket.id, missing: ticket.missing }),
      drawn: () => {
        rating.show();
        // Teams with hours say when they are back, or how long an answer takes. Without that part the header says as much as
        // that of a team without hours.
        if (this.#visitor.hours) /** @type {Promise<typeof import("../chat/availability/availability.js")>} */ (import(`../chat/availability/availability.js${this.#loader.retry}`))
          .then((part) => part.show(this.#visitor, this.#loader, this.#panel, signal), () => {});
        if (view.chat.form) this.#loadMore();
        this.#showMenu();
        this.#showUnread();
        this.#considerTickets();
      },
    });
    const rating = new LazyRating({ loader: this.#loader, view });
    return view;
  }

  /**
   * Shows a conversation, or something else in its place.
   * @param {ChatView | Element} what
   * @param {Parameters<Panel["show"]>[1]} [way]
   */
  #show(what, way) {
    this.#view?.close();
    this.#view = what instanceof ChatView ? what : undefined;
    this.#panel.show(what instanceof ChatView ? what.element : what, way);
    this.#showMenu();
    if (!this.#panel.isOpen) return;
    this.#view?.open();
    this.#view?.composer.focus();
  }

  /** What there is to do with the conversation on the screen. */
  #showMenu() {
    this.#menu.show(this.#view?.chat.conversation.ticket?.id);
  }

  /** What most sites don't use. */
  #loadMore(loader = this.#loader) {
    this.#more ??= loadModule((retry) => /** @type {Promise<typeof import("./more.js")>} */ (import(`./more.js${retry}`)))
      .then(({ start }) => start({ loader, visitor: this.#visitor, view: this.#main, storage: this.#storage, signal: this.#ending.signal }))
      .catch((error) => {
        console.error("otvet: the part for forms did not load", error);
        this.#main.composer.mayGo = () => true;
      });
  }

  /** Those who may have other conversations can go to them; what that needs is fetched when they first look. */
  #considerTickets() {
    const { isLoaded, conversation } = this.#main.chat;
    const mayHaveOthers = this.#visitor.isIdentified || (this.#panel.isOpen && conversation.ticket);
    if (isLoaded && mayHaveOthers) this.#loadTickets();
  }

  #loadTickets() {
    if (this.#tickets) return;
    this.#tickets = loadModule((retry) =>
      /** @type {Promise<typeof import("./tickets.js")>} */ (import(`./tickets.js${retry}`)))
      .then(({ start }) => start({
        loader: this.#loader,
        words: this.#words,
        visitor: this.#visitor,
        panel: this.#panel,
        main: this.#main,
        signal: this.#ending.signal,
        isIdentified: () => this.#visitor.isIdentified,
        newView: (signal, ticket) => this.#newView(signal, ticket),
        show: (what, way) => this.#show(what, way),
        unread: (count) => {
          this.#unreadElsewhere = count;
          this.#showUnread();
          this.#seekUnread();
        },
      }))
      .catch((error) => {
        console.error("otvet: the part for other conversations did not load", error);
        this.#tickets = undefined;
        return undefined;
      });
  }

  /** Who opens the chat because of its badge wants to see what is unread, wherever that is. */
  #seekUnread() {
    const { isLoaded, conversation } = this.#main.chat;
    if (!this.#isSeeking || !isLoaded || conversation.unreadCount || !this.#unreadElsewhere) return;
    this.#isSeeking = false;
    void this.#tickets?.then((tickets) => tickets?.showUnread());
  }

  #showUnread() {
    const unread = this.#main.chat.conversation.unreadCount + this.#unreadElsewhere;
    if (unread !== this.#unread) this.#loader.setUnread(unread);
    this.#unread = unread;
  }
}

/** @param {ChatView} view */
function filesOf({ files }) {
  return (files.here?.picks.all ?? []).map(({ file }) => file);
}
