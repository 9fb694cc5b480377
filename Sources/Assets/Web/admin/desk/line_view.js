import { portrait } from "../../look/portrait.js";
import { element, setChildren } from "../../base/dom.js";
import { codeMarked } from "../../base/code_marks.js";
import { icon } from "../../base/icons.js";
import { labels } from "../../chat/labels.js";
import { styled } from "../../base/styled.js";
import { iconButton } from "./icon_button.js";
import { deskIcon } from "./icons.js";

/** @typedef {import("./lines.js").Line} Line */
/** @typedef {{ isFirst: boolean, isLast: boolean }} Place */

/**
 * What can be done with a line.
 * @typedef {object} Actions
 * @property {(key: string) => void} retry
 * @property {(key: string) => void} discard
 * @property {(line: Line) => void} reply
 * @property {(id: string) => void} go  to the line with this id
 * @property {(attachment: Wire.Attachment) => HTMLElement} bring  what brings a file that Telegram did not give
 */

/** One line of the conversation on the screen. */
export class LineView {
  element = element("li", { class: "message", "data-testid": "message" });
  #words;
  #dates;
  #files;
  #actions;
  #avatar;
  /** @type {import("../../chat/files/file_list.js").FileList | undefined} */
  #list;
  #bubble = element("div", { class: "bubble", dir: "auto" });
  #shown = "";

  /**
   * @param {Staff.Words} words
   * @param {import("../../base/dates.js").Dates} dates
   * @param {() => import("../../chat/files/file_list.js").FileList} files  makes what shows a line's files
   * @param {Actions} actions
   * @param {() => string | undefined} avatar  of the customer
   */
  constructor(words, dates, files, actions, avatar) {
    this.#words = words;
    this.#dates = dates;
    this.#files = files;
    this.#actions = actions;
    this.#avatar = avatar;
  }

  /** @param {Line} line @param {Place} place */
  show(line, place) {
    // Most lines stay as they are, and one that is not touched keeps its selection and focus.
    const shown = JSON.stringify([line, place]);
    if (shown === this.#shown) return;
    this.#shown = shown;
    const { dataset, classList } = this.element;
    dataset.kind = line.kind;
    dataset.state = line.state;
    if (line.id) dataset.id = line.id;
    classList.toggle("own", line.kind === "agent" || line.kind === "bot");
    classList.toggle("theirs", line.kind === "user");
    classList.toggle("first", place.isFirst);
    classList.toggle("last", place.isLast);
    this.#fill(line);
    setChildren(this.element, [
      ...this.#author(line, place),
      ...this.#row(line),
      ...this.#reactions(line),
      ...this.#footer(line, place),
    ]);
  }

  /** @param {Line} line @param {Place} place */
  #author({ kind, name = this.#words.staff }, { isFirst, isLast }) {
    if (kind === "system") return [];
    const label = element("span", { class: isFirst ? "name" : "unseen", dir: "auto" }, name);
    if (kind === "note") label.prepend(deskIcon("note"), element("span", { class: "unseen" }, this.#words.note));
    return [label, ...(kind === "user" && isLast ? [portrait(name, this.#avatar())] : [])];
  }

  /** @param {Line} line */
  #row(line) {
    if (!line.id || line.isDeleted || line.kind === "note" || line.kind === "system") return [this.#bubble];
    const reply = iconButton(this.#words.reply, deskIcon("reply"), "reply");
    reply.addEventListener("click", () => this.#actions.reply(line));
    const row = this.#bubble.parentElement?.classList.contains("line-row")
      ? this.#bubble.parentElement
      : element("div", { class: "line-row" }, this.#bubble);
    setChildren(row, [this.#bubble, reply]);
    return [row];
  }

  /** @param {Line} line */
  #fill({ kind, text, spans, attachments, quote, isDeleted }) {
    this.#bubble.classList.toggle("deleted", isDeleted);
    const marked = kind === "user" || kind === "system" ? { text, spans } : codeMarked(text, spans);
    const shown = isDeleted ? [this.#words.taken] : styled(marked.text, marked.spans, this.#words.spoiler);
    const missing = kind === "user" ? [] : attachments.filter(({ state }) => state === "unavailable");
    setChildren(this.#bubble, [
      ...(quote && !isDeleted ? [this.#quote(quote)] : []),
      ...(attachments.length && !isDeleted ? [this.#shownFiles(attachments)] : []),
      ...(isDeleted ? [] : missing.map((each) => this.#actions.bring(each))),
      ...(shown.length ? [element("div", { class: "text" }, ...shown)] : []),
    ]);
  }

  /** @param {readonly Wire.Attachment[]} attachments */
  #shownFiles(attachments) {
    this.#list ??= this.#files();
    this.#list.show(attachments);
    return this.#list.element;
  }

  /** @param {import("./lines.js").Quote} quote */
  #quote({ id, name = this.#words.staff, text, attachments }) {
    const quote = element(
      "button",
      { type: "button", class: "quote", "data-testid": "quote" },
      element("b", {}, name),
      element("span", { dir: "auto" }, text.slice(0, 120) || labels(attachments, this.#words)),
    );
    quote.addEventListener("click", () => this.#actions.go(id));
    return quote;
  }

  /** @param {Line} line */
  #reactions({ reactions, isDeleted }) {
    if (isDeleted || reactions.length === 0) return [];
    const shown = reactions.map(({ emoji, count }) =>
      element("span", { "data-testid": "reaction" }, count > 1 ? `${emoji} ${count}` : emoji),
    );
    return [element("div", { class: "reactions", role: "note", "aria-label": this.#words.reactions }, ...shown)];
  }

  /** @param {Line} line @param {Place} place */
  #footer(line, { isLast }) {
    if (line.state === "failed") return [this.#problem(line)];
    if (line.kind === "system" || !(isLast || line.isEdited || line.state === "pending")) return [];
    const words = this.#words;
    const time = element("time", { datetime: line.at.toISOString(), title: this.#dates.full(line.at) });
    time.append(this.#dates.time(line.at));
    const isOwn = line.kind === "agent" || line.kind === "bot" || line.state === "pending";
    const state = line.state === "read" ? words.read : line.state === "pending" ? words.pending : words.sent;
    const sign = line.state === "read" ? "delivered" : line.state === "pending" ? "pending" : "sent";
    const edited = line.isEdited && !line.isDeleted ? [element("span", {}, words.edited)] : [];
    const signs = isOwn ? [icon(sign), element("span", { class: "unseen" }, state)] : [];
    return [element("div", { class: "footer" }, ...edited, time, ...signs)];
  }

  /** @param {Line} line */
  #problem({ key, problem = "" }) {
    const { failed, retry, discard } = this.#words;
    const again = element("button", { type: "button", "data-testid": "retry" }, retry);
    const drop = element("button", { type: "button", "data-testid": "discard" }, discard);
    again.addEventListener("click", () => this.#actions.retry(key));
    drop.addEventListener("click", () => this.#actions.discard(key));
    const buttons = element("div", {}, again, drop);
    return element("div", { class: "problem" }, icon("failed"), `${failed} ${problem}`, buttons);
  }
}
