import { element } from "../../base/dom.js";
import { loopFocus } from "../../base/focus_loop.js";
import { fileIcon } from "./file_icons.js";

/** @typedef {{ id: string, label: string, name?: string }} Picture */

/** Shows pictures large, over the whole page. As a modal dialog it keeps the focus, and gives it back. */
export class Viewer {
  element = element("dialog", { class: "viewer", "data-testid": "viewer" });
  #links;
  #shown;
  #image = element("img");
  #place = element("span", { role: "status" });
  #save = element("a", { target: "_blank", rel: "noopener" }, fileIcon("download"));
  #previous;
  #next;
  /** @type {readonly Picture[]} */
  #pictures = [];
  #index = 0;

  /**
   * @param {Widget.FileWords} words
   * @param {import("./file_links.js").FileLinks} links
   * @param {(isOpen: boolean) => void} [shown]
   */
  constructor(words, links, shown = () => {}) {
    this.#links = links;
    this.#shown = shown;
    /** @param {"close" | "previous" | "next"} name @param {string} label @param {() => void} action */
    const button = (name, label, action) => {
      const made = element("button", { type: "button", class: name, "aria-label": label }, fileIcon(name));
      made.addEventListener("click", action);
      return made;
    };
    this.#previous = button("previous", words.previous, () => this.#turn(-1));
    this.#next = button("next", words.next, () => this.#turn(1));
    this.#save.setAttribute("aria-label", words.download);
    const close = button("close", words.closePicture, () => this.close());
    const stage = element("div", { class: "stage" }, this.#image);
    this.element.setAttribute("aria-label", words.picture);
    const bar = element("div", { class: "bar" }, this.#place, this.#save, close);
    this.element.append(stage, bar, this.#previous, this.#next);
    this.element.addEventListener("close", () => shown(false));
    stage.addEventListener("click", ({ target }) => target === stage && this.close());
    this.element.addEventListener("keydown", (event) => {
      event.stopPropagation();
      // In a frame a modal dialog keeps the focus from the rest of the frame only.
      loopFocus(this.element, event);
      if (event.key === "ArrowLeft") this.#turn(-1);
      else if (event.key === "ArrowRight") this.#turn(1);
    });
  }

  /** @param {readonly Picture[]} pictures @param {string} id */
  open(pictures, id) {
    this.#pictures = pictures;
    this.#index = pictures.findIndex((each) => each.id === id);
    this.#shown(true);
    this.element.showModal();
    this.#turn(0);
  }

  close() {
    this.element.close();
  }

  /** @param {number} step */
  async #turn(step) {
    const count = this.#pictures.length;
    this.#index = (this.#index + step + count) % count;
    const picture = this.#pictures[this.#index];
    if (!picture) return;
    this.#previous.hidden = this.#next.hidden = count === 1;
    this.#place.textContent = count > 1 ? `${this.#index + 1} / ${count}` : "";
    this.#image.removeAttribute("src");
    this.#image.alt = picture.label;
    const url = await this.#links.get(picture.id);
    if (!url || this.#pictures[this.#index] !== picture) return;
    this.#image.src = this.#save.href = url;
    this.#save.download = picture.name ?? "";
  }
}
