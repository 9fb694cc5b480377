/** Pixels of the drawn icon. */
const size = 64;

/** How much is unread, in the tab's title and on its icon. */
export class TabBadge {
  #icon = /** @type {HTMLLinkElement} */ (document.querySelector("link[rel=icon]"));
  #plain = this.#icon?.href ?? "";
  #count = 0;
  #image = new Image();

  /** @param {{ signal: AbortSignal }} parts */
  constructor({ signal }) {
    this.#image.addEventListener("load", () => this.#draw());
    this.#image.src = this.#plain;
    signal.addEventListener("abort", () => this.show(0));
  }

  /** @param {number} count */
  show(count) {
    // Whichever view is shown has set the rest.
    const title = document.title.replace(/^\(\d+\) /, "");
    const counted = count ? `(${count}) ${title}` : title;
    if (document.title !== counted) document.title = counted;
    if (count === this.#count) return;
    this.#count = count;
    this.#draw();
  }

  #draw() {
    if (!this.#icon) return;
    const context = Object.assign(document.createElement("canvas"), { width: size, height: size }).getContext("2d");
    if (!this.#count || !context || !this.#image.complete || !this.#image.naturalWidth) {
      this.#icon.href = this.#plain;
      return;
    }
    context.drawImage(this.#image, 0, 0, size, size);
    const radius = size * 0.3;
    context.fillStyle = "#d92645";
    context.beginPath();
    context.arc(size - radius, radius, radius, 0, 2 * Math.PI);
    context.fill();
    context.fillStyle = "#fff";
    context.font = `bold ${size * 0.4}px sans-serif`;
    context.textAlign = "center";
    context.textBaseline = "middle";
    context.fillText(this.#count > 9 ? "9+" : String(this.#count), size - radius, radius * 1.08);
    this.#icon.href = context.canvas.toDataURL();
  }
}
