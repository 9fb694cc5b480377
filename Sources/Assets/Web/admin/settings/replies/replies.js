import { load } from "../load.js";
import { replyEditor } from "./editor.js";
import { replyList } from "./list.js";

/**
 * @typedef {object} Reply
 * @property {string} id
 * @property {string} shortcut
 * @property {string} title
 * @property {string} text
 */

/**
 * Answers that are used often: all of them, or one to be edited.
 * @param {import("../settings.js").PageParts} parts
 * @param {string} path  an id, "new", or nothing
 */
export function repliesPage(parts, path) {
  const { api, place, signal } = parts;
  const body = document.createElement("div");
  body.className = "page-body";
  place.append(body);
  if (path === "new") return body.replaceChildren(replyEditor(parts, undefined));
  void load(body, parts, async () => (await api.get("canned-replies", signal)).canned_replies, (/** @type {Reply[]} */ replies) => {
    const edited = replies.find(({ id }) => id === path);
    return edited ? [replyEditor(parts, edited)] : replyList(parts, replies);
  });
}
