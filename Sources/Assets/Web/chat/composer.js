import { MessageForm } from "./message_form.js";

/** Where the visitor writes. What is half written survives a reload; picked files can't. */
export class Composer extends MessageForm {
  #parts;

  /**
   * @param {object} parts
   * @param {Widget.Words} parts.words
   * @param {import("../base/storage.js").BrowserStorage} parts.storage
   * @param {string} parts.draft  under which name it keeps what is half written
   * @param {() => Promise<unknown>} parts.load  fetches what files need, which calls `adopt`
   * @param {(text: string) => boolean} parts.submit  false when there is no room for another message
   * @param {() => void} parts.typed
   */
  constructor(parts) {
    super(parts);
    this.#parts = parts;
    this.name(parts.words.placeholder);
    this.input.value = parts.storage.get(parts.draft) ?? "";
    this.attach.addEventListener("click", () => void parts.load());
    this.fit();
  }

  /**
   * Files can be picked from now on.
   * @param {import("./files/picks.js").Picks} picks
   * @param {Widget.FileWords} words
   * @param {Element} list  shows them
   */
  adopt(picks, words, list) {
    this.files = picks;
    this.words = words;
    this.element.prepend(list);
  }

  /** @override @param {File[]} files */
  async pick(files) {
    // A phone's keyboard would cover what has just been picked.
    if (matchMedia("(hover: hover)").matches) this.focus();
    this.arriving++;
    await this.#parts.load();
    this.arriving--;
    const { isWaiting } = this;
    this.isWaiting = false;
    const problem = this.files?.add(files) ?? this.words.noFiles;
    this.tell(problem);
    // Who has sent it already is told first what would not go with it.
    if (isWaiting && !problem) this.send();
  }

  /** The picked files have changed, or how far they have got. */
  picksChanged() {
    this.follow(this.files);
  }

  /** Drops what is written. */
  clear() {
    this.input.value = "";
    this.#parts.storage.remove(this.#parts.draft);
    this.fit();
  }

  /** @override */
  changed() {
    this.#parts.storage.set(this.#parts.draft, this.input.value);
    this.fit();
    if (this.text) this.#parts.typed();
  }

  /** @override @param {string} text */
  submit(text) {
    const isSent = this.#parts.submit(text);
    if (isSent) this.clear();
    return isSent;
  }
}
