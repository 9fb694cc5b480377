import { texts } from "./texts.js";

/** @typedef {import("./wire").Message} Message */

/** Colours that names and avatars have; the style sheet knows them by number. */
const colors = 7;

/** @param {Message} message */
export function authorName(message) {
  if (message.sender_chat) return message.sender_chat.title;
  return [message.from.first_name, message.from.last_name].filter(Boolean).join(" ");
}

/**
 * What stands behind the name: a custom title, or that it is a bot.
 *
 * @param {Message} message
 */
export function authorTitle(message) {
  if (message.sender_chat) return message.author_signature ?? texts.admin;
  return message.from.is_bot ? texts.bot : "";
}

/** @param {Message} message */
export const authorID = (message) => message.sender_chat?.id ?? message.from.id;

/** @param {number} id */
export const colorClass = (id) => `color${Math.abs(id) % colors}`;

/**
 * One or two letters for an avatar.
 *
 * @param {string} name
 */
export function initials(name) {
  const words = name.split(/\s+/).filter(Boolean);
  return words.slice(0, 2).map((word) => [...word][0]).join("").toUpperCase();
}

/**
 * The line that a service message shows; undefined for an ordinary message.
 *
 * @param {Message} message
 */
export function serviceLine(message) {
  const who = authorName(message);
  if (message.forum_topic_created) return texts.created(who, message.forum_topic_created.name);
  if (message.forum_topic_edited) {
    const name = message.forum_topic_edited.name;
    return name === undefined ? texts.newIcon(who) : texts.renamed(who, name);
  }
  if (message.forum_topic_closed) return texts.hasClosed(who);
  if (message.forum_topic_reopened) return texts.hasReopened(who);
  if ("pinned_message" in message) return texts.pinned(who, message.pinned_message ? plainText(message.pinned_message) : "…");
  return undefined;
}

/**
 * One line of what a message says.
 *
 * @param {Message} message
 */
export function plainText(message) {
  const words = message.text ?? message.caption;
  if (words !== undefined) return words;
  if (message.sticker?.emoji) return `${message.sticker.emoji} ${texts.kinds.sticker}`;
  if (message.document?.file_name && !message.animation) return message.document.file_name;
  const kinds = /** @type {(keyof typeof texts.kinds)[]} */ (Object.keys(texts.kinds));
  // A GIF is a document too, and a place may be more than a place: what is told first is what it is.
  const kind = message.animation ? "animation" : kinds.find((name) => message[name] !== undefined);
  return kind ? texts.kinds[kind] : texts.otherContent;
}
