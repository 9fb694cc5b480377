import { element } from "../../base/dom.js";
import { fileIcon } from "./file_icons.js";

/** Lies over the panel while files are dragged over it, and takes them. */
export class DropZone {
  element = element("div", { class: "drop", "data-testid": "drop", hidden: "" });

  /**
   * @param {HTMLElement} panel
   * @param {string} text  what will happen
   * @param {(files: File[]) => void} take
   */
  constructor(panel, text, take) {
    const zone = this.element;
    zone.append(element("p", {}, fileIcon("file"), text));
    // Once it lies over everything, all that is dragged meets it alone.
    panel.addEventListener("dragover", (event) => {
      if (!event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      zone.hidden = false;
    });
    zone.addEventListener("dragleave", () => (zone.hidden = true));
    zone.addEventListener("drop", (event) => {
      event.preventDefault();
      zone.hidden = true;
      take([...(event.dataTransfer?.files ?? [])]);
    });
  }
}
