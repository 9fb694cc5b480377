import { element } from "./dom.js";
import { icon } from "./icons.js";

/** The server's limit, in UTF-16 units after trimming. */
const limit = 8000;
const warnBelow = 500;

/** Where the visitor writes. What is half written survives a reload. */
export class Composer {
  element = element("form", { class: "composer" });
  #words;
  #storage;
  #submit;
  #typed;
  #input;
  #button;
  #notice = element("p", { class: "notice", role: "status" });

  /**
   * @param {object} parts
   * @param {Widget.Words} parts.words
   * @param {import("./storage.js").BrowserStorage} parts.storage
   * @param {(text: string) => boolean} parts.submit  false when there is no room for another message
   * @param {() => void} parts.typed
   */
  constructor({ words, storage, submit, typed }) {
    this.#words = words;
    this.#storage = storage;
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
    this.#button = element("button", { class: "send", "aria-label": words.send, "data-testid": "send" }, icon("send"));
    this.#input.value = storage.get("draft") ?? "";
    this.element.append(this.#notice, element("div", { class: "field" }, this.#input, this.#button));
    this.#input.addEventListener("input", () => this.#changed());
    this.#input.addEventListener("keydown", (event) => this.#pressed(event));
    this.element.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#send();
    });
    this.fit();
  }

  focus() {
    this.#input.focus({ preventScroll: true });
  }

  /** Makes the field as high as its text. */
  fit() {
    this.#input.style.height = "auto";
    this.#input.style.height = `${this.#input.scrollHeight}px`;
    const left = limit - this.#text.length;
    this.#notice.textContent = left < warnBelow ? this.#words.left(left) : "";
    this.element.classList.toggle("over", left < 0);
    this.element.classList.toggle("empty", this.#text === "");
  }

  get #text() {
    return this.#input.value.trim();
  }

  #changed() {
    this.#storage.set("draft", this.#input.value);
    this.fit();
    if (this.#text) this.#typed();
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
    if (text === "" || text.length > limit) return;
    if (!this.#submit(text)) {
      this.#notice.textContent = this.#words.tooMany;
      return;
    }
    this.#input.value = "";
    this.#storage.remove("draft");
    this.fit();
    this.focus();
  }
}
