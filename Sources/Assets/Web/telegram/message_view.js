import { element, iconButton } from "./dom.js";
import { formatted } from "./formatted.js";
import { albumView, mediaView } from "./media_view.js";
import { authorID, authorName, authorTitle, colorClass, initials, plainText, serviceLine } from "./people.js";
import { texts, timeOfDay } from "./texts.js";

/** @typedef {import("./wire").Message} Message */

/**
 * @typedef {object} Actions
 * @property {(message: Message) => void} reply
 * @property {(message: Message) => void} edit
 * @property {(message: Message) => void} like
 * @property {(message: Message, data: string) => void} press
 * @property {(id: number) => void} show Scrolls to another message.
 */

/**
 * A message, or an album of several, as an item of the list.
 *
 * @param {[Message, ...Message[]]} messages
 * @param {{ isMine: boolean, startsRun: boolean, endsRun: boolean, threadID: number }} place A run is what one author
 *   wrote in a row.
 * @param {Actions} actions
 */
export function messageView(messages, place, actions) {
  // The words of an album stand with one of its messages.
  const message = messages.find((each) => each.caption !== undefined) ?? messages[0];
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
      messages.length > 1 ? albumView(messages) : mediaView(message),
      element("div", { class: "words" }, body(message), time(message)),
      buttons(message, actions),
      reactions(messages)),
    element("div", { class: "tools" },
      iconButton("reply", texts.reply, () => actions.reply(message)),
      iconButton("like", texts.like, () => actions.like(message)),
      place.isMine && isEditable(message) && iconButton("edit", texts.edit, () => actions.edit(message))));
  return item;
}

/** @param {Message} message */
const isEditable = (message) =>
  message.text !== undefined || (mediaView(message) !== undefined && !message.sticker && !message.video_note && !message.location && !message.contact);

/** @param {Message} message */
function body(message) {
  const text = message.text ?? message.caption;
  if (text === undefined) return mediaView(message) ? undefined : element("span", { class: "other" }, texts.otherContent);
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

/** @param {Message} message @param {Actions} actions */
function buttons(message, actions) {
  const rows = message.reply_markup?.inline_keyboard;
  if (!rows) return undefined;
  return element("div", { class: "keyboard" }, ...rows.map((row) =>
    element("div", {}, ...row.map((key) => button(message, key, actions)))));
}

/** @param {Message} message @param {import("./wire").Key} key @param {Actions} actions */
function button(message, key, actions) {
  const data = key.callback_data;
  if (data !== undefined) {
    return element("button", { type: "button", "data-testid": "key", click: () => actions.press(message, data) }, key.text);
  }
  const isLink = key.url !== undefined && /^https?:/i.test(key.url);
  return isLink ? element("a", { href: key.url, target: "_blank", rel: "noopener noreferrer" }, key.text) : element("span", {}, key.text);
}

/** @param {Message[]} messages */
function reactions(messages) {
  const all = messages.flatMap((message) => message.reactions ?? []);
  if (all.length === 0) return undefined;
  return element("div", { class: "reactions" }, ...all.map((reaction) =>
    element("span", { "data-testid": "reaction" }, reaction.emoji, element("small", {}, String(reaction.users.length)))));
}
