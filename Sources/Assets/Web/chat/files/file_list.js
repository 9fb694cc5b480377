import { element, setChildren } from "../../base/dom.js";
import { isVisual } from "./file_views.js";

/** Kinds that need no bubble around them. */
const bare = ["sticker", "video_note"];

/** The longest sides of a picture that stands alone, in pixels. */
const [widest, highest, narrowest] = [264, 320, 120];

/** The files of one message: pictures in a grid, then everything else below each other. */
export class FileList {
  // Sizes and durations must not decide in which direction the words of the message go.
  element = element("div", { class: "files", dir: "ltr" });
  #views;
  #grid = element("div", { class: "grid" });
  /** @type {Map<string, { shown: string, view: HTMLElement }>} */
  #known = new Map();

  /** @param {import("./file_views.js").FileViews} views */
  constructor(views) {
    this.#views = views;
  }

  /** @param {readonly Wire.Attachment[]} attachments */
  show(attachments) {
    // What plays or has been loaded stays as it is.
    const boxes = attachments.map((attachment) => {
      const shown = JSON.stringify(attachment);
      let known = this.#known.get(attachment.id);
      if (known?.shown !== shown) {
        const view = element("div", { class: "file", "data-testid": attachment.kind }, this.#views.make(attachment));
        known = { shown, view };
        this.#known.set(attachment.id, known);
      }
      return { attachment, view: known.view };
    });
    this.element.classList.toggle("bare", attachments.every(({ kind }) => bare.includes(kind)));
    const visual = boxes.filter(({ attachment }) => isVisual(attachment));
    const rest = boxes.filter((box) => !visual.includes(box));
    visual.forEach(({ attachment, view }, index) => place(view, attachment, index, visual.length));
    setChildren(this.#grid, visual.map(({ view }) => view));
    setChildren(this.element, [...(visual.length ? [this.#grid] : []), ...rest.map(({ view }) => view)]);
  }
}

/**
 * One alone keeps its shape, and its place before it is loaded. Several fill rows of three and two.
 * @param {HTMLElement} view
 * @param {Wire.Attachment} attachment
 * @param {number} index
 * @param {number} count
 */
function place(view, { width = 4 * widest, height = 3 * widest }, index, count) {
  const shape = Math.min(Math.max(width / height, narrowest / highest), widest / narrowest);
  const room = Math.min(widest, highest * shape, Math.max(width, narrowest));
  view.style.inlineSize = count === 1 ? `${Math.round(room)}px` : "";
  const isWhole = count === 1 || (count === 3 && index === 0);
  const inPairs = count % 3 === 2 ? 2 : count % 3 === 1 ? 4 : count === 3 ? 3 : 0;
  view.style.aspectRatio = String(count === 1 ? shape : isWhole ? 2 : 1);
  view.style.gridColumn = isWhole ? "1 / -1" : index < inPairs ? "span 3" : "span 2";
}
