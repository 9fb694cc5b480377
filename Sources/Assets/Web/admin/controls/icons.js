import { drawing } from "../../base/icons.js";

const paths = {
  show: "M2 12s3.6-7 10-7 10 7 10 7-3.6 7-10 7-10-7-10-7Zm10 3a3 3 0 1 0 0-6 3 3 0 0 0 0 6Z",
  hide: "m3 3 18 18M10 5.2A9 9 0 0 1 12 5c6.4 0 10 7 10 7a17 17 0 0 1-3.2 4M6.6 6.6A17 17 0 0 0 2 12s3.6 7 10 7a9.6 9.6 0 0 0 5.4-1.600M9.9 9.900a3 3 0 0 0 4.2 4.2",
  close: "m6 6 12 12M18 6 6 18",
  copy: "M9 9h11v11H9zM5 15H4V4h11v1",
  check: "m5 13 4 4L19 7",
  back: "M19 12H5m6-6-6 6 6 6",
  plus: "M12 5v14M5 12h14",
  more: "M5 13a1 1 0 1 0 0-2 1 1 0 0 0 0 2Zm7 0a1 1 0 1 0 0-2 1 1 0 0 0 0 2Zm7 0a1 1 0 1 0 0-2 1 1 0 0 0 0 2Z",
  edit: "M4 20h4L19 9l-4-4L4 16v4Zm9-13 4 4",
  remove: "M4 7h16M10 11v6m4-6v6M6 7l1 13h10l1-13M9 7V4h6v3",
  search: "M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14Zm5-2 5 5",
  download: "M12 4v11m-5-5 5 5 5-5M4 20h16",
  account: "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8Zm-8 9a8 8 0 0 1 16 0",
  team: "M9 11a4 4 0 1 0 0-8 4 4 0 0 0 0 8Zm-7 10a7 7 0 0 1 14 0M16 3.500a4 4 0 0 1 0 7M22 21a7 7 0 0 0-4-6.3",
  replies: "M21 12a8 8 0 0 1-11.5 7.200L4 21l1.8-5.500A8 8 0 1 1 21 12ZM9 10h6m-6 4h4",
  widget: "M4 4h16v12h-8l-4 4v-4H4zM8 9h8",
  hours: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18Zm0-14v5l3 2",
  contact: "M4 5h16v14H4zM8 10h3m-3 4h8m-3-4h3",
  up: "m6 15 6-6 6 6",
  down: "m6 9 6 6 6-6",
  keys: "M15 9h.01M15.5 3a5.5 5.5 0 0 0-5.3 7L3 17.200V21h4v-3h3v-3l1.8-1.800A5.5 5.5 0 1 0 15.5 3Z",
  audit: "M6 3h9l4 4v14H6zM9 12h7m-7 4h7M9 8h3",
  telegram: "M21 4 3 11l6 2.500L18 7l-7 8v5l3-4 4 3z",
  shield: "M12 3 5 6v5c0 5 3 8.3 7 10 4-1.7 7-5 7-10V6z",
  laptop: "M5 5h14v10H5zM2 19h20",
  phone: "M7 3h10v18H7zM11 18h2",
  lock: "M6 11h12v10H6zM8 11V8a4 4 0 0 1 8 0v3",
  warning: "M12 4 2 20h20zM12 10v4m0 3h.01",
};

/** @typedef {keyof typeof paths} IconName */

/** @param {IconName} name */
export function icon(name) {
  return drawing("icon", "0 0 24 24", [["", paths[name]]]);
}
