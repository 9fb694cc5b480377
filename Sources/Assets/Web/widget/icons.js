const paths = {
  close: "m6 6 12 12M18 6 6 18",
  send: "M4 12 20 4l-5 16-4-6-7-2Zm7 2 9-10",
  down: "m6 9 6 6 6-6",
  pending: "M12 7v5l3 2M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18Z",
  sent: "m5 13 4 4L19 7",
  failed: "M12 7v6m0 4h.01M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18Z",
  talk: "M21 11.5a8.4 8.4 0 0 1-9 8.4 9.6 9.6 0 0 1-3.6-.8L3 21l1.9-4.7a8 8 0 0 1-1.4-4.8 8.5 8.5 0 0 1 17.5 0Z",
};

/** @param {keyof typeof paths} name */
export function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  svg.setAttribute("class", "icon");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  path.setAttribute("d", paths[name]);
  svg.append(path);
  return svg;
}
