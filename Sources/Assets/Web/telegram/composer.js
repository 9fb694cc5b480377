import { act } from "./group.js";
import { element, icon, iconButton } from "./dom.js";
import { authorName, plainText } from "./people.js";
import { texts } from "./texts.js";

/** @typedef {import("./wire").Message} Message */
/** @typedef {{ kind: "reply" | "edit", message: Message }} Purpose */

/** Where the agent writes: Enter sends, Shift+Enter makes a new line, Escape gives up a reply or an edit. */
export class Composer {
  #agent;
  #threadID = 0;
  /** @type {Purpose | undefined} */
  #purpose;
  /** What was begun in topics that are not open. @type {Map<number, string>} */
  #drafts = new Map();
  /** The agent's latest text in the open topic, which the up arrow edits. @type {() => Message | undefined} */
  #latest;
  #onSend;

  #field = element("textarea", { "data-testid": "composer", rows: "1", placeholder: texts.message, "aria-label": texts.message });
  #send = element("button", { type: "submit", class: "icon send", "data-testid": "send", "aria-label": texts.send, title: texts.send }, icon("send"));
  #purposeLine = element("div", { class: "purpose", hidden: true });
  #error = element("p", { class: "error", role: "alert", hidden: true });
  form = element("form", { class: "composer", submit: (/** @type {Event} */ event) => this.#submit(event) },
    this.#error, this.#purposeLine, this.#field, this.#send);

  /**
   * @param {import("./agent.js").Agent} agent
   * @param {() => Message | undefined} latest
   * @param {() => void} onSend
   */
  constructor(agent, latest, onSend) {
    this.#agent = agent;
    this.#latest = latest;
    this.#onSend = onSend;
    this.#field.addEventListener("input", () => this.#fit());
    this.#field.addEventListener("keydown", (event) => this.#pressed(event));
  }

  /** @param {number} threadID */
  open(threadID) {
    this.#drafts.set(this.#threadID, this.#purpose?.kind === "edit" ? "" : this.#field.value);
    this.#threadID = threadID;
    this.#field.value = this.#drafts.get(threadID) ?? "";
    this.#setPurpose(undefined);
    this.#complain("");
    this.#fit();
  }

  focus() {
    this.#field.focus();
  }

  /** @param {Message} message */
  reply(message) {
    this.#setPurpose({ kind: "reply", message });
    this.focus();
  }

  /** @param {Message} message */
  edit(message) {
    this.#setPurpose({ kind: "edit", message });
    this.#field.value = message.text ?? "";
    this.#fit();
    this.focus();
  }

  /** @param {Purpose | undefined} purpose */
  #setPurpose(purpose) {
    this.#purpose = purpose;
    const isEdit = purpose?.kind === "edit";
    this.#send.setAttribute("aria-label", isEdit ? texts.save : texts.send);
    this.#purposeLine.hidden = purpose === undefined;
    if (!purpose) return;
    const title = isEdit ? texts.editing : `${texts.replyTo} ${authorName(purpose.message)}`;
    this.#purposeLine.replaceChildren(
      icon(isEdit ? "edit" : "reply"),
      element("p", {}, element("b", {}, title), element("span", {}, plainText(purpose.message))),
      iconButton("close", texts.cancel, () => this.#giveUp()));
  }

  #giveUp() {
    if (this.#purpose?.kind === "edit") this.#field.value = "";
    this.#setPurpose(undefined);
    this.#fit();
    this.focus();
  }

  /** @param {KeyboardEvent} event */
  #pressed(event) {
    if (event.isComposing) return; // Enter takes the input method's suggestion
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      this.form.requestSubmit();
    } else if (event.key === "Escape" && this.#purpose) {
      this.#giveUp();
    } else if (event.key === "ArrowUp" && this.#field.value === "" && !this.#purpose) {
      const message = this.#latest();
      if (!message) return;
      event.preventDefault();
      this.edit(message);
    }
  }

  /** @param {Event} event */
  async #submit(event) {
    event.preventDefault();
    const text = this.#field.value;
    const purpose = this.#purpose;
    const threadID = this.#threadID;
    if (text.trim() === "") return;
    this.#field.value = "";
    this.#setPurpose(undefined);
    this.#complain("");
    this.#fit();
    try {
      if (purpose?.kind === "edit") {
        await act("edit", { message_id: purpose.message.message_id, text });
      } else {
        this.#onSend();
        await act("write", { topic: threadID, text, reply_to: purpose?.message.message_id, ...this.#agent.parameters });
      }
    } catch (error) {
      const reason = error instanceof TypeError ? texts.offline : /** @type {Error} */ (error).message;
      if (threadID !== this.#threadID) return void this.#drafts.set(threadID, text);
      this.#field.value = text;
      if (purpose) this.#setPurpose(purpose);
      this.#complain(`${texts.failed} ${reason}`);
      this.#fit();
    }
  }

  /** @param {string} text */
  #complain(text) {
    this.#error.hidden = text === "";
    this.#error.textContent = text;
  }

  /** As high as what is written, up to the style sheet's limit. */
  #fit() {
    this.#field.style.blockSize = "auto";
    this.#field.style.blockSize = `${this.#field.scrollHeight}px`;
    this.#send.disabled = this.#field.value.trim() === "";
  }
}
