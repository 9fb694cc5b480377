import { Announcer } from "./announcer.js";
import { APIError } from "./call.js";
import { Chat } from "./chat.js";
import { Composer } from "./composer.js";
import { Dates } from "./dates.js";
import { adoptStyles, element } from "./dom.js";
import { entriesOf } from "./entries.js";
import { picture } from "./icons.js";
import { LazyFiles } from "./lazy_files.js";
import { MessageList } from "./message_list.js";
import { Panel } from "./panel.js";
import { ReadMarks } from "./read_marks.js";
import { ScrollKeeper } from "./scroll_keeper.js";
import { BrowserStorage } from "./storage.js";
import { TypingDots } from "./typing_dots.js";
import { TypingSignal } from "./typing_signal.js";

/**
 * Builds the chat into the loader's shadow root and starts following the conversation.
 * @param {Widget.Loader} loader
 * @returns {Promise<Widget.App>}
 */
export async function start(loader) {
  const [{ default: words }] = await Promise.all([
    /** @type {Promise<typeof import("./locales/en.js")>} */ (import(`./locales/${loader.locale}.js`)),
    adoptStyles(loader.root, ["panel.css", "chat.css"].map((name) => new URL(name, import.meta.url))),
  ]);
  return new App(loader, words);
}

/** The chat that one sees: it draws what `Chat` knows and passes on what the visitor does. */
class App {
  #loader;
  #words;
  #ending = new AbortController();
  #chat;
  #panel;
  #list;
  #scroll;
  #readMarks;
  /** @type {LazyFiles} */
  #files;
  /** @type {Composer} */
  #composer;
  #typingSignal;
  #dots;
  #announcer;
  #welcome;
  #skeleton = element("div", { class: "skeleton", "aria-hidden": "true" }, element("i"), element("i"), element("i"));
  #older = element("div", { class: "older", hidden: "" });
  #closedNote;
  #isDrawing = false;
  #unread = 0;
  /**
   * Where the line above the unread messages stands, fixed while the chat is open.
   * @type {string | undefined}
   */
  #unreadAfter;

