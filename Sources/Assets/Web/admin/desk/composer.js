import { element } from "../../base/dom.js";
import { PickList } from "../../chat/files/pick_list.js";
import { Picks } from "../../chat/files/picks.js";
import { isComposing, MessageForm } from "../../chat/message_form.js";
import { Canned } from "./canned.js";
import { deskIcon } from "./icons.js";
import { ReplyBar } from "./reply_bar.js";

/** @typedef {import("../../chat/entries.js").Quote} Quote */

/** What begins so becomes a note. */
const noteSign = /^\s*\/\/\s*/;

/**
 * What is to be sent.
 * @typedef {object} Written
 * @property {string} text
 * @property {boolean} isNote
 * @property {Quote} [reply]
 * @property {readonly import("../../chat/files/picks.js").Pick[]} picks
 */

/** Where an agent writes an answer or a note. What is half written survives a reload; picked files can't. */
export class Composer extends MessageForm {
  picks;
  #parts;
  #list;
  #canned;
  #noteToggle;
  #replyBar;
  #isNote = false;
  /** @type {Quote | undefined} */
  #reply;

  /**
   * @param {object} parts
   * @param {Staff.Words} parts.words
   * @param {Staff.Parts["api"]} parts.api
   * @param {string} parts.ticket
   * @param {import("./drafts.js").Drafts} parts.drafts
   * @param {import("./desk_files.js").DeskFiles} parts.files
   * @param {(problem: Wire.Problem) => string} parts.reason
   * @param {(written: Written) => boolean} parts.submit  false when there is no room for another message
   * @param {() => void} parts.typed
   * @param {() => void} parts.left  the agent has pressed Escape
   * @param {AbortSignal} parts.signal
   */
  constructor(parts) {
    const { words, api, ticket, drafts, files, reason, signal } = parts;
    super(parts);
    this.#parts = parts;
    const draft = drafts.get(ticket);
    this.#reply = draft.reply;
    this.element.dataset.testid = "composer-form";
    this.picks = new Picks({
      words,
      size: files.size,
      limits: () => files.limits,
      upload: files.upload,
      changed: () => this.#picksChanged(),
      signal,
      reason,
    });
    this.#list = new PickList(words, files.size, this.picks);
    this.#canned = new Canned({ words, api, ticket, field: this.input, pick: (text) => this.#write(text) });
    this.#replyBar = new ReplyBar({ words, drop: () => this.setReply() });
    this.#noteToggle = element(
      "button",
      { type: "button", class: "attach note-toggle", title: words.noteMode, "data-testid": "note-toggle" },
      deskIcon("note"),
    );
    this.#noteToggle.setAttribute("aria-label", words.noteMode);
    this.#noteToggle.addEventListener("click", () => {
      this.setNote(!this.#isNote);
      this.focus();
    });
    this.input.before(this.#noteToggle);
    this.input.setAttribute("aria-autocomplete", "list");
    this.input.addEventListener("paste", (event) => this.paste(event));
    this.input.addEventListener("keydown", (event) => this.#pressed(event));
    this.input.addEventListener("blur", () => this.#canned.close());
    this.input.value = draft.text;
    this.element.prepend(this.#canned.element, this.#replyBar.element, this.#list.element);
    this.setNote(draft.isNote);
    this.#replyBar.show(this.#reply);
  }

  /**
   * Puts the cursor where an answer or a note is written; a note that is half written stays one.
   * @param {boolean} isNote
   */
  begin(isNote) {
    if (isNote !== this.#isNote && (isNote || !this.text)) this.setNote(isNote);
    this.focus();
  }

  /** @param {boolean} isNote */
  setNote(isNote) {
    const { words } = this.#parts;
    // An answer that waits for its files must not go out as a note, nor a note as an answer.
    this.isWaiting = false;
    this.#isNote = isNote;
    this.element.classList.toggle("note", isNote);
    this.#noteToggle.setAttribute("aria-pressed", String(isNote));
    this.name(isNote ? words.notePlaceholder : words.answerPlaceholder);
    this.attach.hidden = isNote;
    this.#list.element.classList.toggle("set-aside", isNote);
    this.#setAside();
    this.#save();
    this.fit();
  }

  /** @param {Quote} [quote] */
  setReply(quote) {
    if (quote && this.#isNote) {
      // A note that is half written must not become an answer.
      if (this.text) return this.focus();
      this.setNote(false);
    }
    this.#reply = quote;
    this.#replyBar.show(quote);
    this.#save();
    this.focus();
  }

  /** @override @param {File[]} files */
  pick(files) {
    // A note that is half written must not become an answer: the files wait for the next one.
    if (this.#isNote && !this.text) this.setNote(false);
    if (matchMedia("(hover: hover)").matches) this.focus();
    this.tell(this.picks.add(files));
  }

  /** What is told of a note, and what goes with it: no files. */
  #setAside() {
    const { words } = this.#parts;
    const hint = this.picks.all.length ? words.noteHintWithFiles : words.noteHint;
    this.files = this.#isNote ? undefined : this.picks;
    this.hint = this.#isNote ? hint : "";
    this.sendLabel = this.#isNote ? words.saveNote : "";
  }

  #picksChanged() {
    this.#list.render();
    this.#setAside();
    this.follow(this.picks);
  }

  #save() {
    // A note without a word in it is not kept: nobody would remember it when they come back to answer.
    const isNote = this.#isNote && this.text !== "";
    this.#parts.drafts.set(this.#parts.ticket, { text: this.input.value, isNote, reply: this.#reply });
  }

  /**
   * Replaces what is written.
   * @param {string} text
   */
  #write(text) {
    this.input.value = text;
    this.change();
    this.focus();
    this.input.setSelectionRange(text.length, text.length);
  }

  /** @override */
  changed() {
    const { input } = this;
    if (!this.#isNote && noteSign.test(input.value)) {
      input.value = input.value.replace(noteSign, "");
      this.setNote(true);
    }
    this.#save();
    this.fit();
    if (this.#isNote) this.#canned.close();
    else this.#canned.changed(input.value);
    const { text } = this;
    // Customers see neither notes nor the names of canned replies, so they are not told that somebody writes one.
    if (text && !this.#isNote && !text.startsWith("/")) this.#parts.typed();
  }

  /** @param {KeyboardEvent} event */
  #pressed(event) {
    if (isComposing(event)) return;
    if (this.#canned.pressed(event)) {
      event.preventDefault();
    } else if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      this.#leave();
    } else if (event.key === "Backspace" && !event.repeat && this.#isNote && !this.input.value) {
      // A key that is held down to delete the note's text is not meant to end it.
      this.setNote(false);
    }
  }

  /** One step back: what is answered, the note, then the field. */
  #leave() {
    if (this.#reply) this.setReply();
    else if (this.#isNote && !this.text) this.setNote(false);
    else this.#parts.left();
  }

  /** @override @param {string} text */
  submit(text) {
    const isNote = this.#isNote;
    const reply = isNote ? undefined : this.#reply;
    const picks = isNote ? [] : this.picks.all;
    if (!this.#parts.submit({ text, isNote, picks, ...(reply && { reply }) })) return false;
    if (!isNote) this.picks.take();
    this.input.value = "";
    this.#reply = undefined;
    this.#replyBar.show(undefined);
    this.setNote(false);
    return true;
  }
}
