import { drawing } from "../../base/icons.js";

const paths = {
  all: "M3 12h5l2 3h4l2-3h5M5.5 5h13L21 12v6a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1v-6L5.5 5Z",
  open: "M12 7v5l3 2M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18Z",
  answered: "M9 10H4V5m0 5c2-3 4.5-5 8-5a8 8 0 1 1-8 8",
  closed: "m8 12 3 3 5-6M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18Z",
  archived: "M4 4h16v5H4V4Zm1 5v10a1 1 0 0 0 1 1h12a1 1 0 0 0 1-1V9M10 13h4",
  mine: "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM4 20a8 8 0 0 1 16 0",
  unassigned: "M11 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM3 20a8 8 0 0 1 11-7.4M18 15v3m0 3h.01",
  unread: "M4 6h9M4 6v12h16v-8M4 7l8 6 3-2M19 7a2 2 0 1 0 0-4 2 2 0 0 0 0 4Z",
  search: "M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14Zm9 2-4-4",
  settings: "M4 7h10m4 0h2M4 17h2m4 0h10M16 9a2 2 0 1 0 0-4 2 2 0 0 0 0 4ZM8 19a2 2 0 1 0 0-4 2 2 0 0 0 0 4Z",
  back: "m14 6-6 6 6 6",
  panel: "M4 5h16v14H4V5Zm10 0v14",
  note: "M5 4h14v10l-5 6H5V4Zm9 16v-6h5M9 9h6m-6 4h2",
  reply: "M10 7 4 12l6 5v-3c5 0 8 1 10 4 0-5-3-9-10-9V7Z",
  reopen: "M4 11a8 8 0 1 1 2 6M4 5v6h6",
  archive: "M4 4h16v5H4V4Zm1 5v10a1 1 0 0 0 1 1h12a1 1 0 0 0 1-1V9M10 13h4",
  check: "m5 13 4 4L19 7",
  close: "m6 6 12 12M18 6 6 18",
  down: "m6 9 6 6 6-6",
  assign: "M10 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM3 20a7 7 0 0 1 12-5m3-2v6m3-3h-6",
  keyboard: "M3 6h18v12H3V6Zm4 4h.01M11 10h.01M15 10h.01M18 10h.01M8 14h8",
  bell: "M6 10a6 6 0 1 1 12 0c0 5 2 6 2 6H4s2-1 2-6Zm4 9a2 2 0 0 0 4 0",
  sound: "M4 10v4h3l5 4V6l-5 4H4Zm12-1a4 4 0 0 1 0 6m3-9a8 8 0 0 1 0 12",
  telegram: "m3 11 18-7-3 16-6-5-3 4-1-6 10-7-12 6-3-1Z",
  out: "M10 4H5v16h5M15 8l4 4-4 4m4-4H9",
  ban: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM6 6l12 12",
  pencil: "m4 20 1-5L16 4l4 4L9 19l-5 1Z",
  verified: "m9 12 2 2 4-4M12 3l8 3v6c0 5-4 8-8 9-4-1-8-4-8-9V6l8-3Z",
  warning: "M12 9v5m0 3h.01M12 4 2.5 20h19L12 4Z",
  star: "m12 4 2.5 5.2 5.5.8-4 4 1 5.7-5-2.7-5 2.7 1-5.7-4-4 5.5-.8L12 4Z",
  upload: "M12 16V5m-5 5 5-5 5 5M5 20h14",
  eye: "M2 12s4-7 10-7 10 7 10 7-4 7-10 7S2 12 2 12Zm10 3a3 3 0 1 0 0-6 3 3 0 0 0 0 6Z",
  more: "M6 12h.01M12 12h.01M18 12h.01",
  link: "M14 5h5v5m0-5-8 8M18 14v5H5V6h5",
  trash: "M5 7h14M10 7V4h4v3m3 0-1 13H8L7 7m3 4v5m4-5v5",
  filter: "M4 6h16M7 12h10m-7 6h4",
};

/** @param {keyof typeof paths} name */
export function deskIcon(name) {
  return drawing("icon", "0 0 24 24", [["", paths[name]]]);
}

/** @typedef {keyof typeof paths} DeskIcon */
