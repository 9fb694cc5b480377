import { APIError } from "../../base/call.js";
import { compareCursor } from "../../base/cursor.js";
import { element } from "../../base/dom.js";
import { after, once } from "../../base/lifetime.js";
import { DropZone } from "../../chat/files/drop_zone.js";
import { MessagePane } from "../../chat/message_pane.js";
import { TypingSignal } from "../../chat/typing_signal.js";
import { bringButton } from "./bring.js";
import { ChatFiles } from "./chat_files.js";
import { Composer } from "./composer.js";
import { History } from "./history.js";
import { LineView } from "./line_view.js";
import { linesOf } from "./lines.js";
import { Writers } from "./writers.js";

/** @typedef {import("../../chat/entries.js").Entry} Entry */

/** What is kept at most of the past of a conversation whose end is read, and what is left when it is more. */
const [keptLimit, keptRest] = [400, 120];
/** So long a line that was looked for is marked, in milliseconds. */
const markedFor = 2_400;

/**
 * @typedef {object} Parts
 * @property {string} ticket
 * @property {Staff.Parts["api"]} api
 * @property {Staff.Me} me
 * @property {Staff.Words} words
 * @property {Staff.Parts["toasts"]} toasts
 * @property {import("./desk_dates.js").DeskDates} dates
 * @property {(problem: Wire.Problem) => string} reason
 * @property {import("./desk_files.js").DeskFiles} files
 * @property {import("./drafts.js").Drafts} drafts
 * @property {import("../../chat/outbox.js").Outbox} outbox
 * @property {import("./tickets.js").Tickets} tickets
 * @property {import("./signs.js").Signs} signs
 * @property {import("./live.js").Live} live
 * @property {() => void} left  the agent goes on outside of the field
 * @property {AbortSignal} signal
 */

/** The conversation of one ticket: its lines, and where to answer. */
export class Chat {
  element = element("div", { class: "conversation" });
  /** Draws once for all that changes in one go. */
  draw = once(() => this.#isShown && this.#drawNow());
  thread;
  composer;
  #parts;
  #history;
  #ending = new AbortController();
  #bones = element("div", { class: "bones", "aria-hidden": "true" }, element("i"), element("i"), element("i"));
  #said = element("div", { class: "unseen", role: "status", "aria-live": "polite", "data-testid": "said" });
  #pane;
  #files;
  #writers;
  #typing;
  #isShown = false;
  /** A message is looked for: what leads to it is not forgotten. */
  #isSeeking = false;
  /** It was opened, and what it is to begin at is not drawn yet. */
  #isArriving = false;

  /** @param {Parts} parts */
  constructor(parts) {
    const { ticket, words, dates, live } = parts;
    this.#parts = parts;
    const signal = this.#ending.signal;
    parts.signal.addEventListener("abort", () => this.end(), { signal });
    this.#history = new History({ ...parts, changed: () => this.draw(), signal });
    this.thread = this.#history.thread;
    this.#writers = new Writers({ words });
    this.#pane = new MessagePane({
      words,
      source: this.thread,
      dates,
      newView: () => new LineView(line),
      isTheirs: ({ author }) => author === "user",
      before: [this.#bones],
      after: [this.#writers.element],
      unread: () => this.#listing?.ticket.unread_by_agents ?? 0,
      isLooking: () => this.#isShown,
      seen: (ids) => this.#seen(ids),
      draw: () => this.#drawNow(),
      loadOlder: () => this.#history.loadOlder(),
      button: "button",
      signal,
    });
    const { scroller } = this.#pane;
    scroller.dataset.testid = "scroller";
    const lines = () => this.#linesOf(this.thread.entries, this.#pane.hasEnd);
    this.#files = new ChatFiles({ ...parts, scroller, isLooking: () => this.#isShown, lines, signal });
    const line = this.#lineParts();
    this.#typing = new TypingSignal(signal, (typing) => live.say({ type: "typing", ticket_id: ticket, typing }));
    this.composer = new Composer({
      ...parts,
      signal,
      submit: (written) => this.#submit(written),
      typed: () => this.#typing.typed(),
    });
    this.element.append(this.#pane.element, this.composer.element, this.#said);
    this.element.append(new DropZone(this.element, words.drop, (picked) => this.composer.pick(picked)).element);
  }

  /** @returns {ConstructorParameters<typeof LineView>[0]} */
  #lineParts() {
    const { api, words, toasts, dates, reason, outbox } = this.#parts;
    const { signal } = this.#ending;
    return {
      words,
      dates,
      reason,
      files: { here: this.#files },
      avatar: () => this.#listing?.user.avatar_url,
      // The button that was pressed is about to go, and the focus with it.
      retry: (key) => {
        outbox.retry(key);
        this.#writeOn();
      },
      discard: (key) => {
        outbox.remove(key);
        this.#writeOn();
      },
      reply: (entry) => this.#reply(entry),
      go: (message) => void this.goTo(message),
      bring: (attachment) => bringButton(attachment, { api, words, toasts, reason, signal }),
    };
  }

  /** Where there is no keyboard, none unfolds that was not asked for. */
  #writeOn() {
    if (matchMedia("(hover: hover)").matches) this.composer.focus();
    else this.focus();
  }

  get #listing() {
    return this.#parts.tickets.get(this.#parts.ticket);
  }

  /** Whether it may be forgotten: files that are picked are nowhere else. */
  get isIdle() {
    return !this.#isShown && !this.composer.picks.all.length;
  }

