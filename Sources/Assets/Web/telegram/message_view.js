import { element, iconButton } from "./dom.js";
import { formatted } from "./formatted.js";
import { authorID, authorName, authorTitle, colorClass, initials, plainText, serviceLine } from "./people.js";
import { texts, timeOfDay } from "./texts.js";

/** @typedef {import("./wire").Message} Message */

/**
 * @typedef {object} Actions
 * @property {(message: Message) => void} reply
 * @property {(message: Message) => void} edit
 * @property {(message: Message) => void} like
 * @property {(id: number) => void} show Scrolls to another message.
 */

/**
 * A message as an item of the list.
 *
 * @param {Message} message
 * @param {{ isMine: boolean, startsRun: boolean, endsRun: boolean, threadID: number }} place A run is what one author
 *   wrote in a row.
 * @param {Actions} actions
 */
export function messageView(message, place, actions) {
  const service = serviceLine(message);
  if (service !== undefined) {
    return element("li", { class: "service", "data-testid": "service", "data-id": String(message.message_id) },
      element("span", {}, service));
  }
  const name = authorName(message);
  const color = colorClass(authorID(message));
  const item = element("li", {
    class: ["message", place.isMine && "mine", place.startsRun && "first", place.endsRun && "last"].filter(Boolean).join(" "),
    "data-id": String(message.message_id),
  });
  if (!place.isMine) {
    item.append(
      element("span", { class: "column", "aria-hidden": "true" },
        place.endsRun && element("span", { class: `avatar ${color}` }, initials(name))));
  }
  item.append(
    element("div", { class: "bubble", "data-testid": "bubble", "data-id": String(message.message_id) },
      element("p", { class: place.startsRun && !place.isMine ? `author ${color}` : "hidden" },
        name, element("span", { class: "title" }, authorTitle(message))),
      quote(message, place.threadID, actions),
      element("div", { class: "words" }, body(message), time(message)),
      buttons(message),
      reactions(message)),
    element("div", { class: "tools" },
      iconButton("reply", texts.reply, () => actions.reply(message)),
      iconButton("like", texts.like, () => actions.like(message)),
      place.isMine && message.text !== undefined && iconButton("edit", texts.edit, () => actions.edit(message))));
  return item;
}

/** @param {Message} message */
function body(message) {
  const text = message.text ?? message.caption;
  if (text === undefined) return element("span", { class: "other" }, texts.otherContent);
  return element("span", { class: "said", dir: "auto" }, formatted(text, message.entities ?? message.caption_entities));
}

/** @param {Message} message */
function time(message) {
  const edited = message.edit_date !== undefined && element("span", { "data-testid": "edited" }, texts.edited);
  return element("time", { datetime: new Date(message.date * 1000).toISOString() }, edited, timeOfDay(message.date));
}

/**
 * What a message replies to; every topic message replies to the one that announces the topic, which says nothing.
 *
 * @param {Message} message
 * @param {number} threadID
 * @param {Actions} actions
 */
function quote(message, threadID, actions) {
  const target = message.reply_to_message;
  if (!target || target.message_id === threadID) return undefined;
  return element("button", { type: "button", class: `quote ${colorClass(authorID(target))}`, click: () => actions.show(target.message_id) },
    element("b", {}, authorName(target)), element("span", {}, plainText(target)));
}

/**
 * The inline keyboard, for the eye: pressing is not simulated.
 *
 * @param {Message} message
 */
function buttons(message) {
  const rows = message.reply_markup?.inline_keyboard;
  if (!rows) return undefined;
  return element("div", { class: "keyboard" }, ...rows.map((row) =>
    element("div", {}, ...row.map((key) => element("span", {}, key.text)))));
}

/** @param {Message} message */
function reactions(message) {
  if (!message.reactions) return undefined;
  return element("div", { class: "reactions" }, ...message.reactions.map((reaction) =>
    element("span", { "data-testid": "reaction" }, reaction.emoji, element("small", {}, String(reaction.users.length)))));
}
