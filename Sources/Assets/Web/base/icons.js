import { ownDocument } from "./own_document.js";

const paths = {
  close: "m6 6 12 12M18 6 6 18",
  back: "m15 5-7 7 7 7",
  more: "M12 6h.01M12 12h.01M12 18h.01",
  list: "M8 6h12M8 12h12M8 18h12M4 6h.01M4 12h.01M4 18h.01",
  send: "M4 12 20 4l-5 16-4-6-7-2Zm7 2 9-10",
  down: "m6 9 6 6 6-6",
  attach: "m21 11-9 9a6 6 0 0 1-8-8l9-9a4 4 0 0 1 6 6l-9 9a2 2 0 0 1-3-3l8-8",
  pending: "M12 7v5l3 2M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18Z",
  sent: "m5 13 4 4L19 7",
  delivered: "m2 13 4 4L16 7M11 16l1 1L22 7",
  failed: "M12 7v6m0 4h.01M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18Z",
  talk: "M21 11.5a8.4 8.4 0 0 1-9 8.4 9.6 9.6 0 0 1-3.6-.8L3 21l1.9-4.7a8 8 0 0 1-1.4-4.8 8.5 8.5 0 0 1 17.5 0Z",
};

/** @param {keyof typeof paths} name */
export function icon(name) {
  return drawing("icon", "0 0 24 24", [["", paths[name]]]);
}

/** Two people talking: what stands where there are no messages yet. */
export function picture() {
  return drawing("picture", "0 0 148 112", [
    ["glow", "M24 58a54 50 0 1 1 108 0 54 50 0 1 1-108 0Z"],
    ["theirs", "M40 12h52a14 14 0 0 1 14 14v20a14 14 0 0 1-14 14H42L26 72V26a14 14 0 0 1 14-14Z"],
    ["text", "M44 29h44M44 43h26"],
    ["ours", "M74 52h44a14 14 0 0 1 14 14v34l-15-10H74a14 14 0 0 1-14-14V66a14 14 0 0 1 14-14Z"],
    ["dot", "M78 71a4 4 0 1 1 8 0 4 4 0 1 1-8 0Zm14 0a4 4 0 1 1 8 0 4 4 0 1 1-8 0Zm14 0a4 4 0 1 1 8 0 4 4 0 1 1-8 0Z"],
  ]);
}

/**
 * @param {string} name
 * @param {string} viewBox
 * @param {[className: string, path: string][]} shapes
 */
export function drawing(name, viewBox, shapes) {
  const svg = ownDocument.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("class", name);
  svg.setAttribute("viewBox", viewBox);
  svg.setAttribute("aria-hidden", "true");
  for (const [className, d] of shapes) {
    const path = ownDocument.createElementNS(svg.namespaceURI, "path");
    path.setAttribute("class", className);
    path.setAttribute("d", d);
    svg.append(path);
  }
  return svg;
}
