import { element } from "../../base/dom.js";
import { icon } from "../../base/icons.js";
import { labels } from "../../chat/labels.js";
import { deskIcon } from "./icons.js";

/** So much of a message is shown above the answer to it. */
const shownLength = 160;

/** Shows above the field which message is being answered. */
export class ReplyBar {
  element = element("div", { class: "reply-bar", hidden: "" });
  #words;
  #drop;

  /**
   * @param {object} parts
   * @param {Staff.Words} parts.words
   * @param {() => void} parts.drop  it is to be an answer to nothing
   */
  constructor({ words, drop }) {
    this.#words = words;
    this.#drop = drop;
  }

  /** @param {import("../../chat/entries.js").Quote | undefined} quote */
  show(quote) {
    this.element.hidden = !quote;
    if (!quote) return this.element.replaceChildren();
    const words = this.#words;
    const drop = element("button", { type: "button", class: "icon-button", "aria-label": words.dropReply });
    drop.append(icon("close"));
    drop.addEventListener("click", () => this.#drop());
    const text = quote.text.slice(0, shownLength) || labels(quote.attachments, words);
    this.element.replaceChildren(
      deskIcon("reply"),
      element(
        "span",
        { class: "what", dir: "auto" },
        element("b", {}, words.replyTo(quote.name ?? words.staff)),
        element("span", {}, text),
      ),
      drop,
    );
  }
}