  /**
   * It has come before the agent's eyes.
   * @param {Wire.Cursor} [message]  to begin at
   */
  show(message) {
    this.#isShown = true;
    this.#isArriving = !message;
    if (message) void this.goTo(message);
    if (!this.thread.isLoaded) void this.load();
    else if (!message) this.#arrive();
    else this.#drawNow();
    this.composer.fit();
    this.#files.look();
  }

  hide() {
    this.#isShown = false;
    this.#files.hush();
    if (this.thread.entries.length > keptLimit) this.thread.trim(keptRest);
  }

  end() {
    this.hide();
    this.#ending.abort();
  }

  /** Loads the newest page. */
  async load() {
    try {
      await this.#history.load();
      this.#pane.older.hidden = true;
      if (this.#isShown) this.#arrive();
    } catch (error) {
      if (!(error instanceof APIError)) throw error;
      if (this.#ending.signal.aborted) return;
      const isThere = error.status !== 404;
      this.element.classList.toggle("lost", !isThere);
      this.#pane.fail(this.#parts.words[isThere ? "historyFailed" : "noTicket"], () => this.load());
      this.draw();
    }
  }

  /**
   * Shows one message, however far back it is.
   * @param {Wire.Cursor} message
   * @returns {Promise<void>}
   */
  async goTo(message) {
    this.#isArriving = false;
    this.#isSeeking = true;
    try {
      await this.#history.reach(message, () => this.#isShown);
      if (this.#isShown) this.#mark(message);
    } catch (error) {
      if (!(error instanceof APIError)) throw error;
      this.#pane.fail(this.#parts.words.historyFailed, () => this.goTo(message));
      this.draw();
    } finally {
      this.#isSeeking = false;
    }
  }

  /** @param {Wire.Cursor} message */
  #mark(message) {
    this.#pane.goTo(message);
    const found = this.#pane.list.find(message);
    if (!found) return;
    found.classList.add("marked");
    after(markedFor, this.#ending.signal, () => found.classList.remove("marked"));
  }

  /** Keys mean something there that they don't in the field. */
  focus() {
    this.#pane.scroller.focus({ preventScroll: true });
  }

  /**
   * Tells those who can't see it.
   * @param {string} text
   */
  say(text) {
    this.#said.textContent = text;
  }

  #drawNow() {
    const { ticket, words, tickets, signs } = this.#parts;
    const [start, end] = this.#pane.range;
    const { hasEnd } = this.#pane;
    this.#pane.show(this.#linesOf(this.thread.entries.slice(start, end), hasEnd), start, () => {
      this.#bones.hidden = this.thread.isLoaded || !this.#pane.older.hidden;
      this.#writers.show(signs.writers(ticket), tickets.nameOf(ticket) ?? words.visitor);
    });
    if (this.thread.isLoaded) this.#pane.list.animate();
    const isLong = this.thread.entries.length > keptLimit;
    if (isLong && this.#pane.scroll.isAtEnd && !this.#isSeeking) this.thread.trim(keptRest);
  }

  /** @param {readonly Staff.Entry[]} shown @param {boolean} hasEnd @returns {Entry[]} */
  #linesOf(shown, hasEnd) {
    const { ticket, me, outbox, tickets, words } = this.#parts;
    const unsent = hasEnd ? outbox.entries.filter((each) => each.ticket === ticket) : [];
    return linesOf(this.thread.entries, shown, unsent, {
      me: me.agent,
      customer: tickets.nameOf(ticket) ?? words.visitor,
      readByUser: this.#listing?.ticket.read_by_user ?? "0",
      mail: this.#mail(),
    });
  }

  /** The last mail that told the customer of answers. */
  #mail() {
    const { mailed_up_to: upTo, mail_refusal: refusal } = this.#listing?.ticket ?? {};
    if (!upTo) return undefined;
    const { words } = this.#parts;
    return { upTo, text: refusal ? words.mailRefused(words.mailRefusals[refusal]) : words.mailSent };
  }

  /** Goes to what is unread, or to the end, unless a message is looked for. */
  #arrive() {
    const ticket = this.#listing?.ticket;
    this.#pane.unreadAfter = ticket?.unread_by_agents ? (ticket.read_by_agents ?? "0") : undefined;
    if (this.#isArriving) this.#pane.arrive();
    else this.#drawNow();
    this.#isArriving = false;
  }

  /** @param {import("./composer.js").Written} written */
  #submit({ text, isNote, reply, picks }) {
    const { ticket, outbox } = this.#parts;
    if (outbox.isFull) return false;
    this.#typing.sent();
    this.#pane.unreadAfter = undefined;
    const about = { isNote, ...(reply && { reply_to: reply.id }) };
    outbox.add(text, this.#files.sent(picks), { ticket, about });
    this.#pane.toEnd();
    return true;
  }

  /** @param {Entry} line */
  #reply({ id, author, name, text, attachments }) {
    if (!id || author === "note") return;
    this.composer.setReply({ id, author, text, attachments: [...attachments], ...(name && { name }) });
  }

  /** @param {Set<Wire.Cursor>} ids */
  #seen(ids) {
    const { ticket, live } = this.#parts;
    const known = this.#listing?.ticket;
    const [upTo] = [...ids].sort(compareCursor).slice(-1);
    if (!upTo || !known?.unread_by_agents || compareCursor(upTo, known.read_by_agents ?? "0") <= 0) return;
    live.read(ticket, upTo);
  }
}
