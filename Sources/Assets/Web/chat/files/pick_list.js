import { element, setChildren } from "../../base/dom.js";
import { fileIcon } from "./file_icons.js";

/** @typedef {import("./picks.js").Pick} Pick */

/** The picked files above the field, with how far each has got. */
export class PickList {
  element = element("ul", { class: "picks", hidden: "" });
  #words;
  #size;
  #picks;
  /** @type {Map<string, PickView>} */
  #views = new Map();

  /**
   * @param {Widget.FileWords} words
   * @param {(bytes: number) => string} size
   * @param {import("./picks.js").Picks} picks
   */
  constructor(words, size, picks) {
    this.#words = words;
    this.#size = size;
    this.#picks = picks;
    this.element.setAttribute("aria-label", words.picked);
  }

  render() {
    const shown = this.#picks.all.map((pick) => {
      const view = this.#views.get(pick.key) ?? new PickView(pick, this.#words, this.#size, this.#picks);
      view.render();
      return /** @type {const} */ ([pick.key, view]);
    });
    const views = new Map(shown);
    for (const [key, view] of this.#views) if (!views.has(key)) view.end();
    this.#views = views;
    setChildren(this.element, shown.map(([, { element }]) => element));
    this.element.hidden = shown.length === 0;
  }
}

/** One picked file. */
class PickView {
  element = element("li", { class: "pick", "data-testid": "pick" });
  #pick;
  #words;
  #size;
  #state = element("small", { role: "status" });
  #bar = element("i", { role: "progressbar", "aria-valuemin": "0", "aria-valuemax": "100" });
  #again;
  #preview = "";

  /**
   * @param {Pick} pick
   * @param {Widget.FileWords} words
   * @param {(bytes: number) => string} size
   * @param {import("./picks.js").Picks} picks
   */
  constructor(pick, words, size, picks) {
    const { name, type } = pick.file;
    this.#pick = pick;
    this.#words = words;
    this.#size = size;
    this.#again = element("button", { type: "button", "data-testid": "retry-file" }, words.retry);
    this.#again.setAttribute("aria-label", `${words.retry}: ${name}`);
    this.#again.addEventListener("click", () => picks.retry(pick));
    const remove = element("button", { type: "button", class: "remove", "data-testid": "remove-file" });
    remove.append(fileIcon("close"));
    remove.setAttribute("aria-label", words.remove(name));
    remove.addEventListener("click", () => picks.remove(pick));
    this.#bar.setAttribute("aria-label", name);
    const sheet = element("span", { class: "sheet", "aria-hidden": "true" }, fileIcon("file"));
    if (type.startsWith("image/")) sheet.replaceChildren(this.#image());
    const about = element("span", { class: "about" }, element("b", { dir: "auto", title: name }, name), this.#state);
    this.element.append(sheet, about, this.#again, remove, this.#bar);
  }

  render() {
    const { state, progress, delay, problem = "", canRetry, file } = this.#pick;
    const percent = Math.round(progress * 100);
    this.element.dataset.state = state;
    this.element.classList.toggle("delayed", delay !== undefined);
    this.#bar.style.inlineSize = `${percent}%`;
    this.#bar.setAttribute("aria-valuenow", String(percent));
    this.#bar.hidden = state !== "uploading" && state !== "waiting";
    this.#again.hidden = state !== "failed" || !canRetry;
    // A voice must not read every step of the progress; the bar can be asked.
    const text = state === "failed" ? problem : delay ? this.#words.uploadDelays[delay] : this.#size(file.size);
    if (this.#state.textContent !== text) this.#state.textContent = text;
  }

  end() {
    if (this.#preview) URL.revokeObjectURL(this.#preview);
  }

  #image() {
    this.#preview = URL.createObjectURL(this.#pick.file);
    const image = element("img", { src: this.#preview, alt: "" });
    // Not every browser can show every image.
    image.addEventListener("error", () => image.replaceWith(fileIcon("file")));
    return image;
  }
}
