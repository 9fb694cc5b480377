import { element, whenSubmitted } from "../base/dom.js";
import { icon } from "../base/icons.js";

/** The server's limit, in UTF-16 units after trimming. */
const limit = 8000;
const warnBelow = 500;

/** Where the visitor writes. What is half written survives a reload; picked files can't. */
export class Composer {
  element = element("form", { class: "composer" });
  /** @type {Widget.Words & Partial<Widget.FileWords>} */
  #words;
  #storage;
  #draft;
  #load;
  #submit;
  #typed;
  #input;
  #button;
  #picker = element("input", { type: "file", multiple: "", hidden: "", tabindex: "-1", "data-testid": "picker" });
  /** @type {import("./files/picks.js").Picks | undefined} */
  #picks;
  #notice = element("p", { class: "notice", role: "status" });
  /** What was wrong with the last thing that the visitor did. */
  #problem = "";
  /** The message goes out as soon as its files are up. */
  #isWaiting = false;

  /**
   * @param {object} parts
   * @param {Widget.Words} parts.words
   * @param {import("../base/storage.js").BrowserStorage} parts.storage
   * @param {string} [parts.draft]  under which name it keeps what is half written
   * @param {() => Promise<unknown>} parts.load  fetches what files need, which calls `adopt`
   * @param {(text: string) => boolean} parts.submit  false when there is no room for another message
   * @param {() => void} parts.typed
   */
  constructor({ words, storage, draft = "draft", load, submit, typed }) {
    this.#words = words;
    this.#storage = storage;
    this.#draft = draft;
    this.#load = load;
    this.#submit = submit;
    this.#typed = typed;
    this.#input = element("textarea", {
      rows: "1",
      dir: "auto",
      enterkeyhint: "send",
      placeholder: words.placeholder,
      "aria-label": words.placeholder,
      "data-testid": "composer",
    });
    const attach = element("button", { type: "button", class: "attach", title: words.attach }, icon("attach"));
    attach.setAttribute("aria-label", words.attach);
    this.#button = element("button", { class: "send", "aria-label": words.send, "data-testid": "send" }, icon("send"));
    this.#input.value = storage.get(draft) ?? "";
    const field = element("div", { class: "field" }, attach, this.#picker, this.#input, this.#button);
    this.element.append(this.#notice, field);
    attach.addEventListener("click", () => {
      void load();
      this.#picker.click();
    });
    this.#picker.addEventListener("change", () => {
      void this.pick([...(this.#picker.files ?? [])]);
      // The same file may be picked again.
      this.#picker.value = "";
    });
    this.#input.addEventListener("input", () => this.#changed());
    this.#input.addEventListener("keydown", (event) => this.#pressed(event));
    whenSubmitted(this.#button, () => {
      this.#send();
      this.focus();
    });
    this.fit();
  }

  focus() {
    this.#input.focus({ preventScroll: true });
  }

  /**
   * Files can be picked from now on.
   * @param {import("./files/picks.js").Picks} picks
   * @param {Widget.FileWords} words
   * @param {Element} list  shows them
   */
  adopt(picks, words, list) {
    this.#picks = picks;
    this.#words = words;
    this.element.prepend(list);
  }

  /** @param {File[]} files */
  async pick(files) {
    // A phone's keyboard would cover what has just been picked.
    if (matchMedia("(hover: hover)").matches) this.focus();
    await this.#load();
    this.#problem = this.#picks?.add(files) ?? this.#words.noFiles;
    this.#show();
  }

  /** The picked files have changed, or how far they have got. */
  picksChanged() {
    const isSolved = !this.#picks?.haveFailed && this.#problem === this.#words.notUploaded;
    if (isSolved || !this.#picks?.all.length) this.#problem = "";
    if (this.#isWaiting && !this.#picks?.areUploading) this.#send();
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
    return this.#text === "" && !this.#picks?.all.length;
  }

  #show() {
    const left = limit - this.#text.length;
    const waiting = (this.#isWaiting && this.#words.uploading) || "";
    const text = left < warnBelow ? this.#words.left(left) : this.#problem || waiting;
    if (this.#notice.textContent !== text) this.#notice.textContent = text;
    this.#button.setAttribute("aria-label", waiting || this.#words.send);
    const { classList } = this.element;
    classList.toggle("over", left < 0 || this.#problem !== "");
    classList.toggle("empty", this.#isEmpty || left < 0);
    classList.toggle("waiting", this.#isWaiting);
  }

  /** Drops what is written. */
  clear() {
    this.#input.value = "";
    this.#storage.remove(this.#draft);
    this.fit();
  }

  #changed() {
    this.#storage.set(this.#draft, this.#input.value);
    this.#problem = "";
    // What is being changed is not finished.
    this.#isWaiting = false;
    this.fit();
    if (this.#text) this.#typed();
  }

  /**
   * Takes files that are pasted anywhere near.
   * @param {ClipboardEvent} event
   */
  paste(event) {
    const data = event.clipboardData;
    // Tables and documents bring a picture of themselves beside their text: the text is meant.
    if (!data?.files.length || (data.types.includes("text/plain") && data.types.includes("text/html"))) return;
    event.preventDefault();
    void this.pick([...data.files]);
  }

  /** @param {KeyboardEvent} event */
  #pressed(event) {
    // An input method takes Enter to confirm what it composes; Safari tells so only by the key code.
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    this.#send();
  }

  #send() {
    const text = this.#text;
    this.#isWaiting = false;
    if (this.#isEmpty || text.length > limit) return;
    this.#problem = (this.#picks?.haveFailed && this.#words.notUploaded) || "";
    this.#isWaiting = !this.#problem && !!this.#picks?.areUploading;
    if (!this.#problem && !this.#isWaiting) {
      if (this.#submit(text)) {
        this.clear();
        return;
      }
      this.#problem = this.#words.tooMany;
    }
    this.#show();
  }
}
