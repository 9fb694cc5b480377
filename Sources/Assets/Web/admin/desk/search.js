import { portrait } from "../../look/portrait.js";
import { APIError } from "../../base/call.js";
import { element } from "../../base/dom.js";
import { icon } from "../../base/icons.js";
import { labels } from "../../chat/labels.js";
import { after } from "../../base/lifetime.js";
import { found } from "./found.js";
import { iconButton } from "./icon_button.js";
import { deskIcon } from "./icons.js";
import { letterOf } from "./letter_of.js";
import { displayName } from "./people.js";

/** What is typed within so many milliseconds is asked for once. */
const rest = 180;
/** The server's limit, in UTF-16 units. */
const longest = 200;

/** Looks for words in everything that was said, and for people. */
export class Search {
  field = element("div", { class: "search-field" });
  results = element("div", { class: "rows results", hidden: "", "data-testid": "results" });
  #parts;
  #input;
  #clear;
  #status = element("p", { class: "unseen", role: "status" });
  #query = "";
  #request = new AbortController();
  #cancel = () => {};

  /**
   * @param {object} parts
   * @param {Staff.Parts["api"]} parts.api
   * @param {Staff.Words} parts.words
   * @param {import("./desk_dates.js").DeskDates} parts.dates
   * @param {import("./letters.js").Letters} parts.letters
   * @param {(isSearching: boolean) => void} parts.changed  results stand in the place of the list, or don't any more
   * @param {AbortSignal} parts.signal
   */
  constructor(parts) {
    const { words } = parts;
    this.#parts = parts;
    this.#input = element("input", {
      type: "search", class: "input", maxlength: String(longest), placeholder: words.search, "aria-label": words.search,
      autocomplete: "off", spellcheck: "false", "data-testid": "search",
    });
    this.#clear = iconButton(words.clearSearch, icon("close"));
    this.#clear.hidden = true;
    this.field.append(deskIcon("search"), this.#input, this.#clear, this.#status);
    this.field.setAttribute("role", "search");
    this.#input.addEventListener("input", () => this.#typed());
    this.#clear.addEventListener("click", () => {
      this.clear();
      this.focus();
    });
    this.#input.addEventListener("keydown", (event) => {
      if (event.key === "Escape") {
        event.stopPropagation();
        if (this.#input.value) this.clear();
        else this.#input.blur();
      } else if (event.key === "ArrowDown" && !this.results.hidden) {
        event.preventDefault();
        this.results.querySelector("a")?.focus();
      }
    });
    this.results.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const key = letterOf(event);
      const step = { ArrowDown: 1, ArrowUp: -1, j: 1, k: -1 }[key];
      if (!step || (key.length === 1 && !parts.letters.areOn)) return;
      event.preventDefault();
      event.stopPropagation();
      const links = [...this.results.querySelectorAll("a")];
      const to = links.findIndex((each) => each === document.activeElement) + step;
      if (to < 0) this.focus();
      else links[to]?.focus();
    });
  }

  get isActive() {
    return !this.results.hidden;
  }

  focus() {
    this.#input.focus();
    this.#input.select();
  }

  clear() {
    this.#input.value = "";
    this.#typed();
  }

  #typed() {
    const query = this.#input.value.trim();
    this.#clear.hidden = !this.#input.value;
    if (query === this.#query) return;
    this.#query = query;
    this.#cancel();
    this.#request.abort();
    if (!/[\p{L}\p{N}]/u.test(query)) {
      this.results.hidden = true;
      this.#status.textContent = "";
      this.#parts.changed(false);
      return;
    }
    this.#cancel = after(rest, this.#parts.signal, () => void this.#ask(undefined));
  }

  /** @param {string | undefined} next */
  async #ask(next) {
    this.#request.abort();
    this.#request = new AbortController();
    const { words, api } = this.#parts;
    const parameters = new URLSearchParams({ q: this.#query, limit: "30", ...(next && { before: next }) });
    try {
      /** @type {Staff.SearchResults} */
      const answer = await api.get(`search?${parameters}`, this.#request.signal);
      if (!next) this.results.replaceChildren();
      this.results.querySelector(".more")?.remove();
      this.#show(answer, next === undefined);
    } catch (error) {
      if (!(error instanceof APIError)) throw error;
      if (this.#request.signal.aborted) return;
      const again = element("button", { type: "button", class: "button" }, words.retry);
      again.addEventListener("click", () => void this.#ask(next));
      this.results.replaceChildren(element("div", { class: "more" }, element("span", {}, words.searchFailed), again));
    }
    this.results.hidden = false;
    this.#parts.changed(true);
  }

  /** @param {Staff.SearchResults} answer @param {boolean} isFirst */
  #show({ tickets, messages, users, next, complete }, isFirst) {
    const { words } = this.#parts;
    const count = tickets.length + messages.length + users.length;
    if (isFirst) this.#status.textContent = words.foundCount(count);
    if (isFirst && !count) {
      const title = element("strong", {}, words.nothingFound);
      this.results.append(element("div", { class: "empty-state" }, title, words.nothingFoundText));
    }
    if (tickets.length) this.#section(words.tickets, tickets.map(({ ticket, user }) => this.#ticket(ticket, user)));
    if (users.length) this.#section(words.people, users.map((hit) => this.#person(hit)));
    const written = messages.map((hit) => {
      const { id, created_at: at } = hit.kind === "note" ? hit.note : hit.message;
      const text = hit.kind === "note" ? hit.note.text : hit.message.text || labels(hit.message.attachments, words);
      return { id, ticket: hit.ticket, user: hit.user, text, at, isNote: hit.kind === "note" };
    });
    if (written.length) {
      this.#section(isFirst ? words.messages : undefined, written.map((each) => this.#message(each)));
    }
    if (!complete && isFirst) this.results.append(element("p", { class: "hint" }, words.searchIncomplete));
    if (!next) return;
    const more = element("button", { type: "button", class: "button quiet" }, words.more);
    more.addEventListener("click", () => void this.#ask(next));
    this.results.append(element("div", { class: "more" }, more));
  }

  /** @param {string | undefined} title @param {Node[]} rows */
  #section(title, rows) {
    if (title) this.results.append(element("h2", {}, title));
    this.results.append(element("ul", {}, ...rows));
  }

  /** @param {Staff.Ticket} ticket @param {Staff.User} user */
  #ticket(ticket, user) {
    const { words, dates } = this.#parts;
    const at = new Date(ticket.last_message_at ?? ticket.created_at);
    const preview = ticket.last_message_preview === "" ? words.taken : (ticket.last_message_preview ?? "");
    return this.#row(`#/tickets/${ticket.id}`, user, [
      element(
        "span",
        { class: "head" },
        element("span", { class: "who", dir: "auto" }, displayName(user, words)),
        element("time", { datetime: at.toISOString(), title: dates.full(at) }, dates.short(at)),
      ),
      element("span", { class: "body-line" }, `#${ticket.id} `, found(ticket.subject ?? preview, this.#query)),
    ]);
  }

  /** @param {Staff.SearchResults["users"][number]} hit */
  #person({ user, contact, ticket }) {
    const name = displayName(user, this.#parts.words);
    const answers = contact.map(({ value }) => value).filter((value) => value !== name);
    const about = [...new Set([user.email, user.external_id, user.member_id, ...answers])].filter(Boolean).join(" · ");
    return this.#row(ticket ? `#/tickets/${ticket.id}` : undefined, user, [
      element("span", { class: "head" }, element("span", { class: "who", dir: "auto" }, found(name, this.#query))),
      element("span", { class: "body-line" }, found(about, this.#query)),
    ]);
  }

  /** @param {{ id: string, ticket: Staff.Ticket, user: Staff.User, text: string, at: string, isNote: boolean }} hit */
  #message({ id, ticket, user, text, at, isNote }) {
    const { words, dates } = this.#parts;
    const date = new Date(at);
    return this.#row(`#/tickets/${ticket.id}/${id}`, user, [
      element(
        "span",
        { class: "head" },
        element("span", { class: "who", dir: "auto" }, displayName(user, words)),
        element("time", { datetime: at, title: dates.full(date) }, dates.short(date)),
      ),
      element(
        "span",
        { class: "body-line" },
        ...(isNote ? [element("b", { class: "draft" }, `${words.note}: `)] : []),
        found(text, this.#query),
      ),
    ]);
  }

  /** @param {string | undefined} href @param {Staff.User} user @param {Node[]} content */
  #row(href, user, content) {
    const link = element("a", { class: "row-link", draggable: "false", ...(href && { href }) });
    const face = element("span", { class: "face" }, portrait(displayName(user, this.#parts.words), user.avatar_url));
    link.append(face, ...content);
    return element("li", { class: "ticket-row", "data-testid": "hit" }, link);
  }
}
