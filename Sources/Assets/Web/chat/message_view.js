import { codeMarked } from "../base/code_marks.js";
import { element, setChildren } from "../base/dom.js";
import { icon } from "../base/icons.js";
import { labels } from "./labels.js";
import { problemText } from "../base/problem.js";
import { styled } from "../base/styled.js";

/** @typedef {import("./entries.js").Entry} Entry */

/**
 * Its place among its neighbours.
 * @typedef {{ isFirst: boolean, isLast: boolean }} Place
 */

/** One message on the screen. */
export class MessageView {
  element = element("li", { class: "message", "data-testid": "message" });
  #words;
  #dates;
  #actions;
  #files;
  /** @type {import("./files/file_list.js").FileList | undefined} */
  #list;
  #bubble = element("div", { class: "bubble", dir: "auto" });
  #shown = "";

  /**
   * @param {Widget.Words} words
   * @param {import("../base/dates.js").Dates} dates
   * @param {import("./lazy_files.js").LazyFiles} files
   * @param {{ retry(key: string): void, discard(key: string): void, go(id: string): void }} actions
   */
  constructor(words, dates, files, actions) {
    this.#words = words;
    this.#dates = dates;
    this.#actions = actions;
    this.#files = files;
  }

  /**
   * @param {Entry} entry
   * @param {Place} place
   */
  show(entry, place) {
    // Most messages stay as they are, and one that is not touched keeps its selection and focus.
    const shown = JSON.stringify([entry, place, this.#files.here !== undefined]);
    if (shown === this.#shown) return;
    this.#shown = shown;

    const { dataset, classList } = this.element;
    dataset.author = entry.author;
    dataset.state = entry.state;
    if (entry.id) dataset.id = entry.id;
    classList.toggle("delivered", entry.isDelivered);
    classList.toggle("own", entry.author === "user");
    classList.toggle("staff", entry.author === "agent" || entry.author === "bot");
    classList.toggle("first", place.isFirst);
    classList.toggle("last", place.isLast);
    this.#fill(entry);
    const footer = this.#footer(entry, place);
    classList.toggle("dated", footer.some((each) => each.className === "footer"));
    // The bubble stays where it is: what plays in it goes on.
    setChildren(this.element, [
      ...this.#author(entry, place),
      this.#bubble,
      ...this.#reactions(entry),
      ...footer,
    ]);
  }

  /** @param {Entry} entry */
  #reactions({ reactions, isDeleted }) {
    if (isDeleted || reactions.length === 0) return [];
    const shown = reactions.map(({ emoji, count }) =>
      element("span", { "data-testid": "reaction" }, count > 1 ? `${emoji} ${count}` : emoji),
    );
    return [element("div", { class: "reactions", role: "note", "aria-label": this.#words.reactions }, ...shown)];
  }

  /**
   * @param {Entry} entry
   * @param {Place} place
   */
  #author({ author, name = this.#words.staff }, { isFirst, isLast }) {
    if (author === "system") return [];
    if (author === "user") return [element("span", { class: "unseen" }, this.#words.you)];
    return [
      element("span", { class: isFirst ? "name" : "unseen", dir: "auto" }, name),
      ...(isLast ? [element("span", { class: "avatar", "aria-hidden": "true" }, [...name.trim()][0] ?? "")] : []),
    ];
  }

  /** @param {Entry} entry */
  #fill({ author, text, spans, attachments, quote, isDeleted }) {
    this.#bubble.classList.toggle("deleted", isDeleted);
    const isStaffs = author === "agent" || author === "bot";
    const marked = isStaffs ? codeMarked(text, spans) : { text, spans };
    const shown = isDeleted ? [this.#words.deleted] : styled(marked.text, marked.spans, this.#words.spoiler);
    setChildren(this.#bubble, [
      ...(quote && !isDeleted ? [this.#quote(quote)] : []),
      ...(attachments.length && !isDeleted ? [this.#shownFiles(attachments)] : []),
      ...(shown.length ? [element("div", { class: "text" }, ...shown)] : []),
    ]);
  }

  /** @param {readonly Wire.Attachment[]} attachments */
  #shownFiles(attachments) {
    this.#list ??= this.#files.here?.newList();
    if (!this.#list) return element("div", {}, labels(attachments, this.#words));
    this.#list.show(attachments);
    return this.#list.element;
  }

  /**
   * What the message replies to; a click goes there.
   * @param {import("./entries.js").Quote} quote
   */
  #quote({ id, author, name = author === "user" ? this.#words.you : this.#words.staff, text, attachments }) {
    const quote = element(
      "button",
      { type: "button", class: "quote", "data-testid": "quote" },
      element("b", {}, name),
      element("span", { dir: "auto" }, text.slice(0, 120) || labels(attachments, this.#words)),
    );
    quote.addEventListener("click", () => this.#actions.go(id));
    return quote;
  }

  /**
   * @param {Entry} entry
   * @param {Place} place
   */
  #footer(entry, { isLast }) {
    if (entry.state === "failed") return [this.#problem(entry)];
    if (entry.author === "system" || !(isLast || entry.isEdited || entry.state === "pending")) return [];
    const words = this.#words;
    const time = element("time", { datetime: entry.at.toISOString(), title: this.#dates.full(entry.at) });
    time.append(this.#dates.time(entry.at));
    const sign = entry.isDelivered ? "delivered" : entry.state;
    const state = entry.isDelivered ? words.delivered : entry.state === "pending" ? words.pending : words.sent;
    return [
      element(
        "div",
        { class: "footer" },
        ...(entry.isEdited && !entry.isDeleted ? [element("span", {}, words.edited)] : []),
        time,
        ...(entry.author === "user" ? [icon(sign), element("span", { class: "unseen" }, state)] : []),
      ),
      ...(entry.delay ? [element("p", { class: "delay", role: "note" }, words.delays[entry.delay])] : []),
    ];
  }

  /** @param {Entry} entry */
  #problem({ key, problem }) {
    const { failed, retry, discard } = this.#words;
    const again = element("button", { type: "button", "data-testid": "retry" }, retry);
    const drop = element("button", { type: "button", "data-testid": "discard" }, discard);
    again.addEventListener("click", () => this.#actions.retry(key));
    drop.addEventListener("click", () => this.#actions.discard(key));
    return element(
      "div",
      { class: "problem" },
      icon("failed"),
      `${failed} ${problem ? problemText(problem, this.#words) : ""}`,
      element("div", {}, again, drop),
    );
  }
}
