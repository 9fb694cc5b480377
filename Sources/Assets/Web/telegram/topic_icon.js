import { element, icon } from "./dom.js";

/** @typedef {import("./wire").Topic} Topic */

/**
 * The bubble in the topic's colour with the first letter of its name.
 *
 * @param {Topic} topic
 */
export function topicIcon(topic) {
  const letter = topic.name?.match(/\p{L}/u)?.[0] ?? "#";
  const shape = element("span", { class: "topic-icon", "aria-hidden": "true" }, letter.toUpperCase());
  if (topic.icon_color) shape.style.setProperty("--icon", `#${topic.icon_color.toString(16).padStart(6, "0")}`);
  if (topic.is_closed) shape.append(element("span", { class: "lock" }, icon("lock")));
  return shape;
}
