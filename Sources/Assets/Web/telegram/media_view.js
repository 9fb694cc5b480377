import { element, icon } from "./dom.js";
import { sizeName, texts } from "./texts.js";

/** @typedef {import("./wire").Message} Message */
/** @typedef {import("./wire").File} File */

/** Pixels that a photo or video takes at most, either way. */
const longestSide = 360;

/** @param {File} file */
const address = (file) => `/simulator/file/${encodeURIComponent(file.file_id)}`;

/**
 * What a message holds besides words; undefined if that is nothing, or of a kind that the page does not know.
 *
 * @param {Message} message
 * @returns {HTMLElement | undefined}
 */
export function mediaView(message) {
  if (message.photo) return photo(message.photo);
  if (message.animation) return animation(message.animation);
  if (message.video) return player(message.video, { controls: true });
  if (message.video_note) return player(message.video_note, { controls: true, class: "round" });
  if (message.sticker) return sticker(message.sticker);
  if (message.voice) return sound(message.voice, texts.kinds.voice);
  if (message.audio) return sound(message.audio, message.audio.title ?? message.audio.file_name ?? texts.kinds.audio);
  if (message.document) return document(message.document);
  if (message.location) return place(message.location);
  if (message.contact) return contact(message.contact);
  return undefined;
}

/**
 * Files that were sent together, side by side.
 *
 * @param {Message[]} messages
 */
export function albumView(messages) {
  const isPictures = messages.every((message) => message.photo ?? message.video);
  return element("div", { class: isPictures ? "album pictures" : "album", "data-testid": "album" },
    ...messages.map(mediaView));
}

/** @param {import("./wire").PhotoSize[]} sizes */
function photo(sizes) {
  const largest = sizes[sizes.length - 1];
  if (!largest) return undefined;
  const image = element("img", { src: address(largest), alt: texts.kinds.photo, "data-testid": "photo" });
  fit(image, largest.width, largest.height);
  return element("a", { class: "picture", href: address(largest), target: "_blank" }, image);
}

/** @param {import("./wire").Video} file */
function animation(file) {
  if (file.mime_type === "video/mp4") return player(file, { autoplay: true, loop: true, muted: true });
  return element("span", { class: "picture" }, element("img", { src: address(file), alt: texts.kinds.animation }));
}

/** @param {import("./wire").Video} file @param {Record<string, string | boolean>} attributes */
function player(file, attributes) {
  const video = element("video", { src: address(file), preload: "metadata", playsinline: true, ...attributes });
  if (file.width && file.height) fit(video, file.width, file.height);
  return element("span", { class: "picture" }, video);
}

/** @param {import("./wire").Sticker} file */
function sticker(file) {
  if (file.is_animated) return element("span", { class: "sticker" }, file.emoji ?? "🖼");
  const attributes = { class: "sticker", src: address(file) };
  return file.is_video
    ? element("video", { ...attributes, autoplay: true, loop: true, muted: true, playsinline: true })
    : element("img", { ...attributes, alt: file.emoji ?? texts.kinds.sticker });
}

/** @param {File} file @param {string} label */
function sound(file, label) {
  return element("div", { class: "sound" },
    element("span", {}, label),
    element("audio", { src: address(file), controls: true, preload: "metadata", "aria-label": label, "data-testid": "audio" }));
}

/** @param {File} file */
function document(file) {
  return element("a", { class: "file", href: address(file), download: file.file_name ?? "file", "data-testid": "file" },
    element("span", { class: "sheet", "aria-hidden": "true" }, icon("file")),
    element("span", {}, element("b", {}, file.file_name ?? texts.kinds.document), element("small", {}, sizeName(file.file_size ?? 0))));
}

/** @param {{ latitude: number, longitude: number }} at */
function place(at) {
  const point = `${at.latitude.toFixed(5)}, ${at.longitude.toFixed(5)}`;
  return element("span", { class: "file" },
    element("span", { class: "sheet", "aria-hidden": "true" }, "📍"),
    element("span", {}, element("b", {}, texts.kinds.location), element("small", {}, point)));
}

/** @param {import("./wire").Contact} person */
function contact(person) {
  return element("span", { class: "file" },
    element("span", { class: "sheet", "aria-hidden": "true" }, "☎️"),
    element("span", {},
      element("b", {}, [person.first_name, person.last_name].filter(Boolean).join(" ")),
      element("small", {}, person.phone_number)));
}

/**
 * Keeps a picture's place while it loads.
 *
 * @param {HTMLElement} shown
 * @param {number} width
 * @param {number} height
 */
function fit(shown, width, height) {
  const scale = Math.min(1, longestSide / Math.max(width, height));
  shown.style.inlineSize = `${Math.round(width * scale)}px`;
  shown.style.aspectRatio = `${width} / ${height}`;
}
