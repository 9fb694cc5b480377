import { adoptStyles } from "../../base/dom.js";

const sheets = ["chat/chat.css", "chat/files/files.css", "admin/desk/desk.css"];

/** @type {Promise<void> | undefined} */
let adding;

/**
 * Adds the style sheets of the desk, once however often the panel is drawn anew.
 * @param {string} base  the server's address
 */
export function addStyles(base) {
  adding ??= adoptStyles(document, sheets.map((name) => new URL(name, base))).catch((error) => {
    adding = undefined;
    throw error;
  });
  return adding;
}
