import { APIError } from "../../base/call.js";
import { compareCursor } from "../../base/cursor.js";
import { element } from "../../base/dom.js";
import { DropZone } from "../../chat/files/drop_zone.js";
import { FileList } from "../../chat/files/file_list.js";
import { FileViews, isPicture } from "../../chat/files/file_views.js";
import { Sight } from "../../chat/files/sight.js";
import { icon } from "../../base/icons.js";
import { label } from "../../chat/labels.js";
import { after } from "../../base/lifetime.js";
import { ListWindow, startsBefore } from "../../base/list_window.js";
import { ReadMarks } from "../../chat/read_marks.js";
import { ScrollKeeper } from "../../base/scroll_keeper.js";
import { TypingSignal } from "../../chat/typing_signal.js";
import { bringButton } from "./bring.js";
import { Composer } from "./composer.js";
import { LineView } from "./line_view.js";
import { linesOf } from "./lines.js";
import { idOf, Thread } from "./thread.js";
import { Timeline } from "./timeline.js";
import { Writers } from "./writers.js";

/** Entries of one page. */
const pageSize = 50;
/** What is drawn at most of the past of somebody who reads the present, and what is left when it is more. */
const [shownLimit, shownRest] = [400, 120];
/** So many pages are gone through to reach a message that was found, of so many entries. */
const [searchedPages, searchedSize] = [40, 100];
/** So long a line that was looked for is marked, in milliseconds. */
const markedFor = 2_400;

