import { element, icon } from "./dom.js";

/** @typedef {import("./wire").Topic} Topic */

/**
 * The bubble in the topic's colour with the first letter of its name, or the emoji that the name begins with.
 *
 * @param {Topic} topic
 */
export function topicIcon(topic) {
  const shape = element("span", { class: "topic-icon", "aria-hidden": "true" });
  const first = [...new Intl.Segmenter().segment(topic.name ?? "#")][0]?.segment ?? "#";
  const isEmoji = /\p{Extended_Pictographic}/u.test(first);
  if (isEmoji) shape.classList.add("emoji");
  else if (topic.icon_color) shape.style.setProperty("--icon", `#${topic.icon_color.toString(16).padStart(6, "0")}`);
  const letter = topic.name?.match(/[\p{L}]/u)?.[0] ?? first;
  shape.append(isEmoji ? first : letter.toUpperCase());
  if (topic.is_closed) shape.append(element("span", { class: "lock" }, icon("lock")));
  return shape;
}
