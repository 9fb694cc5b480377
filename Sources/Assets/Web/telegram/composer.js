import { element, icon, iconButton } from "./dom.js";
import { act, attach } from "./group.js";
import { authorName, plainText } from "./people.js";
import { albums } from "./picked_files.js";
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
  #picker = element("input", { type: "file", multiple: true, hidden: true, "data-testid": "picker", change: () => this.#picked() });
  #send = element("button", { type: "submit", class: "icon send", "data-testid": "send", "aria-label": texts.send, title: texts.send }, icon("send"));
  #purposeLine = element("div", { class: "purpose", hidden: true });
  #error = element("p", { class: "error", role: "alert", hidden: true });
  form = element("form", { class: "composer", submit: (/** @type {Event} */ event) => this.#submit(event) },
    this.#error, this.#purposeLine, this.#picker, iconButton("attach", texts.attach, () => this.#picker.click()), this.#field, this.#send);

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
    this.#field.value = message.text ?? message.caption ?? "";
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
  #submit(event) {
    event.preventDefault();
    if (this.#field.value.trim() === "") return;
    void this.#take(async (text, purpose, place) => {
      if (purpose?.kind === "edit") return void (await act("edit", { message_id: purpose.message.message_id, text }));
      await act("write", { text, ...place });
    });
  }

  /** Files go at once, with what is written under the first of them. */
  #picked() {
    const files = [...(this.#picker.files ?? [])];
    this.#picker.value = "";
    if (this.#purpose?.kind === "edit") this.#giveUp();
    void this.#take(async (text, _, place) => {
      let caption = text;
      for (const album of albums(files)) {
        await attach(album, { caption, ...place });
        caption = "";
      }
    });
  }

  /**
   * Empties the field for what is being sent, and fills it again if that fails.
   *
   * @param {(text: string, purpose: Purpose | undefined, place: object) => Promise<void>} send
   */
  async #take(send) {
    const text = this.#field.value;
    const purpose = this.#purpose;
    const threadID = this.#threadID;
    this.#field.value = "";
    this.#setPurpose(undefined);
    this.#complain("");
    this.#fit();
    if (purpose?.kind !== "edit") this.#onSend();
    try {
      await send(text, purpose, { topic: threadID, reply_to: purpose?.message.message_id, ...this.#agent.parameters });
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