/**
 * @typedef {object} Parts
 * @property {string} id  of the ticket
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
  thread;
  composer;
  #parts;
  #id;
  #ending = new AbortController();
  #scroller = element("div", { class: "scroller", role: "region", tabindex: "0", "data-testid": "scroller" });
  #jump = element("button", { class: "jump", type: "button", hidden: "" });
  #older = element("div", { class: "older", hidden: "" });
  #bones = element("div", { class: "bones", "aria-hidden": "true" }, element("i"), element("i"), element("i"));
  #said = element("div", { class: "unseen", role: "status", "aria-live": "polite", "data-testid": "said" });
  #timeline;
  #window = new ListWindow();
  #scroll;
  #readMarks;
  #sight;
  #views;
  #writers;
  #typing;
  #isShown = false;
  #isDrawing = false;
  #isLoadingOlder = false;
  /** A message is looked for: what leads to it is not forgotten. */
  #isSeeking = false;
  /**
   * Where the line above the unread messages stands.
   * @type {Wire.Cursor | undefined}
   */
  #unreadAfter;
  /**
   * Where to go when the page that has it is drawn.
   * @type {(() => void) | undefined}
   */
  #arrive;

  /** @param {Parts} parts */
  constructor(parts) {
    const { id, api, words, toasts, dates, reason, files, drafts, outbox, tickets, live, left, signal } = parts;
    this.#id = id;
    this.#parts = parts;
    const own = this.#ending.signal;
    signal.addEventListener("abort", () => this.end(), { signal: own });
    this.thread = new Thread(() => this.draw());
    this.#sight = new Sight(this.#scroller, own, () => this.#isShown);
    this.#views = new FileViews({
      words,
      size: files.size,
      links: files.links,
      sight: this.#sight,
      open: (picture) => files.viewer.open(this.#pictures, picture),
    });
    this.#timeline = new Timeline(words, dates, () => new LineView(words, dates, () => new FileList(this.#views), {
      retry: (key) => outbox.retry(key),
      discard: (key) => outbox.remove(key),
      reply: (line) => this.#reply(line),
      go: (message) => void this.goTo(message),
      bring: (attachment) => bringButton(attachment, { api, words, toasts, reason, signal: own }),
    }, () => tickets.get(id)?.user.avatar_url));
    this.#writers = new Writers({ words });
    this.#typing = new TypingSignal(own, (typing) => live.say({ type: "typing", ticket_id: id, typing }));
    this.composer = new Composer({
      words,
      api,
      ticket: id,
      drafts,
      files,
      reason,
      signal: own,
      submit: (written) => this.#submit(written),
      typed: () => this.#typing.typed(),
      left,
    });
    this.#scroller.setAttribute("aria-label", words.messages);
    this.#jump.setAttribute("aria-label", words.jump);
    this.#jump.append(icon("down"), element("span", { class: "count", "aria-hidden": "true" }));
    this.#jump.addEventListener("click", () => this.#toEnd());
    this.#scroller.append(this.#older, this.#bones, this.#timeline.element, this.#writers.element);
    const body = element("div", { class: "body" }, this.#scroller, this.#jump);
    this.element.append(body, this.composer.element, this.#said);
    this.element.append(new DropZone(this.element, words.drop, (picked) => this.composer.pick(picked)).element);
    this.#scroll = new ScrollKeeper(this.#scroller, own, () => this.#scrolled());
    this.#readMarks = new ReadMarks({
      scroller: this.#scroller,
      signal: own,
      isLooking: () => this.#isShown,
      seen: (ids) => {
        const newest = [...ids].sort(compareCursor).pop();
        if (newest) this.#seen(newest);
      },
    });
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
    if (message) {
      void this.goTo(message);
    } else {
      this.#markUnread();
      this.#window.toEnd();
      this.#arrive = () => {
        this.#scroll.toEnd();
        if (this.#timeline.unreadLine) this.#scroll.toStartOf(this.#timeline.unreadLine);
      };
    }
    if (this.thread.isLoaded) this.#drawNow();
    else void this.load();
    this.composer.fit();
    this.#sight.look();
    this.#readMarks.look();
  }

  hide() {
    this.#isShown = false;
    this.#views.hush();
    if (this.thread.entries.length > shownLimit) this.thread.trim(shownRest);
  }

  end() {
    this.hide();
    this.#ending.abort();
  }

  /** Loads the newest page. */
  async load() {
    try {
      await this.#page(undefined, pageSize);
      this.#markUnread();
      this.#older.hidden = true;
      if (this.#isShown) this.#drawNow();
    } catch (error) {
      if (!(error instanceof APIError)) throw error;
      if (this.#ending.signal.aborted) return;
      const isThere = error.status !== 404;
      this.element.classList.toggle("lost", !isThere);
      this.#fail(this.#parts.words[isThere ? "historyFailed" : "noTicket"], () => this.load());
    }
  }

  /**
   * Shows one message, however far back it is.
   * @param {Wire.Cursor} message
   * @returns {Promise<void>}
   */
  async goTo(message) {
    this.#arrive = undefined;
    this.#isSeeking = true;
    try {
      if (!this.thread.isLoaded) await this.#page(undefined, searchedSize);
      for (let pages = 0; pages < searchedPages && this.thread.hasOlder && this.#isShown; pages++) {
        const oldest = this.#oldest;
        if (!oldest || compareCursor(oldest, message) <= 0) break;
        await this.#page(oldest, searchedSize);
      }
      if (this.#isShown) this.#mark(message);
    } catch (error) {
      if (!(error instanceof APIError)) throw error;
      this.#fail(this.#parts.words.historyFailed, () => this.goTo(message));
    } finally {
      this.#isSeeking = false;
    }
  }

  /** @param {Wire.Cursor} message */
  #mark(message) {
    this.#window.around(this.#ids, message);
    this.#drawNow();
    const found = this.#timeline.find(message);
    if (!found) return;
    found.scrollIntoView({ block: "center" });
    found.classList.add("marked");
    after(markedFor, this.#ending.signal, () => found.classList.remove("marked"));
  }

  /** Keys mean something there that they don't in the field. */
  focus() {
    this.#scroller.focus({ preventScroll: true });
  }

  /**
   * Tells those who can't see it.
   * @param {string} text
   */
  say(text) {
    this.#said.textContent = text;
  }

  /** Draws once for all that changes in one go. */
  draw() {
    if (this.#isDrawing || !this.#isShown) return;
    this.#isDrawing = true;
    queueMicrotask(() => {
      this.#isDrawing = false;
      if (this.#isShown) this.#drawNow();
    });
  }

  #drawNow() {
    const { words, tickets, signs } = this.#parts;
    this.#scroll.around(() => {
      this.#bones.hidden = this.thread.isLoaded || !this.#older.hidden;
      const ids = this.#ids;
      const [start, end] = this.#window.range(ids, this.#scroll.isAtEnd);
      this.#scroll.hasEnd = this.#window.reachesEnd;
      const unreadAfter = startsBefore(ids, start, this.#unreadAfter) ? this.#unreadAfter : undefined;
      this.#timeline.render(this.#linesOf(this.thread.entries.slice(start, end)), unreadAfter);
      this.#writers.show(signs.writers(this.#id), tickets.nameOf(this.#id) ?? words.visitor);
    });
    if (this.thread.isLoaded) {
      this.#arrive?.();
      this.#arrive = undefined;
      this.#timeline.animate();
    }
    this.#readMarks.observe(this.#timeline.theirs);
    this.#showJump();
    const isLong = this.thread.entries.length > shownLimit;
    if (isLong && this.#scroll.isAtEnd && !this.#isSeeking) this.thread.trim(shownRest);
  }

  get #ids() {
    return this.thread.entries.map(idOf);
  }

  /** @param {readonly Staff.Entry[]} shown */
  #linesOf(shown) {
    const { me, outbox, tickets, words } = this.#parts;
    const unsent = this.#window.reachesEnd ? outbox.entries.filter(({ ticket }) => ticket === this.#id) : [];
    return linesOf(this.thread.entries, shown, unsent, {
      me: me.agent,
      customer: tickets.nameOf(this.#id) ?? words.visitor,
      reason: this.#parts.reason,
      readByUser: tickets.get(this.#id)?.ticket.read_by_user ?? "0",
    });
  }

  /** Every picture of the conversation, as far as it is here. */
  get #pictures() {
    return this.#linesOf(this.thread.entries).flatMap(({ attachments, isDeleted }) => {
      const shown = (isDeleted ? [] : [...attachments]).filter((each) => isPicture(each) && each.kind !== "sticker");
      return shown.map((each) => ({ ...each, label: label(each, this.#parts.words) }));
    });
  }

  get #oldest() {
    const [first] = this.thread.entries;
    return first && (first.type === "note" ? first.note.id : first.message.id);
  }

  /** @param {Wire.Cursor | undefined} before @param {number} limit */
  async #page(before, limit) {
    const query = new URLSearchParams({ limit: String(limit), ...(before && { before }) });
    /** @type {Staff.History} */
    const page = await this.#parts.api.get(`tickets/${this.#id}/messages?${query}`, this.#ending.signal);
    // Where meanwhile something was forgotten or loaded, the page would leave a gap.
    if (before === undefined || before === this.#oldest) this.thread.load(page);
  }

  #markUnread() {
    const ticket = this.#parts.tickets.get(this.#id)?.ticket;
    this.#unreadAfter = ticket?.unread_by_agents ? (ticket.read_by_agents ?? "0") : undefined;
  }

  /** @param {import("./composer.js").Written} written */
  #submit({ text, isNote, reply, picks }) {
    const { outbox, files, live } = this.#parts;
    if (outbox.isFull) return false;
    this.#typing.sent();
    this.#unreadAfter = undefined;
    const attachments = picks.flatMap(({ attachment, file }) => {
      if (attachment) files.links.keep(attachment, file);
      return attachment ? [attachment] : [];
    });
    // Of a conversation that is not loaded, even what was said long ago would seem new.
    const newest = this.thread.isLoaded ? this.thread.newest : live.cursor;
    const about = { isNote, after: newest, ...(reply && { reply_to: reply.id }) };
    outbox.add(text, attachments, { ticket: this.#id, about });
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

  /** @param {import("./lines.js").Line} line */
  #reply({ id, kind, name, text, attachments }) {
    if (!id || kind === "note") return;
    this.composer.setReply({ id, author: kind, text, attachments, ...(name && { name }) });
  }

  /** @param {Wire.Cursor} upTo */
  #seen(upTo) {
    const ticket = this.#parts.tickets.get(this.#id)?.ticket;
    if (!ticket?.unread_by_agents || compareCursor(upTo, ticket.read_by_agents ?? "0") <= 0) return;
    this.#parts.live.read(this.#id, upTo);
  }

  #scrolled() {
    this.#showJump();
    if (!this.#isShown || !this.thread.isLoaded) return;
    if (this.#scroll.isNearStart) this.#goBack();
    else if (this.#scroll.isNearFoot && this.#window.later(this.#ids)) this.#drawNow();
  }

  #goBack() {
    if (this.#window.earlier(this.#ids)) this.#drawNow();
    else if (this.thread.hasOlder) void this.#loadOlder();
  }

  async #loadOlder() {
    if (this.#isLoadingOlder) return;
    this.#isLoadingOlder = true;
    try {
      await this.#page(this.#oldest, pageSize);
      this.#older.hidden = true;
      if (this.#isShown && this.#window.earlier(this.#ids)) this.#drawNow();
    } catch (error) {
      if (!(error instanceof APIError)) throw error;
      this.#fail(this.#parts.words.historyFailed, () => this.#loadOlder());
    } finally {
      this.#isLoadingOlder = false;
    }
  }

  /** @param {string} text @param {() => Promise<void>} retry */
  #fail(text, retry) {
    const again = element("button", { type: "button", class: "button" }, this.#parts.words.retry);
    again.addEventListener("click", () => void retry());
    this.#older.replaceChildren(element("span", {}, text), again);
    this.#older.hidden = false;
    this.#bones.hidden = true;
  }

  #showJump() {
    this.#jump.hidden = this.#scroll.isAtEnd || !this.thread.isLoaded;
    const unread = this.#parts.tickets.get(this.#id)?.ticket.unread_by_agents ?? 0;
    const count = /** @type {Element} */ (this.#jump.lastElementChild);
    count.textContent = unread ? String(unread) : "";
  }
}
