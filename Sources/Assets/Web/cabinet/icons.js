import { drawing } from "../base/icons.js";

const paths = {
  back: "m15 5-7 7 7 7",
  plus: "M12 5v14M5 12h14",
  check: "m5 13 4 4L19 7",
  out: "M10 4H5v16h5M15 8l4 4-4 4m4-4H9",
  reopen: "M4 10a8 8 0 1 1 1.5 7.5M4 4v6h6",
  talk: "M21 11.5a8.4 8.4 0 0 1-9 8.4 9.6 9.6 0 0 1-3.6-.8L3 21l1.9-4.7a8 8 0 0 1-1.4-4.8 8.5 8.5 0 0 1 17.5 0Z",
  save: "M12 4v11m-5-5 5 5 5-5M5 20h14",
  lock: "M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3",
  missing: "M9.5 9a2.5 2.5 0 1 1 3.5 2.3c-.7.3-1 .8-1 1.7m0 3.5h.01M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18Z",
};

/** @param {keyof typeof paths} name */
export function cabinetIcon(name) {
  return drawing("icon", "0 0 24 24", [["", paths[name]]]);
}
