import { element } from "../../base/dom.js";

/**
 * The page around the steps. Returns where they are shown.
 * @param {HTMLElement} place
 */
export function frame(place) {
  const mark = element("img", {
    src: new URL("../icon.svg", import.meta.url).href, alt: "", width: "40", height: "40",
  });
  const stage = element("div", { class: "stage card" });
  place.classList.add("entrance");
  place.replaceChildren(
    element("div", { class: "gate" }, element("div", { class: "mark" }, mark, element("span", {}, "Otvet")), stage));
  return stage;
}
