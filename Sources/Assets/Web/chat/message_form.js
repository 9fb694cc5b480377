import { element, whenSubmitted } from "../base/dom.js";
import { icon } from "../base/icons.js";

/** @typedef {import("./files/picks.js").Picks} Picks */

/** The server's limit, in UTF-16 units after trimming. */
const limit = 8000;
const warnBelow = 500;

/**
 * The field that messages are written in, with its buttons, and when what is written may go. Whoever's composer it is
 * extends it.
 */
export class MessageForm {
  element = element("form", { class: "composer" });
  input = element("textarea", { rows: "1", dir: "auto", enterkeyhint: "send", "data-testid": "composer" });
  attach;
  /** @type {Widget.Words & Partial<Widget.FileWords>} */
  words;
  /** The message goes out as soon as its files are up. */
  isWaiting = false;
  /** Something was to be sent that has to wait for another reason. */
  isHeld = false;
  /** Whether what is written may be sent. */
  mayGo = () => true;
  /** How often files were picked that wait for what they need to be shown and sent. */
  arriving = 0;
  /**
   * The files that go with what is written.
   * @type {Picks | undefined}
   */
  files;
  /** Stands above the field while there is nothing worse. */
  hint = "";
  /** What sending is called, if it is called otherwise. */
  sendLabel = "";
  #send;
  #picker = element("input", { type: "file", multiple: "", hidden: "", tabindex: "-1", "data-testid": "picker" });
  #notice = element("p", { class: "notice", role: "status" });
  /** What was wrong with the last thing that was done. */
  #problem = "";

  /** @param {{ words: Widget.Words }} parts */
  constructor({ words }) {
    this.words = words;
    this.attach = element("button", { type: "button", class: "attach", title: words.attach }, icon("attach"));
    this.attach.setAttribute("aria-label", words.attach);
    this.#send = element("button", { class: "send", "aria-label": words.send, "data-testid": "send" }, icon("send"));
    const field = element("div", { class: "field" }, this.attach, this.#picker, this.input, this.#send);
    this.element.append(this.#notice, field);
    this.attach.addEventListener("click", () => this.#picker.click());
    this.#picker.addEventListener("change", () => {
      this.pick([...(this.#picker.files ?? [])]);
      // The same file may be picked again.
      this.#picker.value = "";
    });
    this.input.addEventListener("input", () => this.change());
    this.element.addEventListener("keydown", (event) => this.#pressed(event));
    whenSubmitted(this.#send, () => {
      this.send();
      this.focus();
    });
  }

  /**
   * Takes files along.
   * @param {File[]} _
   * @returns {unknown}
   */
  pick(_) {
    return undefined;
  }

  /**
   * @param {string} _
   * @returns {boolean} false when there is no room for another message
   */
  submit(_) {
    return false;
  }

  /** Keeps what is half written. */
  changed() {}

  /** What is written, without the spaces around it. */
  get text() {
    return this.input.value.trim();
  }

  focus() {
    this.input.focus({ preventScroll: true });
  }

  /**
   * Says what is written there.
   * @param {string} label
   */
  name(label) {
    this.input.placeholder = label;
    this.input.setAttribute("aria-label", label);
  }

  /** What is written has changed. */
  change() {
    this.#problem = "";
    // What is being changed is not finished.
    this.isWaiting = false;
    this.changed();
  }

  /**
   * Tells what was wrong with what was done.
   * @param {string} problem
   */
  tell(problem) {
    this.#problem = problem;
    this.show();
  }

  /**
   * Takes files that are pasted.
   * @param {ClipboardEvent} event
   */
  paste(event) {
    const data = event.clipboardData;
    // Office programs copy a table or a text together with a picture of it: then the text is meant.
    if (!data?.files.length || (data.types.includes("text/plain") && data.types.includes("text/html"))) return;
    event.preventDefault();
    this.pick([...data.files]);
  }

  /**
   * Files were picked, or have got further.
   * @param {Picks | undefined} picks
   */
  follow(picks) {
    const isSolved = !picks?.haveFailed && this.#problem === this.words.notUploaded;
    if (isSolved || !picks?.all.length) this.#problem = "";
    if (this.isWaiting && !this.arriving && !picks?.areUploading) this.send();
    this.show();
  }

  /** Makes the field as high as its text. */
  fit() {
    // While it is measured the conversation above must not grow into its place: that would move it.
    this.element.style.minBlockSize = `${this.element.offsetHeight}px`;
    this.input.style.height = "auto";
    this.input.style.height = `${this.input.scrollHeight}px`;
    this.element.style.minBlockSize = "";
    this.show();
  }

  show() {
    const { words, text } = this;
    const left = limit - text.length;
    const waiting = (this.isWaiting && words.uploading) || "";
    const said = left < warnBelow ? words.left(left) : this.#problem || waiting || this.hint;
    if (this.#notice.textContent !== said) this.#notice.textContent = said;
    this.#send.setAttribute("aria-label", this.sendLabel || waiting || words.send);
    const { classList } = this.element;
    classList.toggle("over", left < 0 || this.#problem !== "");
    classList.toggle("empty", this.#isEmpty || left < 0);
    classList.toggle("waiting", this.isWaiting);
  }

  get #isEmpty() {
    return this.text === "" && !this.files?.all.length && !this.arriving;
  }

  /** Sends what is written, as soon as its files are up. */
  send() {
    const { words, text, files } = this;
    this.isWaiting = false;
    if (this.#isEmpty || text.length > limit || !this.mayGo()) return;
    this.#problem = (files?.haveFailed && words.notUploaded) || "";
    this.isWaiting = !this.#problem && (this.arriving > 0 || !!files?.areUploading);
    if (!this.#problem && !this.isWaiting) {
      if (this.submit(text)) return;
      this.#problem = words.tooMany;
    }
    this.show();
  }

  /** @param {KeyboardEvent} event */
  #pressed(event) {
    if (event.target !== this.input || event.key !== "Enter" || event.shiftKey) return;
    if (event.defaultPrevented || isComposing(event)) return;
    event.preventDefault();
    this.send();
  }
}

/**
 * An input method takes keys to compose; Safari tells so of Enter only by its code.
 * @param {KeyboardEvent} event
 */
export function isComposing(event) {
  return event.isComposing || event.keyCode === 229;
}
