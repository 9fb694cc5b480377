import { Chat } from "./chat.js";
import { Composer } from "./composer.js";
import { Dates } from "../base/dates.js";
import { element } from "../base/dom.js";
import { once } from "../base/lifetime.js";
import { problemText } from "../base/problem.js";
import { entriesOf } from "./entries.js";
import { LazyFiles } from "./lazy_files.js";
import { MessagePane } from "./message_pane.js";
import { MessageView } from "./message_view.js";
import { TypingDots } from "./typing_dots.js";
import { TypingSignal } from "./typing_signal.js";

/**
 * @typedef {object} Parts
 * @property {Pick<Widget.Loader, "base" | "locale" | "root" | "enlarge">} loader
 * @property {Widget.Words} words
 * @property {import("./visitor.js").Visitor} visitor
 * @property {import("../base/storage.js").BrowserStorage} storage
 * @property {AbortSignal} signal
 * @property {Element} welcome  what stands where there are no messages yet
 * @property {string} [ticket]  without one it is the running conversation
 * @property {() => void} drawn
 * @property {() => void} [missing]  there is no such ticket of the visitor's
 */

/** So many pages are loaded to reach the first unread message; further ones when the visitor scrolls there. */
const unreadPages = 20;

/** One conversation on the screen: it draws what `Chat` knows and passes on what the visitor does. */
export class ChatView {
  element = element("div", { class: "chat" });
  /** What stands behind the last message of a conversation that is closed. */
  ending = element("div", { hidden: "" });
  isOpen = false;
  /** Draws once for all that changes in one go. */
  draw = once(() => this.#drawNow());
  /** Called when it has been drawn. */
  told = () => {};
  chat;
  /** @type {Composer} */
  composer;
  /** @type {LazyFiles} */
  files;
  words;
  #pane;
  #dots;
  #typingSignal;
  #welcome;
  #drawn;
  #skeleton = element("div", { class: "skeleton", "aria-hidden": "true" }, element("i"), element("i"), element("i"));
  /** It was opened before what it shows was here. */
  #isArriving = false;

  /** @param {Parts} parts */
  constructor({ loader, words, visitor, storage, signal, welcome, ticket, drawn, missing }) {
    this.words = words;
    this.#welcome = welcome;
    this.#drawn = drawn;
    this.#dots = new TypingDots(words, signal);
    this.chat = new Chat(visitor, signal, {
      changed: () => this.draw(),
      typing: (isTyping, name) => this.around(() => (isTyping ? this.#dots.show(name) : this.#dots.hide())),
      ...(missing && { missing }),
    }, ticket);
    this.#typingSignal = new TypingSignal(signal, (typing) => this.chat.typing(typing));
    this.composer = new Composer({
      words,
      storage,
      draft: ticket ? `draft:${ticket}` : "draft",
      load: () => this.files.load(),
      submit: (text) => this.#submit(text, visitor.outbox.isFull),
      typed: () => this.#typingSignal.typed(),
    });
    const { element: view, chat, composer } = this;
    this.files = new LazyFiles({ loader, words, chat, panel: this, composer, signal }, () => this.draw());
    view.addEventListener("dragenter", () => void this.files.load(), { once: true });
    const dates = new Dates(loader.locale);
    /** @type {import("./message_view.js").Parts} */
    const message = {
      words,
      dates,
      files: this.files,
      reason: (problem) => problemText(problem, words),
      retry: (key) => {
        visitor.outbox.retry(key);
        this.#composeOn();
      },
      discard: (key) => {
        visitor.outbox.remove(key);
        this.#composeOn();
      },
      go: (id) => this.#pane.goTo(id),
    };
    this.ending.append(element("p", { class: "closed-note" }, words.closed));
    this.#pane = new MessagePane({
      words,
      dates,
      newView: () => new MessageView(message),
      isTheirs: ({ author }) => author !== "user",
      source: chat.conversation,
      before: [welcome, this.#skeleton],
      after: [this.ending, this.#dots.element],
      unread: () => chat.conversation.unreadCount,
      isLooking: () => this.isOpen,
      seen: (ids) => chat.show(ids),
      draw: () => this.#drawNow(),
      loadOlder: () => chat.loadOlder(),
      signal,
    });
    view.append(this.#pane.element, composer.element);
  }

  get scroller() {
    return this.#pane.scroller;
  }

  /** Comes before the visitor's eyes. */
  open() {
    this.isOpen = true;
    this.#arrive();
    this.composer.fit();
    this.files.here?.opened();
  }

  /** Shows the newest, or what is unread; once more when it is here, if it is on its way. */
  #arrive() {
    const { conversation, isLoaded } = this.chat;
    this.#isArriving = !isLoaded;
    this.#pane.unreadAfter = conversation.unreadCount && !conversation.unreadBefore ? conversation.readUpTo : undefined;
    this.#pane.arrive();
    if (conversation.unreadBefore) void this.#reachUnread();
  }

  /** Loads pages until the first unread message is here, and goes there, unless the visitor has begun to read or to write. */
  async #reachUnread() {
    const { conversation } = this.chat;
    let isBusy = false;
    const reached = new AbortController();
    for (const type of ["wheel", "touchmove", "pointerdown", "keydown"]) {
      this.element.addEventListener(type, () => (isBusy = true), { signal: reached.signal, passive: true });
    }
    for (let page = 0; page < unreadPages && conversation.unreadBefore && this.isOpen; page++) {
      if (!(await this.#pane.loadOlder())) break;
    }
    reached.abort();
    if (isBusy || !this.isOpen || conversation.unreadBefore || !conversation.unreadCount) return;
    this.#pane.unreadAfter = conversation.readUpTo;
    this.#pane.toUnread();
  }

  close() {
    this.isOpen = false;
    this.files.here?.closed();
  }

  /** Nothing of the visitor's stays. */
  forget() {
    this.files.here?.forget();
    this.composer.clear();
    this.chat.clear();
  }

  /** The end of it can be seen, and what is written there too. */
  get isAtEnd() {
    return this.#pane.scroll.isAtEnd;
  }

  /**
   * Changes what is shown without moving it under the reader.
   * @param {() => void} change
   */
  around(change) {
    this.#pane.scroll.around(change);
  }

  /** The button that was pressed is about to go: the focus goes where no keyboard unfolds that was not asked for. */
  #composeOn() {
    if (matchMedia("(hover: hover)").matches) this.composer.focus();
    else this.scroller.focus({ preventScroll: true });
  }

  /** @param {string} text @param {boolean} isFull */
  #submit(text, isFull) {
    if (isFull) return false;
    this.#typingSignal.sent();
    this.#pane.unreadAfter = undefined;
    // Who answers has read.
    const newest = this.chat.conversation.messages.at(-1);
    if (newest) this.chat.read(newest.id);
    this.chat.send(text, this.files.here?.take() ?? []);
    this.#pane.toEnd();
    return true;
  }

  #drawNow() {
    if (this.#isArriving && this.isOpen && this.chat.isLoaded) return this.#arrive();
    const { conversation, unsent, isLoaded, isKnown } = this.chat;
    const { messages, deliveredUpTo } = conversation;
    const [start, end] = this.#pane.range;
    const { hasEnd } = this.#pane;
    const entries = entriesOf(messages, messages.slice(start, end), hasEnd ? unsent : [], deliveredUpTo);
    if (!this.files.here && !this.files.hasFailed && entries.some(({ attachments }) => attachments.length)) {
      // The part for files draws again as soon as it has come: what was drawn without it would jump then.
      void this.files.load();
      return;
    }
    this.#pane.show(entries, start, () => {
      this.#skeleton.hidden = isLoaded || !isKnown || entries.length > 0;
      this.#welcome.toggleAttribute("hidden", entries.length > 0 || !this.#skeleton.hidden);
      this.ending.hidden = !conversation.isClosed || unsent.length > 0 || !hasEnd;
    });
    if (isLoaded) this.#pane.list.animate();
    this.#drawn();
    this.told();
  }
}
