import { drawing } from "../../base/icons.js";

const paths = {
  previous: "m15 5-7 7 7 7",
  next: "m9 5 7 7-7 7",
  close: "m6 6 12 12M18 6 6 18",
  file: "M14 3v5h5M14 3H7a2 2 0 0 0-2 2v14a2 2 0 0 0 2 2h10a2 2 0 0 0 2-2V8l-5-5Z",
  download: "M12 4v11m-5-5 5 5 5-5M5 20h14",
  play: "M8 5v14l11-7Z",
  pause: "M8 5v14M16 5v14",
};

/** @param {keyof typeof paths} name */
export function fileIcon(name) {
  return drawing("icon", "0 0 24 24", [["", paths[name]]]);
}
