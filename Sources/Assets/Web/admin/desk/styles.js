import { adoptStyles } from "../../base/dom.js";

const own = ["desk", "menu", "rail", "list", "header", "conversation", "composer", "card", "dialogs"];
const sheets = ["chat/chat.css", "chat/files/files.css", ...own.map((name) => `admin/desk/${name}.css`)];

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