  /**
   * @param {Widget.Loader} loader
   * @param {Widget.Words} words
   */
  constructor(loader, words) {
    const { signal } = this.#ending;
    this.#loader = loader;
    this.#words = words;
    const storage = new BrowserStorage(loader.storagePrefix);
    this.#chat = new Chat({ base: loader.base, locale: loader.locale, storage, signal }, {
      changed: () => this.#draw(),
      arrived: (message) => this.#arrived(message),
      typing: (isTyping, name) => this.#showTyping(isTyping, name),
      status: (status, transport) => {
        this.#panel.setStatus(status);
        if (status === "online") this.#files.forgive();
        loader.host.dataset.transport = transport;
      },
    });
    this.#dots = new TypingDots(words, signal);
    this.#announcer = new Announcer(words, signal);
    this.#typingSignal = new TypingSignal(signal, (typing) => this.#chat.typing(typing));
    this.#composer = new Composer({
      words,
      storage,
      load: () => this.#files.load(),
      submit: (text) => this.#submit(text),
      typed: () => this.#typingSignal.typed(),
    });
    this.#welcome = element(
      "div",
      { class: "welcome", hidden: "" },
      picture(),
      element("strong", {}, words.welcome),
      element("span", {}, words.welcomeText),
    );
    this.#closedNote = element("p", { class: "closed-note", hidden: "" }, words.closed);
    this.#panel = new Panel({
      words,
      name: loader.name ?? words.title,
      composer: this.#composer.element,
      signal,
      closed: () => this.close(),
    });
    const { scroller } = this.#panel;
    const parts = { loader, words, chat: this.#chat, panel: this.#panel, composer: this.#composer, signal };
    this.#files = new LazyFiles(parts, () => this.#draw());
    this.#panel.element.addEventListener("dragenter", () => void this.#files.load(), { once: true });
    this.#list = new MessageList(words, new Dates(loader.locale), this.#files, {
      retry: (key) => this.#chat.outbox.retry(key),
      discard: (key) => this.#chat.outbox.remove(key),
    });
    const { element: dots } = this.#dots;
    scroller.append(this.#older, this.#welcome, this.#skeleton, this.#list.element, this.#closedNote, dots);
    this.#scroll = new ScrollKeeper(scroller, signal, () => this.#scrolled());
    this.#readMarks = new ReadMarks({
      scroller,
      signal,
      isLooking: () => this.#panel.isOpen,
      seen: (upTo) => this.#chat.read(upTo),
    });
    this.#panel.jump.addEventListener("click", () => this.#scroll.toEnd());
    this.#panel.setStatus("reconnecting");
    // A page's own shortcuts must not fire while the visitor writes: to the page, every key comes from one element.
    for (const type of ["keydown", "keypress", "keyup"]) {
      this.#panel.element.addEventListener(type, (event) => event.stopPropagation());
    }
    loader.root.append(this.#announcer.element, this.#panel.element);
    if (this.#chat.isKnown) void this.#chat.begin();
    this.#draw();
  }

  open() {
    if (!this.#chat.isLoaded) void this.#chat.begin();
    this.#unreadAfter = this.#chat.conversation.unreadCount ? this.#chat.conversation.readUpTo : undefined;
    this.#panel.setOpen(true);
    this.#loader.setOpen(true);
    this.#drawNow();
    this.#composer.fit();
    this.#scroll.toEnd();
    if (this.#list.unreadLine) this.#scroll.toStartOf(this.#list.unreadLine);
    this.#composer.focus();
    this.#readMarks.look();
    this.#files.here?.opened();
  }

  close() {
    if (!this.#panel.isOpen) return;
    const hadFocus = this.#panel.element.contains(this.#loader.root.activeElement);
    this.#files.here?.closed();
    this.#panel.setOpen(false);
    this.#loader.setOpen(false);
    if (hadFocus) this.#loader.launcher.focus();
  }

  /** @param {string} token */
  identify(token) {
    return this.#chat.identify(token);
  }

  signOut() {
    this.#files.here?.forget();
    this.#composer.clear();
    return this.#chat.signOut();
  }

  shutdown() {
    this.#ending.abort();
  }

  /** @param {string} text */
  #submit(text) {
    if (this.#chat.outbox.isFull) return false;
    this.#typingSignal.sent();
    this.#unreadAfter = undefined;
    this.#chat.outbox.add(text, this.#files.here?.take() ?? []);
    this.#scroll.toEnd();
    return true;
  }

  /** @param {Wire.Message} message */
  #arrived(message) {
    this.#announcer.announce(message);
    this.#loader.emit("message", message);
  }

  /**
   * @param {boolean} isTyping
   * @param {string | undefined} name
   */
  #showTyping(isTyping, name) {
    this.#scroll.around(() => (isTyping ? this.#dots.show(name) : this.#dots.hide()));
  }

  #scrolled() {
    this.#showJump();
    if (this.#scroll.isNearStart && this.#chat.conversation.hasOlder) void this.#loadOlder();
  }

  async #loadOlder() {
    try {
      await this.#chat.loadOlder();
      this.#older.hidden = true;
    } catch (error) {
      if (!(error instanceof APIError)) throw error;
      const again = element("button", { type: "button" }, this.#words.retry);
      again.addEventListener("click", () => void this.#loadOlder());
      this.#older.replaceChildren(this.#words.historyFailed, again);
      this.#older.hidden = false;
    }
  }

  /** Draws once for all that changes in one go. */
  #draw() {
    if (this.#isDrawing) return;
    this.#isDrawing = true;
    queueMicrotask(() => {
      this.#isDrawing = false;
      this.#drawNow();
    });
  }

  #drawNow() {
    const { conversation, outbox, isLoaded } = this.#chat;
    const entries = entriesOf(conversation.messages, outbox.entries, conversation.deliveredUpTo);
    if (!this.#files.here && !this.#files.hasFailed && entries.some(({ attachments }) => attachments.length)) {
      // It comes in a moment and draws: what is drawn without it would jump then.
      void this.#files.load();
      return;
    }
    this.#scroll.around(() => {
      this.#skeleton.hidden = isLoaded || !this.#chat.isKnown || entries.length > 0;
      this.#welcome.hidden = entries.length > 0 || !this.#skeleton.hidden;
      this.#closedNote.hidden = !conversation.isClosed || outbox.entries.length > 0;
      this.#list.render(entries, this.#unreadAfter);
    });
    if (isLoaded) this.#list.animate();
    this.#readMarks.observe(this.#list.staffElements);
    this.#showJump();
    const unread = conversation.unreadCount;
    if (unread !== this.#unread) this.#loader.setUnread(unread);
    this.#unread = unread;
  }

  #showJump() {
    this.#panel.setJump(!this.#scroll.isAtEnd, this.#chat.conversation.unreadCount);
  }
}
