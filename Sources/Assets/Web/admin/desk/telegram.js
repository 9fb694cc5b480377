import { APIError } from "../../base/call.js";
import { element } from "../../base/dom.js";
import { icon } from "../../base/icons.js";
import { after } from "../../base/lifetime.js";
import { iconButton } from "./icon_button.js";

/** How often Telegram's state is asked for while the window is seen, in milliseconds: it changes by itself. */
const interval = 15_000;
/** What waits no longer than so many seconds is on its way as it should be. */
const tolerated = 10;
/** Rows of one page. */
const pageSize = 30;

/** How Telegram keeps up, and what it could not be told. */
export class Telegram {
  element = element("dialog", { class: "dialog telegram-dialog", "data-testid": "telegram-dialog" });
  /** @type {Staff.TelegramState | undefined} */
  state;
  #parts;
  #cancel = () => {};
  #list = element("ul", { class: "undelivered" });
  #more = element("div", { class: "more" });
  #facts = element("p", {});
  /** Topics of people who were erased that are still there; for administrators. */
  #erased = element("ul", { class: "undelivered", "data-testid": "erased-topics" });

  /**
   * @param {object} parts
   * @param {Staff.Parts["api"]} parts.api
   * @param {Staff.Me} parts.me
   * @param {Staff.Words} parts.words
   * @param {import("./desk_dates.js").DeskDates} parts.dates
   * @param {import("./tickets.js").Tickets} parts.tickets
   * @param {() => void} parts.changed  its state
   * @param {AbortSignal} parts.signal
   */
  constructor(parts) {
    const { words, signal } = parts;
    this.#parts = parts;
    const close = iconButton(words.close, icon("close"), "close");
    close.addEventListener("click", () => this.element.close());
    const title = element("h2", { id: "telegram-title" }, words.telegram);
    this.element.setAttribute("aria-labelledby", title.id);
    this.element.append(close, title, this.#facts, this.#erased, this.#list, this.#more);
    this.element.addEventListener("keydown", (event) => event.stopPropagation());
    this.element.addEventListener("click", ({ target }) => {
      if (target === this.element || (target instanceof Element && target.closest("a"))) this.element.close();
    });
    document.addEventListener("visibilitychange", () => document.hidden || void this.ask(), { signal });
    void this.ask();
  }

  /**
   * In short, and of a trouble also in full.
   * @returns {{ level: "good" | "slow" | "bad" | "off" | "unknown", text: string, full?: string }}
   */
  get summary() {
    const { words } = this.#parts;
    const { state } = this;
    if (!state) return { level: "unknown", text: words.telegramUnknown };
    if (state.trouble) {
      const { trouble, trouble_code: code = "", trouble_reason: reason = "" } = state;
      // A code that is newer than this page has no words yet.
      const sentence = words.telegramTrouble[code];
      return { level: "bad", text: sentence?.("") ?? trouble, full: sentence?.(reason) ?? trouble };
    }
    // This is no trouble: many a team answers in the panel alone.
    if (!state.connected) return { level: "off", text: words.telegramNotConnected };
    if (state.waiting && state.lag_seconds > tolerated) {
      return { level: "slow", text: words.telegramBehind(state.lag_seconds, state.waiting) };
    }
    return { level: "good", text: words.telegramConnected };
  }

  async ask() {
    this.#cancel();
    if (document.hidden) return;
    try {
      this.state = await this.#parts.api.get("telegram");
    } catch (error) {
      if (!(error instanceof APIError)) throw error;
      this.state = undefined;
    }
    this.#parts.changed();
    if (this.element.open) this.#showFacts();
    this.#cancel();
    this.#cancel = after(interval, this.#parts.signal, () => void this.ask());
  }

  async open() {
    this.#list.replaceChildren();
    this.#erased.replaceChildren();
    this.#more.replaceChildren();
    this.#showFacts();
    this.element.showModal();
    await Promise.all([this.ask(), this.#page(undefined), this.#showErased()]);
  }

  #showFacts() {
    const { words } = this.#parts;
    const { state, summary } = this;
    this.#facts.dataset.level = summary.level;
    this.#facts.replaceChildren(element("b", {}, summary.full ?? summary.text));
    if (!state) return;
    const facts = [
      words.telegramWaiting(state.waiting),
      ...(state.paused_seconds ? [words.telegramPaused(state.paused_seconds)] : []),
      state.undelivered ? words.undelivered(state.undelivered) : words.nothingUndelivered,
    ];
    this.#facts.append(element("span", {}, facts.join(" · ")));
  }

  async #showErased() {
    const { words, api, me } = this.#parts;
    if (me.role !== "admin") return;
    try {
      /** @type {{ topics: Staff.ErasedTopic[] }} */
      const { topics } = await api.get("erasures");
      this.#erased.replaceChildren(...topics.map(({ ticket_id: ticket, refused, posts, reason }) => element(
        "li", {},
        element("b", {}, refused ? words.topicRefused(ticket, posts) : words.topicWaits(ticket)),
        ...(reason ? [element("span", { class: "reason", dir: "auto" }, reason)] : []),
      )));
    } catch (error) {
      // What Telegram was not told, below, says that something fails.
      if (!(error instanceof APIError)) throw error;
    }
  }

  /** @param {string | undefined} before */
  async #page(before) {
    const { words, api } = this.#parts;
    const query = new URLSearchParams({ limit: String(pageSize), ...(before && { before }) });
    try {
      /** @type {{ undelivered: Staff.Undelivered[], has_more: boolean }} */
      const { undelivered, has_more: hasMore } = await api.get(`undelivered?${query}`);
      this.#list.append(...undelivered.map((each) => this.#row(each)));
      const more = element("button", { type: "button", class: "button quiet" }, words.more);
      more.addEventListener("click", () => void this.#page(undelivered.at(-1)?.id));
      this.#more.replaceChildren(...(hasMore ? [more] : []));
    } catch (error) {
      if (!(error instanceof APIError)) throw error;
      const again = element("button", { type: "button", class: "button" }, words.retry);
      again.addEventListener("click", () => void this.#page(before));
      this.#more.replaceChildren(element("span", {}, words.listFailed), again);
    }
  }

  /** @param {Staff.Undelivered} undelivered */
  #row({ ticket_id: ticket, message_id: message, notice, reason, failed_at: at }) {
    const { dates, tickets } = this.#parts;
    const date = new Date(at);
    const name = tickets.nameOf(ticket) ?? `#${ticket}`;
    const subject = tickets.get(ticket)?.ticket.subject;
    const link = element("a", { href: `#/tickets/${ticket}${message ? `/${message}` : ""}` });
    link.append(subject ? `${name} · ${subject}` : name);
    const time = element("time", { datetime: at, title: dates.full(date) }, `${dates.short(date)} ${dates.time(date)}`);
    return element(
      "li",
      { "data-testid": "undelivered" },
      element("span", { class: "head" }, link, time),
      ...(notice ? [element("span", { class: "notice-text", dir: "auto" }, notice)] : []),
      element("span", { class: "reason", dir: "auto" }, reason),
    );
  }
}
