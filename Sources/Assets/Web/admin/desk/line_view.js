import { portrait } from "../../look/portrait.js";
import { element, setChildren } from "../../base/dom.js";
import { MessageView } from "../../chat/message_view.js";
import { iconButton } from "./icon_button.js";
import { deskIcon } from "./icons.js";

/** @typedef {import("../../chat/entries.js").Entry} Entry */
/** @typedef {import("../../chat/message_list.js").Place} Place */

/**
 * What the staff see and do beside what visitors do.
 * @typedef {object} StaffParts
 * @property {Staff.Words} words
 * @property {() => string | undefined} avatar  of the customer
 * @property {(entry: Entry) => void} reply
 * @property {(attachment: Wire.Attachment) => HTMLElement} bring  what brings a file that Telegram did not give
 */

/** One line of the conversation on the screen: a message as the staff see it, or a note. */
export class LineView extends MessageView {
  #parts;

  /** @param {import("../../chat/message_view.js").Parts & StaffParts} parts */
  constructor(parts) {
    const { words } = parts;
    super({ ...parts, words: { ...words, deleted: words.taken, delivered: words.read } });
    this.#parts = parts;
  }

  /** @override @param {Entry} entry */
  mark({ author, state, isSeen }) {
    const { dataset, classList } = this.element;
    dataset.kind = author;
    dataset.state = isSeen ? "read" : state;
    classList.toggle("own", author === "agent" || author === "bot");
    classList.toggle("theirs", author === "user");
  }

  /** @override @param {Entry} entry @param {Place} place */
  author({ author, name: given }, { isFirst, isLast }) {
    const { words, avatar } = this.#parts;
    // The visitor reads it in their language.
    const name = author === "bot" ? words.automatic : given ?? words.staff;
    if (author === "system") return [];
    const label = element("span", { class: isFirst ? "name" : "unseen", dir: "auto" }, name);
    if (author === "note") label.prepend(deskIcon("note"), element("span", { class: "unseen" }, words.note));
    return [label, ...(author === "user" && isLast ? [portrait(name, avatar())] : [])];
  }

  /** @override @param {Entry} entry */
  row(entry) {
    const { bubble } = this;
    if (!entry.id || entry.isDeleted || entry.author === "note" || entry.author === "system") return bubble;
    const reply = iconButton(this.#parts.words.reply, deskIcon("reply"), "reply");
    reply.addEventListener("click", () => this.#parts.reply(entry));
    const row = bubble.parentElement?.classList.contains("line-row")
      ? bubble.parentElement
      : element("div", { class: "line-row" }, bubble);
    setChildren(row, [bubble, reply]);
    return row;
  }

  /** @override @param {Entry} entry */
  below({ mailed }) {
    return mailed ? [element("span", { class: "mailed", "data-testid": "mailed" }, mailed)] : [];
  }

  /** @override @param {Entry} entry */
  underFiles({ author, attachments }) {
    if (author === "user") return [];
    return attachments.filter(({ state }) => state === "unavailable").map((each) => this.#parts.bring(each));
  }
}
