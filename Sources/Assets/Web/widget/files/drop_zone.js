import { element } from "../dom.js";
import { icon } from "../icons.js";

/**
 * Takes files that are dropped on the panel or pasted into it.
 * @param {HTMLElement} panel
 * @param {string} text  what will happen
 * @param {(files: File[]) => void} take
 */
export function takeFiles(panel, text, take) {
  const zone = element("div", { class: "drop", "data-testid": "drop", hidden: "" }, element("p", {}, icon("attach"), text));
  panel.append(zone);
  // Once it lies over everything, all that is dragged meets it alone.
  panel.addEventListener("dragenter", ({ dataTransfer }) => {
    if (dataTransfer?.types.includes("Files")) zone.hidden = false;
  });
  zone.addEventListener("dragover", (event) => event.preventDefault());
  zone.addEventListener("dragleave", () => (zone.hidden = true));
  zone.addEventListener("drop", (event) => {
    event.preventDefault();
    zone.hidden = true;
    take([...(event.dataTransfer?.files ?? [])]);
  });
  panel.addEventListener("paste", (event) => {
    const data = event.clipboardData;
    // Tables and documents bring a picture of themselves beside their text: the text is meant.
    if (!data?.files.length || (data.types.includes("text/plain") && data.types.includes("text/html"))) return;
    event.preventDefault();
    take([...data.files]);
  });
}
