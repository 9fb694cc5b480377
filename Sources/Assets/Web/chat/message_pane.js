import { APIError } from "../base/call.js";
import { element } from "../base/dom.js";
import { icon } from "../base/icons.js";
import { ListWindow, startsBefore } from "../base/list_window.js";
import { ScrollKeeper } from "../base/scroll_keeper.js";
import { MessageList } from "./message_list.js";
import { ReadMarks } from "./read_marks.js";

/**
 * What is known of a conversation. Its entries are named by their ids, the oldest first.
 * @typedef {object} Source
 * @property {Wire.Cursor[]} ids
 * @property {boolean} hasOlder  the server has more
 */

/**
 * @typedef {object} Parts
 * @property {Source} source
 * @property {Element[]} before  what stands above the messages
 * @property {Element[]} after  and below them
 * @property {() => number} unread  how many messages are
 * @property {() => boolean} isLooking  the reader has it before their eyes
 * @property {(ids: Set<Wire.Cursor>) => void} seen
 * @property {() => void} draw  calls `show`
 * @property {() => Promise<void>} loadOlder  throws an `APIError`
 * @property {string} [button]  the class of the button that tries again
 * @property {AbortSignal} signal
 */

/**
 * The messages of a conversation in a scroller: a window of them is in the document, whoever reads keeps their place, and
 * what is older comes when they scroll to it.
 */
export class MessagePane {
  element = element("div", { class: "body" });
  scroller = element("div", { class: "scroller", role: "region", tabindex: "0" });
  /** Says above the messages why there are no older ones. */
  older = element("div", { class: "older", hidden: "" });
  /**
   * Where the line above the unread messages stands.
   * @type {Wire.Cursor | undefined}
   */
  unreadAfter;
  list;
  scroll;
  #parts;
  #window = new ListWindow();
  #marks;
  #jump = element("button", { class: "jump", type: "button", hidden: "" }, icon("down"));
  #count = element("span", { class: "count", "aria-hidden": "true" });
  /** @type {Promise<boolean> | undefined} */
  #loading;

  /** @param {import("./message_list.js").Parts & Parts} parts */
  constructor(parts) {
    const { words, before, after, isLooking, seen, signal } = parts;
    const { scroller } = this;
    this.#parts = parts;
    this.list = new MessageList(parts);
    scroller.setAttribute("aria-label", words.messages);
    scroller.append(this.older, ...before, this.list.element, ...after);
    this.scroll = new ScrollKeeper(scroller, signal, () => this.#scrolled());
    this.#marks = new ReadMarks({ scroller, signal, isLooking, seen });
    this.#jump.setAttribute("aria-label", words.jump);
    this.#jump.append(this.#count);
    this.#jump.addEventListener("click", () => this.toEnd());
    this.element.append(scroller, this.#jump);
  }

  /**
   * From and up to which index what is known is to be shown.
   * @returns {[start: number, end: number]}
   */
  get range() {
    return this.#window.range(this.#parts.source.ids, this.scroll.isAtEnd);
  }

  /** What is shown reaches the end. */
  get hasEnd() {
    return this.#window.reachesEnd;
  }

  /**
   * Draws without moving anything under the reader.
   * @param {import("./entries.js").Entry[]} rows  what the range asks for
   * @param {number} start  of the range
   * @param {() => void} beside  draws what stands above and below them
   */
  show(rows, start, beside) {
    const unreadAfter = startsBefore(this.#parts.source.ids, start, this.unreadAfter) ? this.unreadAfter : undefined;
    this.scroll.hasEnd = this.hasEnd;
    this.scroll.around(() => {
      beside();
      this.list.show(rows, unreadAfter);
    });
    this.#marks.observe(this.list.theirs);
    this.#showJump();
  }

  /** Shows the newest message, or what is unread before it. */
  arrive() {
    this.#window.toEnd();
    this.#parts.draw();
    this.scroll.toEnd();
    this.#toUnreadLine();
    this.#marks.look();
  }

  toEnd() {
    if (!this.hasEnd) {
      this.#window.toEnd();
      this.#parts.draw();
    }
    this.scroll.toEnd();
  }

  /** Goes to the first unread message, which may be further back than what is in the document. */
  toUnread() {
    this.goTo(this.unreadAfter ?? "0");
    this.#toUnreadLine();
  }

  /**
   * Goes to an entry that is known.
   * @param {Wire.Cursor} id
   */
  goTo(id) {
    this.#window.around(this.#parts.source.ids, id);
    this.#parts.draw();
    this.list.find(id)?.scrollIntoView({ block: "center" });
  }

  /**
   * Loads what came before; whoever asks meanwhile waits for the same.
   * @returns {Promise<boolean>} whether it came
   */
  loadOlder() {
    this.#loading ??= this.#load().finally(() => (this.#loading = undefined));
    return this.#loading;
  }

  /**
   * Tells above the messages what went wrong.
   * @param {string} text
   * @param {() => Promise<unknown>} retry
   */
  fail(text, retry) {
    const { words, button = "" } = this.#parts;
    const again = element("button", { type: "button", class: button }, words.retry);
    again.addEventListener("click", () => void retry());
    this.older.replaceChildren(element("span", {}, text), again);
    this.older.hidden = false;
  }

  /** @returns {Promise<boolean>} */
  async #load() {
    try {
      await this.#parts.loadOlder();
      this.older.hidden = true;
      this.#showEarlier();
      return true;
    } catch (error) {
      if (!(error instanceof APIError)) throw error;
      this.fail(this.#parts.words.historyFailed, () => this.loadOlder());
      return false;
    }
  }

  #showEarlier() {
    const isThere = this.#parts.isLooking() && this.#window.earlier(this.#parts.source.ids);
    if (isThere) this.#parts.draw();
    return isThere;
  }

  #toUnreadLine() {
    const { unreadLine } = this.list;
    if (unreadLine) this.scroll.toStartOf(unreadLine);
  }

  #scrolled() {
    this.#showJump();
    if (!this.#parts.isLooking()) return;
    if (this.scroll.isNearStart) {
      if (!this.#showEarlier() && this.#parts.source.hasOlder) void this.loadOlder();
    } else if (this.scroll.isNearFoot && this.#window.later(this.#parts.source.ids)) {
      this.#parts.draw();
    }
  }

  /** The button that leads to the newest message, with how many have come meanwhile. */
  #showJump() {
    this.#jump.hidden = this.scroll.isAtEnd;
    this.#count.textContent = String(this.#parts.unread() || "");
  }
}
