import { element } from "../base/dom.js";

const hues = ["#6a55c4", "#0f766e", "#b4460f", "#9d2f6f", "#2563b8", "#4d6b1a", "#7c3aa8", "#a8304a"];

/**
 * A person's picture: their avatar, or the first letter of their name on a colour of their own.
 * @param {string} name
 * @param {string} [avatar]  an address; one that does not load leaves the letter
 */
export function portrait(name, avatar) {
  const letter = [...name.trim()][0] ?? "?";
  const made = element("span", { class: "portrait", "aria-hidden": "true" }, letter);
  made.style.setProperty("--hue", hues[[...name].reduce((sum, each) => (sum * 31 + each.charCodeAt(0)) >>> 0, 7) % hues.length] ?? "");
  if (!avatar?.startsWith("https://")) return made;
  const image = new Image();
  // The site's host need not learn which ticket is being read.
  image.referrerPolicy = "no-referrer";
  image.alt = "";
  image.addEventListener("load", () => made.replaceChildren(image), { once: true });
  image.src = avatar;
  return made;
}
