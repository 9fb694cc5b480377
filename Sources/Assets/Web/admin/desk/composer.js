import { PickList } from "../../chat/files/pick_list.js";
import { Picks } from "../../chat/files/picks.js";
import { element } from "../../base/dom.js";
import { icon } from "../../base/icons.js";
import { labels } from "../../chat/labels.js";
import { Canned } from "./canned.js";
import { deskIcon } from "./icons.js";

/** The server's limit, in UTF-16 units after trimming. */
const limit = 8000;
const warnBelow = 500;
/** What begins so becomes a note. */
const noteSign = /^\s*\/\/\s*/;

/**
 * What is to be sent.
 * @typedef {object} Written
 * @property {string} text
 * @property {boolean} isNote
 * @property {import("./lines.js").Quote} [reply]
 * @property {readonly import("../../chat/files/picks.js").Pick[]} picks
 */

/** Where an agent writes an answer or a note. What is half written survives a reload; picked files can't. */
export class Composer {
  element = element("form", { class: "composer", "data-testid": "composer-form" });
  picks;
  #words;
  #ticket;
  #drafts;
  #submit;
  #typed;
  #left;
  #input;
  #canned;
  #attach;
  #send;
  #noteToggle;
  #notice = element("p", { class: "notice", role: "status" });
  #replyBar = element("div", { class: "reply-bar", hidden: "" });
  #picker = element("input", { type: "file", multiple: "", hidden: "", tabindex: "-1", "data-testid": "picker" });
  #list;
  #isNote = false;
  /** @type {import("./lines.js").Quote | undefined} */
  #reply;
  /** What was wrong with the last thing that the agent did. */
  #problem = "";
  /** The answer goes out as soon as its files are up. */
  #isWaiting = false;

  /**
   * @param {object} parts
   * @param {Staff.Words} parts.words
   * @param {Staff.Parts["api"]} parts.api
   * @param {string} parts.ticket
   * @param {import("./drafts.js").Drafts} parts.drafts
   * @param {import("./desk_files.js").DeskFiles} parts.files
   * @param {(problem: Wire.Problem) => string} parts.reason
   * @param {AbortSignal} parts.signal
   * @param {(written: Written) => boolean} parts.submit  false when there is no room for another message
   * @param {() => void} parts.typed
   * @param {() => void} parts.left  the agent has pressed Escape
   */
  constructor({ words, api, ticket, drafts, files, reason, signal, submit, typed, left }) {
    this.#words = words;
    this.#ticket = ticket;
    this.#drafts = drafts;
    this.#submit = submit;
    this.#typed = typed;
    this.#left = left;
    this.#input = element("textarea", { rows: "1", dir: "auto", enterkeyhint: "send", "data-testid": "composer" });
    this.#input.setAttribute("aria-autocomplete", "list");
    this.#canned = new Canned({ words, api, ticket, field: this.#input, pick: (text) => this.#write(text) });
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
    /** @param {string} name @param {string} label @param {Node} sign */
    const button = (name, label, sign) =>
      element("button", { type: "button", class: name, title: label, "aria-label": label }, sign);
    this.#attach = button("attach", words.attach, icon("attach"));
    this.#noteToggle = button("attach note-toggle", words.noteMode, deskIcon("note"));
    this.#noteToggle.dataset.testid = "note-toggle";
    this.#send = element("button", { class: "send", "aria-label": words.send, "data-testid": "send" }, icon("send"));
    const field = element("div", { class: "field" });
    field.append(this.#attach, this.#picker, this.#noteToggle, this.#input, this.#send);
    this.element.append(this.#canned.element, this.#replyBar, this.#list.element, this.#notice, field);
    this.#attach.addEventListener("click", () => this.#picker.click());
    this.#noteToggle.addEventListener("click", () => {
      this.setNote(!this.#isNote);
      this.focus();
    });
    this.#picker.addEventListener("change", () => {
      this.pick([...(this.#picker.files ?? [])]);
      // The same file may be picked again.
      this.#picker.value = "";
    });
    this.#input.addEventListener("paste", (event) => this.#pasted(event));
    this.#input.addEventListener("input", () => this.#changed());
    this.#input.addEventListener("blur", () => this.#canned.close());
    this.#input.addEventListener("keydown", (event) => this.#pressed(event));
    this.element.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#go();
      this.focus();
    });
    const draft = drafts.get(ticket);
    this.#input.value = draft.text;
    this.#reply = draft.reply;
    this.setNote(draft.isNote);
    this.#showReply();
  }

  focus() {
    this.#input.focus({ preventScroll: true });
  }

