import { Chat } from "./chat.js";
import { APIError } from "../base/call.js";
import { Composer } from "./composer.js";
import { Dates } from "../base/dates.js";
import { element } from "../base/dom.js";
import { entriesOf } from "./entries.js";
import { icon } from "../base/icons.js";
import { LazyFiles } from "./lazy_files.js";
import { ListWindow, startsBefore } from "../base/list_window.js";
import { MessageList } from "./message_list.js";
import { ReadMarks } from "./read_marks.js";
import { ScrollKeeper } from "../base/scroll_keeper.js";
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
  scroller = element("div", { class: "scroller", role: "region", tabindex: "0" });
  /** What stands behind the last message of a conversation that is closed. */
  ending = element("div", { hidden: "" });
  isOpen = false;
  chat;
  /** @type {Composer} */
  composer;
  /** @type {LazyFiles} */
  files;
  words;
  #list;
  #window = new ListWindow();
  #scroll;
  #readMarks;
  #dots;
  #typingSignal;
  #welcome;
  #drawn;
  #jump = element("button", { class: "jump", type: "button", hidden: "" }, icon("down"));
  #count = element("span", { class: "count", "aria-hidden": "true" });
  #skeleton = element("div", { class: "skeleton", "aria-hidden": "true" }, element("i"), element("i"), element("i"));
  #older = element("div", { class: "older", hidden: "" });
  #isDrawing = false;
  /** It was opened before what it shows was here. */
  #isArriving = false;
  /**
   * Where the line above the unread messages stands, fixed while the chat is open.
   * @type {string | undefined}
   */
  #unreadAfter;

  /** @param {Parts} parts */
  constructor({ loader, words, visitor, storage, signal, welcome, ticket, drawn, missing }) {
    this.words = words;
    this.#welcome = welcome;
    this.#drawn = drawn;
    this.#dots = new TypingDots(words, signal);
    this.chat = new Chat(visitor, signal, {
      changed: () => this.draw(),
      typing: (isTyping, name) => this.#scroll.around(() => (isTyping ? this.#dots.show(name) : this.#dots.hide())),
      ...(missing && { missing }),
    }, ticket);
    this.#typingSignal = new TypingSignal(signal, (typing) => this.chat.typing(typing));
    this.composer = new Composer({
      words,
      storage,
      ...(ticket && { draft: `draft:${ticket}` }),
      load: () => this.files.load(),
      submit: (text) => this.#submit(text, visitor.outbox.isFull),
      typed: () => this.#typingSignal.typed(),
    });
    const { element: view, scroller, chat, composer } = this;
    this.files = new LazyFiles({ loader, words, chat, panel: this, composer, signal }, () => this.draw());
    view.addEventListener("dragenter", () => void this.files.load(), { once: true });
    this.#list = new MessageList(words, new Dates(loader.locale), this.files, {
      retry: (key) => visitor.outbox.retry(key),
      discard: (key) => visitor.outbox.remove(key),
      go: (id) => this.#goTo(id),
    });
    scroller.setAttribute("aria-label", words.messages);
    this.ending.append(element("p", { class: "closed-note" }, words.closed));
    scroller.append(this.#older, welcome, this.#skeleton, this.#list.element, this.ending, this.#dots.element);
    this.#scroll = new ScrollKeeper(scroller, signal, () => this.#scrolled());
    this.#readMarks = new ReadMarks({
      scroller,
      signal,
      isLooking: () => this.isOpen,
      seen: (ids) => chat.show(ids),
    });
    this.#jump.setAttribute("aria-label", words.jump);
    this.#jump.append(this.#count);
    this.#jump.addEventListener("click", () => this.#toEnd());
    view.append(element("div", { class: "body" }, scroller, this.#jump), composer.element);
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
    this.#unreadAfter = conversation.unreadCount && !conversation.unreadBefore ? conversation.readUpTo : undefined;
    this.#window.toEnd();
    this.#drawNow();
    this.#scroll.toEnd();
    if (this.#list.unreadLine) this.#scroll.toStartOf(this.#list.unreadLine);
    this.#readMarks.look();
    if (conversation.unreadBefore) void this.#reachUnread();
  }

  /** The first unread message is further back than what is here. Whoever has begun to read or to write stays where they are. */
  async #reachUnread() {
    const { conversation } = this.chat;
    let isBusy = false;
    const reached = new AbortController();
    for (const type of ["wheel", "touchmove", "pointerdown", "keydown"]) {
      this.element.addEventListener(type, () => (isBusy = true), { signal: reached.signal, passive: true });
    }
    for (let page = 0; page < unreadPages && conversation.unreadBefore && this.isOpen; page++) {
      if (!(await this.#loadOlder())) break;
    }
    reached.abort();
    if (isBusy || !this.isOpen || conversation.unreadBefore || !conversation.unreadCount) return;
    this.#unreadAfter = conversation.readUpTo;
    this.#window.around(this.#ids, conversation.readUpTo);
    this.#drawNow();
    if (this.#list.unreadLine) this.#scroll.toStartOf(this.#list.unreadLine);
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
    return this.#scroll.isAtEnd;
  }

  /**
   * Changes what is shown without moving it under the reader.
   * @param {() => void} change
   */
  around(change) {
    this.#scroll.around(change);
  }

  /** @param {string} text @param {boolean} isFull */
  #submit(text, isFull) {
    if (isFull) return false;
    this.#typingSignal.sent();
    this.#unreadAfter = undefined;
    // Who answers has read.
    const newest = this.chat.conversation.messages.at(-1);
    if (newest) this.chat.read(newest.id);
    this.chat.send(text, this.files.here?.take() ?? []);
    this.#toEnd();
    return true;
  }

  #toEnd() {
    if (!this.#window.reachesEnd) {
      this.#window.toEnd();
      this.#drawNow();
    }
    this.#scroll.toEnd();
  }

  get #ids() {
    return this.chat.conversation.messages.map(({ id }) => id);
  }

  /** @param {Wire.Cursor} id  of a message that is here, though perhaps not in the document */
  #goTo(id) {
    this.#window.around(this.#ids, id);
    this.#drawNow();
    this.#list.find(id)?.scrollIntoView({ block: "center" });
  }

  #scrolled() {
    this.#showJump();
    if (this.#scroll.isNearStart) {
      if (this.#window.earlier(this.#ids)) this.#drawNow();
      else if (this.chat.conversation.hasOlder) void this.#loadOlder();
    } else if (this.#scroll.isNearFoot && this.#window.later(this.#ids)) {
      this.#drawNow();
    }
  }

  /** @returns {Promise<boolean>} whether it came */
  async #loadOlder() {
    try {
      await this.chat.loadOlder();
      this.#older.hidden = true;
      if (this.#window.earlier(this.#ids)) this.#drawNow();
      return true;
    } catch (error) {
      if (!(error instanceof APIError)) throw error;
      const again = element("button", { type: "button" }, this.words.retry);
      again.addEventListener("click", () => void this.#loadOlder());
      this.#older.replaceChildren(this.words.historyFailed, again);
      this.#older.hidden = false;
      return false;
    }
  }

  /** Draws once for all that changes in one go. */
  draw() {
    if (this.#isDrawing) return;
    this.#isDrawing = true;
    queueMicrotask(() => {
      this.#isDrawing = false;
      if (this.#isArriving && this.isOpen && this.chat.isLoaded) this.#arrive();
      else this.#drawNow();
    });
  }

  #drawNow() {
    const { conversation, unsent, isLoaded, isKnown } = this.chat;
    const { messages, deliveredUpTo } = conversation;
    const ids = this.#ids;
    const [start, end] = this.#window.range(ids, this.#scroll.isAtEnd);
    const unreadAfter = startsBefore(ids, start, this.#unreadAfter) ? this.#unreadAfter : undefined;
    const hasEnd = this.#window.reachesEnd;
    const entries = entriesOf(messages, messages.slice(start, end), hasEnd ? unsent : [], deliveredUpTo);
    if (!this.files.here && !this.files.hasFailed && entries.some(({ attachments }) => attachments.length)) {
      // It comes in a moment and draws: what is drawn without it would jump then.
      void this.files.load();
      return;
    }
    this.#scroll.hasEnd = hasEnd;
    this.#scroll.around(() => {
      this.#skeleton.hidden = isLoaded || !isKnown || entries.length > 0;
      this.#welcome.toggleAttribute("hidden", entries.length > 0 || !this.#skeleton.hidden);
      this.ending.hidden = !conversation.isClosed || unsent.length > 0 || !hasEnd;
      this.#list.render(entries, unreadAfter);
    });
    if (isLoaded) this.#list.animate();
    this.#readMarks.observe(this.#list.staffElements);
    this.#showJump();
    this.#drawn();
  }

  /** The button that leads to the newest message, with how many have come meanwhile. */
  #showJump() {
    this.#jump.hidden = this.#scroll.isAtEnd;
    this.#count.textContent = String(this.chat.conversation.unreadCount || "");
  }
}
