import { Announcer } from "./announcer.js";
import { ChatView } from "./chat_view.js";
import { isFromStaff } from "./conversation.js";
import { adoptStyles, element } from "./dom.js";
import { picture } from "./icons.js";
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
  #announcer;
  #unread = 0;

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
      changed: () => this.#main.draw(),
      status: (status, transport) => {
        this.#panel.setStatus(status);
        if (status === "online") this.#main.files.forgive();
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
    this.#main = this.#newView();
    this.#panel = new Panel({
      words,
      name: loader.name ?? words.title,
      content: this.#main.element,
      signal,
      closed: () => this.close(),
    });
    this.#panel.element.addEventListener("paste", (event) => this.#main.composer.paste(event));
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
    this.#main.open();
    this.#main.composer.focus();
  }

  close() {
    if (!this.#panel.isOpen) return;
    const hadFocus = this.#panel.element.contains(this.#loader.root.activeElement);
    this.#main.close();
    this.#panel.setOpen(false);
    this.#loader.setOpen(false);
    if (hadFocus) this.#loader.launcher.focus();
  }

  /** @param {string} token */
  identify(token) {
    return this.#visitor.identify(token);
  }

  signOut() {
    this.#main.forget();
    for (const name of this.#storage.names("draft")) this.#storage.remove(name);
    return this.#visitor.signOut();
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

  #newView() {
    const { welcome: title, welcomeText } = this.#words;
    const welcome = element(
      "div",
      { class: "welcome", hidden: "" },
      picture(),
      element("strong", { dir: "auto" }, this.#loader.greeting ?? title),
      element("span", {}, welcomeText),
    );
    return new ChatView({
      loader: this.#loader,
      words: this.#words,
      visitor: this.#visitor,
      storage: this.#storage,
      signal: this.#ending.signal,
      welcome,
      drawn: () => this.#showUnread(),
    });
  }

  #showUnread() {
    const unread = this.#main.chat.conversation.unreadCount;
    if (unread !== this.#unread) this.#loader.setUnread(unread);
    this.#unread = unread;
  }
}