  /**
   * Puts the cursor where an answer or a note is written; a note that is half written stays one.
   * @param {boolean} isNote
   */
  begin(isNote) {
    if (isNote !== this.#isNote && (isNote || !this.#text)) this.setNote(isNote);
    this.focus();
  }

  /** @param {boolean} isNote */
  setNote(isNote) {
    // What waits for its files was meant for others.
    this.#isWaiting = false;
    this.#isNote = isNote;
    this.element.classList.toggle("note", isNote);
    this.#noteToggle.setAttribute("aria-pressed", String(isNote));
    const words = this.#words;
    const label = isNote ? words.notePlaceholder : words.answerPlaceholder;
    this.#input.placeholder = label;
    this.#input.setAttribute("aria-label", label);
    this.#attach.hidden = isNote;
    this.#list.element.classList.toggle("set-aside", isNote);
    this.#save();
    this.fit();
  }

  /** @param {import("./lines.js").Quote} [quote] */
  setReply(quote) {
    if (quote && this.#isNote) {
      // A note that is half written must not become an answer.
      if (this.#text) return this.focus();
      this.setNote(false);
    }
    this.#reply = quote;
    this.#showReply();
    this.#save();
    this.focus();
  }

  /** @param {File[]} files */
  pick(files) {
    // A note that is half written must not become an answer: the files wait for the next one.
    if (this.#isNote && !this.#text) this.setNote(false);
    if (matchMedia("(hover: hover)").matches) this.focus();
    this.#problem = this.picks.add(files);
    this.#show();
  }

  /** Makes the field as high as its text. */
  fit() {
    // While it is measured the conversation above must not grow into its place: that would move it.
    this.element.style.minBlockSize = `${this.element.offsetHeight}px`;
    this.#input.style.height = "auto";
    this.#input.style.height = `${this.#input.scrollHeight}px`;
    this.element.style.minBlockSize = "";
    this.#show();
  }

  get #text() {
    return this.#input.value.trim();
  }

  get #isEmpty() {
    return this.#text === "" && (this.#isNote || !this.picks.all.length);
  }

  #picksChanged() {
    this.#list.render();
    const isSolved = !this.picks.haveFailed && this.#problem === this.#words.notUploaded;
    if (isSolved || !this.picks.all.length) this.#problem = "";
    if (this.#isWaiting && !this.picks.areUploading) this.#go();
    this.#show();
  }

  #showReply() {
    const quote = this.#reply;
    this.#replyBar.hidden = !quote;
    if (!quote) return this.#replyBar.replaceChildren();
    const drop = element("button", { type: "button", class: "icon-button", "aria-label": this.#words.dropReply });
    drop.append(icon("close"));
    drop.addEventListener("click", () => this.setReply());
    this.#replyBar.replaceChildren(
      deskIcon("reply"),
      element(
        "span",
        { class: "what", dir: "auto" },
        element("b", {}, this.#words.replyTo(quote.name ?? this.#words.staff)),
        element("span", {}, quote.text.slice(0, 160) || labels(quote.attachments, this.#words)),
      ),
      drop,
    );
  }

  #show() {
    const words = this.#words;
    const left = limit - this.#text.length;
    const waiting = this.#isWaiting ? words.uploading : "";
    const hint = this.picks.all.length ? words.noteHintWithFiles : words.noteHint;
    const note = this.#isNote ? hint : "";
    const text = left < warnBelow ? words.left(left) : this.#problem || waiting || note;
    if (this.#notice.textContent !== text) this.#notice.textContent = text;
    this.#send.setAttribute("aria-label", this.#isNote ? words.saveNote : waiting || words.send);
    const { classList } = this.element;
    classList.toggle("over", left < 0 || this.#problem !== "");
    classList.toggle("empty", this.#isEmpty || left < 0);
    classList.toggle("waiting", this.#isWaiting);
  }

  #save() {
    // A note without a word in it is not kept: nobody would remember it when they come back to answer.
    const isNote = this.#isNote && this.#text !== "";
    this.#drafts.set(this.#ticket, { text: this.#input.value, isNote, reply: this.#reply });
  }

  /**
   * Replaces what is written.
   * @param {string} text
   */
  #write(text) {
    this.#input.value = text;
    this.#changed();
    this.focus();
    this.#input.setSelectionRange(text.length, text.length);
  }

  #changed() {
    if (!this.#isNote && noteSign.test(this.#input.value)) {
      this.#input.value = this.#input.value.replace(noteSign, "");
      this.setNote(true);
    }
    this.#problem = "";
    // What is being changed is not finished.
    this.#isWaiting = false;
    this.#save();
    this.fit();
    if (this.#isNote) this.#canned.close();
    else this.#canned.changed(this.#input.value);
    // What customers never see, they are not told of.
    if (this.#text && !this.#isNote && !this.#text.startsWith("/")) this.#typed();
  }

  /** @param {ClipboardEvent} event */
  #pasted(event) {
    const data = event.clipboardData;
    // Tables and documents bring a picture of themselves beside their text: the text is meant.
    if (!data?.files.length || (data.types.includes("text/plain") && data.types.includes("text/html"))) return;
    event.preventDefault();
    this.pick([...data.files]);
  }

  /** @param {KeyboardEvent} event */
  #pressed(event) {
    // An input method takes keys to compose; Safari tells so of Enter only by its code.
    if (event.isComposing || event.keyCode === 229) return;
    if (this.#canned.pressed(event)) return event.preventDefault();
    if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      if (this.#reply) this.setReply();
      else if (this.#isNote && !this.#text) this.setNote(false);
      else this.#left();
    } else if (event.key === "Backspace" && !event.repeat && this.#isNote && !this.#input.value) {
      // A key that is held down to delete the note's text is not meant to end it.
      this.setNote(false);
    } else if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      this.#go();
    }
  }

  #go() {
    const text = this.#text;
    this.#isWaiting = false;
    if (this.#isEmpty || text.length > limit) return;
    const withFiles = !this.#isNote;
    this.#problem = withFiles && this.picks.haveFailed ? this.#words.notUploaded : "";
    this.#isWaiting = withFiles && !this.#problem && this.picks.areUploading;
    if (!this.#problem && !this.#isWaiting) {
      const picks = withFiles ? this.picks.all : [];
      const reply = withFiles ? this.#reply : undefined;
      if (this.#submit({ text, isNote: this.#isNote, picks, ...(reply && { reply }) })) {
        if (withFiles) this.picks.take();
        this.#input.value = "";
        this.#reply = undefined;
        this.#showReply();
        this.setNote(false);
        return;
      }
      this.#problem = this.#words.tooMany;
    }
    this.#show();
  }
}
