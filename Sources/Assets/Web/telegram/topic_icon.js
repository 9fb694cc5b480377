import { element, icon } from "./dom.js";

/** @typedef {import("./wire").Topic} Topic */

/**
 * The topic's emoji, or the bubble in its colour with the first letter of its name.
 *
 * @param {Topic} topic
 */
export function topicIcon(topic) {
  const letter = topic.name?.match(/\p{L}/u)?.[0] ?? "#";
  const shape = element("span", { class: topic.icon_emoji ? "topic-icon emoji" : "topic-icon", "aria-hidden": "true" },
    topic.icon_emoji ?? letter.toUpperCase());
  if (topic.icon_color) shape.style.setProperty("--icon", `#${topic.icon_color.toString(16).padStart(6, "0")}`);
  if (topic.is_closed) shape.append(element("span", { class: "lock" }, icon("lock")));
  return shape;
}
