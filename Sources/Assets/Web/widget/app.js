import { Announcer } from "./announcer.js";
import { ChatView } from "./chat_view.js";
import { isFromStaff } from "./conversation.js";
import { adoptStyles, element } from "./dom.js";
import { picture } from "./icons.js";
import { LazyRating } from "./lazy_rating.js";
import { Panel } from "./panel.js";
import { BrowserStorage } from "./storage.js";
import { Visitor } from "./visitor.js";

/**
 * Builds the chat into the loader's shadow root and starts following the conversation.
 * @param {Widget.Loader} loader
 * @param {Widget.Remains} [remains]
 * @returns {Promise<Widget.App>}
 */
export async function start(loader, remains) {
  const [{ default: words }] = await Promise.all([
    /** @type {Promise<typeof import("./locales/en.js")>} */ (import(`./locales/${loader.locale}.js`)),
    // The loader's own sheet is there from the start.
    loader.root.adoptedStyleSheets.length > 1
      || adoptStyles(loader.root, ["panel.css", "chat.css"].map((name) => new URL(name, import.meta.url))),
  ]);
  const app = new App(loader, words);
  if (remains?.files.length) app.pick(remains.files);
  return app;
}

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
  #unread = 0;
  /** What is unread in other conversations. */
  #unreadElsewhere = 0;
  #isIdentified = false;
  /** @type {Promise<import("./tickets/tickets.js").Tickets | undefined> | undefined} */
  #tickets;
  #attempts = 0;

  /**
   * @param {Widget.Loader} loader
   * @param {Widget.Words} words
   */
  constructor(loader, words) {
    const { signal } = this.#ending;
    this.#loader = loader;
    this.#words = words;
    this.#storage = new BrowserStorage(loader.storagePrefix);
    this.#announcer = new Announcer(words, signal);
    this.#visitor = new Visitor({ base: loader.base, locale: loader.locale, storage: this.#storage, signal }, {
      changed: () => this.#view?.draw(),
      forget: () => {
        void this.#tickets?.then((tickets) => tickets?.forget());
        this.#main.forget();
      },
      status: (status, transport) => {
        this.#panel.setStatus(status);
        if (status === "online") this.#view?.files.forgive();
        loader.host.dataset.transport = transport;
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
      signal,
      closed: () => this.close(),
    });
    this.#panel.element.addEventListener("paste", (event) => this.#view?.composer.paste(event));
    this.#panel.setStatus("reconnecting");
    // A page's own shortcuts must not fire while the visitor writes: to the page, every key comes from one element.
    for (const type of ["keydown", "keypress", "keyup"]) {
      this.#panel.element.addEventListener(type, (event) => event.stopPropagation());
    }
    loader.root.append(this.#announcer.element, this.#panel.element);
    if (this.#visitor.isKnown) void this.#visitor.begin();
    this.#main.draw();
  }

  open() {
    if (!this.#main.chat.isLoaded) void this.#visitor.begin();
    this.#panel.setOpen(true);
    this.#loader.setOpen(true);
    this.#view?.open();
    this.#view?.composer.focus();
    this.#considerTickets();
  }

  close() {
    if (!this.#panel.isOpen) return;
    const hadFocus = this.#panel.element.contains(this.#loader.root.activeElement);
    this.#view?.close();
    this.#panel.setOpen(false);
    this.#loader.setOpen(false);
    if (hadFocus) this.#loader.launcher.focus();
  }

  /** @param {string} token */
  async identify(token) {
    await this.#visitor.identify(token);
    this.#isIdentified = true;
    this.#considerTickets();
  }

  async signOut() {
    this.#isIdentified = false;
    return this.#visitor.signOut();
  }

  get hasEnded() {
    return this.#ending.signal.aborted;
  }

  /** @param {File[]} files */
  pick(files) {
    void this.#main.composer.pick(files);
  }

  end() {
    const files = (this.#main.files.here?.picks.all ?? []).map(({ file }) => file);
    this.#ending.abort();
    this.#panel.element.remove();
    this.#announcer.element.remove();
    return { files };
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
        this.#showUnread();
        this.#considerTickets();
      },
    });
    const rating = new LazyRating(this.#loader, view);
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
    if (!this.#panel.isOpen) return;
    this.#view?.open();
    this.#view?.composer.focus();
  }

  /** Those who may have other conversations can go to them; what that needs is fetched when they first look. */
  #considerTickets() {
    const { isLoaded, conversation } = this.#main.chat;
    if (this.#tickets || !this.#panel.isOpen || !isLoaded || !(this.#isIdentified || conversation.ticket)) return;
    // Some browsers remember that a module could not be fetched; another address asks again.
    const retry = this.#attempts++ ? `?retry=${this.#attempts}` : "";
    this.#tickets = /** @type {Promise<typeof import("./tickets/tickets.js")>} */ (import(`./tickets/tickets.js${retry}`))
      .then(({ start }) => start({
        loader: this.#loader,
        words: this.#words,
        visitor: this.#visitor,
        panel: this.#panel,
        main: this.#main,
        signal: this.#ending.signal,
        isIdentified: () => this.#isIdentified,
        newView: (signal, ticket) => this.#newView(signal, ticket),
        show: (what, way) => this.#show(what, way),
        unread: (count) => {
          this.#unreadElsewhere = count;
          this.#showUnread();
        },
      }))
      .catch((error) => {
        console.error("otvet: the part for other conversations did not load", error);
        this.#tickets = undefined;
        return undefined;
      });
  }

  #showUnread() {
    const unread = this.#main.chat.conversation.unreadCount + this.#unreadElsewhere;
    if (unread !== this.#unread) this.#loader.setUnread(unread);
    this.#unread = unread;
  }
}
