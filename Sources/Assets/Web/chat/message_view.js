import { codeMarked } from "../base/code_marks.js";
import { element, setChildren } from "../base/dom.js";
import { icon } from "../base/icons.js";
import { styled } from "../base/styled.js";
import { labels } from "./labels.js";

/** @typedef {import("./entries.js").Entry} Entry */
/** @typedef {import("./message_list.js").Place} Place */

/** So much of a message is shown where it is quoted. */
const quotedLength = 120;

/**
 * @typedef {object} Parts
 * @property {Widget.Words} words  `delivered` says that the other side has seen a message
 * @property {import("../base/dates.js").Dates} dates
 * @property {{ here?: { newList(): import("./files/file_list.js").FileList } | undefined }} files  shows them, once it is here
 * @property {(problem: Wire.Problem) => string} reason  what to tell of a message that was refused
 * @property {(key: string) => void} retry
 * @property {(key: string) => void} discard
 * @property {(id: string) => void} go  to the message with this id
 */

/** One message on the screen, as the visitor sees it. */
export class MessageView {
  element = element("li", { class: "message", "data-testid": "message" });
  bubble = element("div", { class: "bubble", dir: "auto" });
  #parts;
  /** @type {import("./files/file_list.js").FileList | undefined} */
  #list;
  #shown = "";

  /** @param {Parts} parts */
  constructor(parts) {
    this.#parts = parts;
  }

  /**
   * @param {Entry} entry
   * @param {Place} place
   */
  show(entry, place) {
    // Most messages stay as they are, and one that is not touched keeps its selection and focus.
    const shown = JSON.stringify([entry, place, this.#parts.files.here !== undefined]);
    if (shown === this.#shown) return;
    this.#shown = shown;

    const { dataset, classList } = this.element;
    dataset.state = entry.state;
    if (entry.id) dataset.id = entry.id;
    classList.toggle("first", place.isFirst);
    classList.toggle("last", place.isLast);
    this.mark(entry);
    this.#fill(entry);
    const footer = this.#footer(entry, place);
    classList.toggle("dated", footer.some((each) => each.className === "footer"));
    // The bubble stays where it is: what plays in it goes on.
    setChildren(this.element, [
      ...this.author(entry, place),
      this.row(entry),
      ...this.#reactions(entry),
      ...this.below(entry),
      ...footer,
    ]);
  }

  /**
   * Says by attributes whose it is.
   * @param {Entry} entry
   */
  mark({ author, isSeen }) {
    const { dataset, classList } = this.element;
    dataset.author = author;
    classList.toggle("delivered", isSeen);
    classList.toggle("own", author === "user");
    classList.toggle("staff", author === "agent" || author === "bot");
  }

  /**
   * @param {Entry} entry
   * @param {Place} place
   * @returns {Element[]}
   */
  author({ author, name = this.#parts.words.staff }, { isFirst, isLast }) {
    if (author === "system") return [];
    if (author === "user") return [element("span", { class: "unseen" }, this.#parts.words.you)];
    return [
      element("span", { class: isFirst ? "name" : "unseen", dir: "auto" }, name),
      ...(isLast ? [element("span", { class: "avatar", "aria-hidden": "true" }, [...name.trim()][0] ?? "")] : []),
    ];
  }

  /**
   * The bubble, with what stands beside it.
   * @param {Entry} _
   * @returns {Element}
   */
  row(_) {
    return this.bubble;
  }

  /**
   * What stands under the bubble.
   * @param {Entry} _
   * @returns {Element[]}
   */
  below(_) {
    return [];
  }

  /**
   * What stands under the files of a message.
   * @param {Entry} _
   * @returns {Element[]}
   */
  underFiles(_) {
    return [];
  }

  /** @param {Entry} entry */
  #fill(entry) {
    const { author, text, spans, attachments, quote, isDeleted } = entry;
    this.bubble.classList.toggle("deleted", isDeleted);
    const marked = author === "user" || author === "system" ? { text, spans } : codeMarked(text, spans);
    const { words } = this.#parts;
    const shown = isDeleted ? [words.deleted] : styled(marked.text, marked.spans, words.spoiler);
    setChildren(this.bubble, [
      ...(quote && !isDeleted ? [this.#quote(quote)] : []),
      ...(attachments.length && !isDeleted ? [this.#shownFiles(attachments), ...this.underFiles(entry)] : []),
      ...(shown.length ? [element("div", { class: "text" }, ...shown)] : []),
    ]);
  }

  /** @param {readonly Wire.Attachment[]} attachments */
  #shownFiles(attachments) {
    this.#list ??= this.#parts.files.here?.newList();
    if (!this.#list) return element("div", {}, labels(attachments, this.#parts.words));
    this.#list.show(attachments);
    return this.#list.element;
  }

  /**
   * What the message replies to; a click goes there.
   * @param {import("./entries.js").Quote} quote
   */
  #quote({ id, name, author, text, attachments }) {
    const { words, go } = this.#parts;
    const quote = element(
      "button",
      { type: "button", class: "quote", "data-testid": "quote" },
      element("b", {}, name ?? (author === "user" ? words.you : words.staff)),
      element("span", { dir: "auto" }, text.slice(0, quotedLength) || labels(attachments, words)),
    );
    quote.addEventListener("click", () => go(id));
    return quote;
  }

  /** @param {Entry} entry */
  #reactions({ reactions, isDeleted }) {
    if (isDeleted || reactions.length === 0) return [];
    const shown = reactions.map(({ emoji, count }) =>
      element("span", { "data-testid": "reaction" }, count > 1 ? `${emoji} ${count}` : emoji),
    );
    return [element("div", { class: "reactions", role: "note", "aria-label": this.#parts.words.reactions }, ...shown)];
  }

  /**
   * @param {Entry} entry
   * @param {Place} place
   */
  #footer(entry, { isLast }) {
    if (entry.state === "failed") return [this.#problem(entry)];
    if (entry.author === "system" || !(isLast || entry.isEdited || entry.state === "pending")) return [];
    const { words, dates } = this.#parts;
    const time = element("time", { datetime: entry.at.toISOString(), title: dates.full(entry.at) });
    time.append(dates.time(entry.at));
    const isOwn = this.element.classList.contains("own") || entry.state === "pending";
    const sign = entry.isSeen ? "delivered" : entry.state;
    const state = entry.isSeen ? words.delivered : entry.state === "pending" ? words.pending : words.sent;
    return [
      element(
        "div",
        { class: "footer" },
        ...(entry.isEdited && !entry.isDeleted ? [element("span", {}, words.edited)] : []),
        time,
        ...(isOwn ? [icon(sign), element("span", { class: "unseen" }, state)] : []),
      ),
      ...(entry.delay ? [element("p", { class: "delay", role: "note" }, words.delays[entry.delay])] : []),
    ];
  }

  /** @param {Entry} entry */
  #problem({ key, problem }) {
    const { words, reason } = this.#parts;
    const again = element("button", { type: "button", "data-testid": "retry" }, words.retry);
    const drop = element("button", { type: "button", "data-testid": "discard" }, words.discard);
    again.addEventListener("click", () => this.#parts.retry(key));
    drop.addEventListener("click", () => this.#parts.discard(key));
    return element(
      "div",
      { class: "problem" },
      icon("failed"),
      `${words.failed} ${problem ? reason(problem) : ""}`,
      element("div", {}, again, drop),
    );
  }
}
